"""Asking a WSGI application, as a browser would."""

import io
import sys


def ask(application, address: str, method: str = "GET", query: str = "", **headers: str):
    """Status, headers and body of an answer."""
    got = {}

    def start(status, given, exc_info=None):
        got.update(status=int(status.split()[0]), headers=dict(given))

    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": address.encode().decode("latin-1"), "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "HTTP_HOST": "127.0.0.1",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }  # fmt: skip
    answer = application(environ, start)
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return got["status"], got["headers"], body
