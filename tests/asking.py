"""Asking a WSGI application, as a browser would."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@contextmanager
def connection_kept() -> Iterator[None]:
    """The end of a request closes the connection; a test that runs in a transaction needs it after that."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def ask(application, address: str, method: str = "GET", query: str = "", **headers: str):
    """Status, headers and body of an answer."""
    got = {}

    def start(status, given, exc_info=None):
        got.update(status=int(status.split()[0]), headers=dict(given))

    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": address.encode().decode("latin-1"), "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": headers.pop("remote_addr", "127.0.0.1"),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }  # fmt: skip
    with connection_kept():
        answer = application(environ, start)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
    return got["status"], got["headers"], body
