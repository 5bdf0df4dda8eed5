"""What Jupyter Lab saves of a notebook: prose and code, and nothing that a run left in it."""


def strip(model: dict, **_: object) -> None:
    """Take outputs, counts and marks of a run out of a notebook before it is saved, as a hook of Jupyter's contents manager.

    `model` is what is saved, by https://jupyter-server.readthedocs.io, with a notebook of format 4 as its content.
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict) or content.get("nbformat") != 4:
        return
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        kept = {"tags": cell["metadata"]["tags"]} if cell["metadata"].get("tags") else {}
        cell["metadata"] = kept
