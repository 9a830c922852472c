"""The page store, served below Django: a small WSGI wrapper that answers from files and passes everything else on."""

import os
from collections.abc import Callable, Iterable, Iterator
from email.utils import formatdate, parsedate_to_datetime
from typing import Any

from django.core.wsgi import get_wsgi_application

from gongkai.config.headers import ATTACHMENT
from gongkai.files.whole import sha256_of
from gongkai.pages.layout import GONE, NotAnAddress, content_type_of, digest_of, file_of, is_download

Start = Callable[..., Any]
Environ = dict[str, Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
BLOCK = 256 * 1024
STORED = ("200", "410")
SMALL = 1024 * 1024  # bytes; a larger file is sent in blocks


class StoreFirst:
    """Answers GET and HEAD from the generation that `current` points to; everything else goes to `application`.

    current: the path of the store's symlink, as text. headers: those that every stored page carries.
    """

    def __init__(self, application: Application, current: str, headers: list[tuple[str, str]]) -> None:
        self.application = application
        self.current = current
        self.headers = headers

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            answered = self.answer(environ, start)
            if answered is not None:
                return answered
            return self.made(environ, start)
        return self.application(environ, self.with_headers(start))

    def made(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """What the application answers. A page that it has just stored is sent from the store, so that the first reader
        gets what every later one gets, and the same headers."""
        told: list[tuple[Any, ...]] = []

        def wait(*answer: Any) -> Any:
            told[:] = [answer]
            return _no_writing

        body = self.application(dict(environ), wait)  # Django writes into what it is given
        if told[0][0][:3] in STORED and (answered := self.answer(environ, start)) is not None:
            getattr(body, "close", _nothing)()
            return answered
        self.with_headers(start)(*told[0])
        return body

    def with_headers(self, start: Start) -> Start:
        """`start`, with the headers that every page carries where the application has not set them."""

        def started(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            there = {name.lower() for name, _ in headers}
            return start(status, [*headers, *(each for each in self.headers if each[0].lower() not in there)], *error)

        return started

    def answer(self, environ: Environ, start: Start) -> Iterable[bytes] | None:
        """The stored page of the address asked for, None if there is none."""
        try:
            address = environ["PATH_INFO"].encode("latin-1").decode()
            name = file_of(address)
        except (NotAnAddress, UnicodeError):
            return None
        for status, path in (("200 OK", f"{self.current}/{name}"), ("410 Gone", f"{self.current}/{GONE}/{name}")):
            try:
                handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                return None
            found = os.fstat(handle)
            if not _is_file(found):
                os.close(handle)
                continue
            # An attachment that was changed: the application takes it away and says so.
            if status == "200 OK" and (wanted := digest_of(address)) and not sha256_of(handle).startswith(wanted):
                os.close(handle)
                return None
            kind = [("Content-Type", content_type_of(address))]
            if is_download(address):
                kind.append(ATTACHMENT)
            return self.send(environ, start, status, handle, found, kind)
        return None

    def send(
        self,
        environ: Environ,
        start: Start,
        status: str,
        handle: int,
        found: os.stat_result,
        kind: list[tuple[str, str]],
    ) -> Iterable[bytes]:
        """Send an open file, or that it has not changed. The mark and the time are made as nginx makes them."""
        modified, size = int(found.st_mtime), found.st_size
        mark = f'"{modified:x}-{size:x}"'
        dated = [*self.headers, ("ETag", mark)]
        if status == "200 OK":
            dated.append(("Last-Modified", formatdate(modified, usegmt=True)))
        if status == "200 OK" and _unchanged(environ, mark, modified):
            os.close(handle)
            start("304 Not Modified", dated)
            return []
        start(status, [*kind, ("Content-Length", str(size)), *dated])
        if environ["REQUEST_METHOD"] == "HEAD":
            os.close(handle)
            return []
        if size > SMALL:
            return _blocks(handle)
        try:
            return [os.read(handle, size + 1)]
        finally:
            os.close(handle)


def _nothing() -> None:
    """Where an answer has nothing to close."""


def _no_writing(data: bytes) -> None:
    raise NotImplementedError("the application answers with its body, it does not write")


def _is_file(found: os.stat_result) -> bool:
    return (found.st_mode & 0o170000) == 0o100000


def _unchanged(environ: Environ, mark: str, modified: int) -> bool:
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked is not None:
        marks = {each.strip().removeprefix("W/") for each in asked.split(",")}
        return mark in marks or "*" in marks
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    try:
        return since is not None and int(parsedate_to_datetime(since).timestamp()) == modified
    except (TypeError, ValueError, OverflowError):
        return False


def _blocks(handle: int) -> Iterator[bytes]:
    with os.fdopen(handle, "rb") as file:
        while block := file.read(BLOCK):
            yield block


def make_application(*, watch: bool = True) -> StoreFirst:
    """The whole site as a server process runs it: the store first, Django behind it.

    watch: look after the store's lag from a thread of this process, and warm it for its readers.
    """
    django = get_wsgi_application()
    from gongkai.config.headers import for_pages
    from gongkai.ledger.models import Installation
    from gongkai.pages import lag, store
    from gongkai.portal import warming

    if watch:
        lag.watch()
        warming.begin()
    demo = Installation.objects.filter(demo=True).exists()
    return StoreFirst(django, str(store.current()), for_pages(demo=demo))
