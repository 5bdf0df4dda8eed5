"""Let the crate validator work without network: answer addresses from files, through its own cache.

Arguments: the path of the cache without suffix, then address and file in turn.
"""

import io
import sys
from pathlib import Path

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse


class FromFile(BaseAdapter):
    """Answers every request with one file."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.content = Path(file).read_bytes()

    def send(self, request: PreparedRequest, **_: object) -> Response:
        headers = {"Content-Type": "application/ld+json"}
        raw = HTTPResponse(io.BytesIO(self.content), headers, 200, preload_content=False, request_url=request.url)
        answer = Response()
        answer.status_code, answer.url, answer.request, answer.raw = 200, request.url, request, raw
        answer.headers.update(headers)
        return answer

    def close(self) -> None:
        """Nothing is open."""


cache, *pairs = sys.argv[1:]
session = CachedSession(cache_name=cache, expire_after=-1)
for url, file in zip(pairs[::2], pairs[1::2], strict=True):
    session.mount(url, FromFile(file))
    session.get(url).raise_for_status()
