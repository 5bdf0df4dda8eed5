"""Web addresses in cells: where one stands in a text, and what keeps it from leading anywhere."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

NOT_NOTED = "not noted"  # what a card says where nobody wrote down when the pages were read
FOUND = re.compile(r"https?://[^\s\"<>]+")
AFTER = ".,;:!?'"  # marks that belong to the sentence around an address
OPENS = {")": "(", "]": "["}
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
ENDING = re.compile(f"{ENTITY.pattern}$")
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def found(text: str) -> Iterator[str]:
    """Addresses in a text, in their order, without the brackets and marks of the sentence around them."""
    for match in FOUND.finditer(text):
        # A list is joined by semicolons; one that ends an entity ends no address.
        for part in re.split(r";(?=https?://)", match.group()):
            yield _bare(part)


def _bare(address: str) -> str:
    while address:
        last = address[-1]
        entity = last == ";" and ENDING.search(address)
        if entity or not (last in AFTER or (last in OPENS and address.count(last) > address.count(OPENS[last]))):
            break
        address = address[:-1]
    return address


def fault(address: str) -> tuple[str, str] | None:
    """What is found and expected where an address has a form that leads nowhere, or None."""
    if match := ENTITY.search(address):
        return f"“{match.group()}” of HTML", f"“{html.unescape(match.group())}”"
    if match := ESCAPE.search(address):
        return f"“{address[match.start() : match.start() + 3]}”", "a percent sign with two hexadecimal digits"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return str(error), "an address of a page"
    if not host or ("." not in host.strip(".") and ":" not in host) or port == 0:
        return f"host “{host or ''}”", "the name of a host"
    if "@" in parts.netloc:
        return "a user in the address", "an address that anybody can ask"
    return None
