"""Hand metadata to the clients of places of deposit, and print what they would send: no address is ever asked.

    python tests/deposit_clients.py zenodo|inveniordm|datacite METADATA [CRATE]

Runs in the environment of the validators. An answer to every request is made up here.
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import requests

SENT: list[dict] = []


def answer(self: object, request: requests.PreparedRequest, **_: object) -> requests.Response:
    """Keep what a client sends, and answer as a place of deposit does that takes it."""
    body = request.body if isinstance(request.body, (bytes, str)) else b""
    sent = {"method": request.method, "address": request.url.partition("?")[0]}
    with contextlib.suppress(ValueError):
        sent["body"] = json.loads(body)
    SENT.append(sent)
    made = requests.Response()
    made.request, made.url = request, request.url
    made.status_code = 200 if request.method == "PUT" or request.url.endswith("/commit") else 201
    said = {"id": 7, "links": {"bucket": "https://place.test/bucket"}, "data": {"id": "10.5072/test"}}
    made.raw = io.BytesIO(json.dumps(said).encode())
    return made


requests.adapters.HTTPAdapter.send = answer


def zenodo(metadata: dict) -> None:
    """By zenodo-client: the metadata as its class takes them, and as they are."""
    from zenodo_client import Metadata, create_zenodo

    held = {"access_token": "none", "sandbox": True, "publish": False}
    for data in (Metadata(**metadata), {"metadata": metadata}):
        with contextlib.suppress(KeyError):  # what it makes of the last answer is of no account
            create_zenodo(data, [__file__], **held)


def inveniordm(metadata: dict, file: str, crate: str) -> None:
    """By rocrate-inveniordm: the record that is given, then what it makes of the crate."""
    from rocrate_inveniordm.deposit import deposit

    os.environ |= {"INVENIORDM_BASE_URL": "https://place.test", "INVENIORDM_API_KEY": "none"}
    deposit(crate, datacite_file=file)
    deposit(crate, no_upload=True)
    SENT.append({"method": "", "address": "crate", "body": json.loads(Path("datacite-out.json").read_text())})


def datacite(metadata: dict) -> None:
    """By datacite: held against the schema of DataCite 4.5, then sent as that of a draft."""
    from datacite import DataCiteRESTClient, schema45

    schema45.validator.validate(metadata)
    client = DataCiteRESTClient("none", "none", "10.5072", url="https://place.test/")
    client.draft_doi(metadata)


if __name__ == "__main__":
    what, file, *more = sys.argv[1:]
    given = json.loads(Path(file).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(sys.stderr):
        {"zenodo": zenodo, "inveniordm": lambda one: inveniordm(one, file, *more), "datacite": datacite}[what](given)
    print(json.dumps(SENT))
