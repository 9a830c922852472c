"""nginx in front: the same headers as the application, and every page, 410s included, with the application stopped."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import factories
import pytest
from asking import ask
from django.core.management import call_command

from gongkai.config.below import make_application
from gongkai.config.headers import SECURITY
from gongkai.config.nginx import configuration
from gongkai.ledger import follow
from gongkai.pages import filling
from gongkai.portal import inventory
from gongkai.publishing import drafts, services

pytestmark = pytest.mark.django_db
ALIKE = (
    "Content-Type", "Content-Length", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options",
    "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    "Cache-Control", "ETag", "Last-Modified", "Content-Disposition", "X-Robots-Tag", "Strict-Transport-Security",
)  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """nginx on a port of its own, with nothing behind it."""

    def __init__(self, folder, settings_text: str, port: int) -> None:
        self.port = port
        user = "user root;\n" if os.geteuid() == 0 else ""
        paths = "\n".join(
            f"{name}_temp_path {folder}/tmp-{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nworker_processes 1;\n"
            f"events {{ worker_connections 64; }}\nhttp {{\naccess_log off;\n{paths}\n{settings_text}\n}}\n"
        )
        self.process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)  # fmt: skip
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.process.poll() is not None:
                raise AssertionError(self.process.stderr.read().decode())
            time.sleep(0.05)
        raise AssertionError("nginx did not start")

    def ask(self, address: str, method: str = "GET", **headers: str):
        from urllib.parse import quote

        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request(method, quote(address), headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name: answer.headers[name] for name in ALIKE if name in answer.headers}, body

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.process.stderr.close()


@pytest.fixture
def nginx(world, page_store, tmp_path, settings):
    """A filled store with a page, a file and a withdrawn page, served by nginx alone."""
    if shutil.which("nginx") is None:
        pytest.skip("本机没有 nginx，请安装 Debian 包 nginx-light")
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    draft = drafts.start(factories.fields(world, title="带附件的事项"), agency=world.town, by=world["clerk"])
    drafts.attach(draft, drafts.take_file("记录".encode(), "检修 记录.txt"), "检修 记录.txt", by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    services.release(version, by=world["officer"])
    gone = factories.release(world, title="将要撤回的事项")
    services.withdraw(gone.item, by=world["first"], reason="内容有误")
    while follow.catch_up():
        pass
    filling.fill_all()
    port = free_port()
    folder = tmp_path / "nginx"
    folder.mkdir()
    server = Server(folder, configuration(listen=f"127.0.0.1:{port}", name="_", upstream="127.0.0.1:9"), port)
    yield server
    server.stop()


def test_nginx_alone_serves_every_page_with_the_headers_of_the_application(nginx, page_store):
    application = make_application(watch=False)
    statuses = set()
    for address in inventory.all_addresses():
        status, headers, body = nginx.ask(address)
        ours = ask(application, address)
        assert (status, body) == (ours[0], ours[2]), address
        assert headers == {name: ours[1][name] for name in ALIKE if name in ours[1]}, address
        statuses.add(status)
    assert statuses == {200, 410}


def test_style_sheets_and_pictures_carry_the_headers_of_the_application(nginx, settings):
    application = make_application(watch=False)
    names = ["look/base.css", "look/seal.svg", "portal/portal.css"]
    names += [str(path.relative_to(settings.STATIC_ROOT)) for path in Path(settings.STATIC_ROOT).rglob("*.js")][:1]
    for address in (settings.STATIC_URL + name for name in names):
        status, headers, body = nginx.ask(address)
        ours = ask(application, address)
        assert (status, body) == (200, ours[2]), address
        assert ours[0] == 200, address
        left_out = ("Last-Modified", "ETag")  # the application serves the packages' own files
        given, wanted = ({k: h[k] for k in ALIKE if k in h and k not in left_out} for h in (headers, ours[1]))
        assert given == wanted, address
        assert "immutable" in given["Cache-Control"]


def test_nginx_says_not_modified_as_the_application_does(nginx):
    tag = nginx.ask("/")[1]["ETag"]
    assert nginx.ask("/", **{"If-None-Match": tag})[0] == 304
    assert nginx.ask("/", "HEAD")[2] == b""


def test_what_is_not_stored_or_hidden_goes_to_the_application(nginx, page_store):
    for address in ("/nothing/", "/.gone/index.html", "/work/", "/search/"):
        assert nginx.ask(address)[0] == 502, address  # nothing runs behind it here
    assert nginx.ask("/", "POST")[0] == 502
    _, headers, body = nginx.ask("/nothing/")
    assert "暂时打不开" in body.decode()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert set(dict(SECURITY).items()) <= set(headers.items())
    page_store.stand_aside()
    assert nginx.ask("/")[0] == 502
    page_store.put_back()
    assert nginx.ask("/")[0] == 200


def test_a_page_that_is_unlinked_is_gone_at_once(nginx, page_store):
    assert nginx.ask("/map/")[0] == 200
    page_store.remove({"/map/"})
    assert nginx.ask("/map/")[0] == 502
