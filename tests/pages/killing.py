"""Run in a process of its own by `test_kill.py`: forks a warm process, kills it at each failpoint while a reader polls.

Prints the failpoints that were reached, one a line, as `scenario failpoint`; fails with the first broken promise.
"""
# ruff: noqa: E402  (Django is set up before anything of ours is taken in)

import io
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"

import django

django.setup()

import factories
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from gongkai.config.below import make_application
from gongkai.ledger import failpoints, follow
from gongkai.pages import store
from gongkai.portal import addresses
from gongkai.portal.inventory import fetch
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Item, Release

FOREVER = 10.0  # seconds after which something hangs


class Poll(NamedTuple):
    """One look of the reader: when it began and ended, at what, and whether the words were there."""

    began: float
    ended: float
    address: str
    status: int
    shows: bool


def read(application, address: str) -> tuple[int, bytes]:
    """What a reader gets."""
    got: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr, "HTTP_HOST": "127.0.0.1",
    }  # fmt: skip
    answer = application(environ, lambda status, headers, exc_info=None: got.append(status))
    try:
        body = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    return int(got[0].split()[0]), body


def forked(work: Callable[[], None]) -> int:
    """A child that does `work` and ends; never comes back here."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    finally:
        sys.stdout.flush()
        os._exit(code)


def ended(pid: int) -> int:
    """The status of a child, waited for."""
    limit = time.monotonic() + FOREVER
    while time.monotonic() < limit:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("a process hangs")


class Reader:
    """A process that polls addresses without pause until it is stopped."""

    def __init__(self, application, looked_at: list[str], words: str) -> None:
        self.records = Path(tempfile.mkdtemp()) / "polls.json"
        self.pid = forked(lambda: self.poll(application, looked_at, words.encode()))
        time.sleep(0.15)

    def poll(self, application, looked_at: list[str], words: bytes) -> None:
        stopped: list[int] = []
        signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))
        polls = []
        while not stopped:
            for address in looked_at:
                began = time.monotonic()
                status, body = read(application, address)
                polls.append(Poll(began, time.monotonic(), address, status, words in body))
        self.records.write_text(json.dumps(polls))

    def stop(self) -> list[Poll]:
        os.kill(self.pid, signal.SIGTERM)
        assert os.waitstatus_to_exitcode(ended(self.pid)) == 0, "the reader failed"
        polls = [Poll(*each) for each in json.loads(self.records.read_text())]
        shutil.rmtree(self.records.parent)
        assert polls
        return polls


def kill_at(name: str, work: Callable[[], None]) -> tuple[bool, float]:
    """Do `work` in a child that dies at failpoint `name`. Returns whether it was reached, and when the child was gone."""

    def child() -> None:
        failpoints.arm(name, lambda: os.kill(os.getpid(), signal.SIGKILL))
        work()

    status = ended(forked(child))
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert died or os.waitstatus_to_exitcode(status) == 0, f"the child failed before {name}"
    return died, time.monotonic()


def looked_at(number: int) -> list[str]:
    """Where a reader would see the item."""
    return [
        addresses.item(number),
        "/",
        addresses.section("xzdt"),
        addresses.feed("xzdt"),
        "/large" + addresses.item(number),
    ]


def warm(number: int) -> None:
    while follow.catch_up():
        pass
    for address in looked_at(number):
        fetch(address)
        assert store.find(address), f"{address} was not stored"


def check_never_half(polls: list[Poll], since: float, shows: bool, gone_is_410: bool = True) -> None:
    """From `since` on every look agrees with the records; before it, none goes back from the new to the old."""
    for poll in polls:
        if poll.began >= since:
            assert poll.shows == shows, f"{poll} should {'' if shows else 'not '}show it"
            if gone_is_410 and "/item/" in poll.address:
                assert poll.status == (200 if shows else 410), poll
    if not shows:
        first_new = min((poll.ended for poll in polls if not poll.shows), default=None)
        if first_new is not None:
            back = [poll for poll in polls if poll.began > first_new and poll.shows]
            assert not back, f"went back to the old: {back[0]}"


def withdrawing(application, world, name: str | None, index: int) -> None:
    """A withdrawal killed at `name`, or not at all."""
    words = f"待撤回的事项第{index}号"
    made = factories.release(world, title=words)
    number = made.item.number
    warm(number)
    reader = Reader(application, looked_at(number), words)

    def work() -> None:
        services.withdraw(Item.objects.get(pk=made.item_id), by=world["first"], reason="附件有误")

    if name is None:
        assert os.waitstatus_to_exitcode(ended(forked(work))) == 0
        since = time.monotonic()
    else:
        reached, since = kill_at(name, work)
        assert reached, f"{name} was not reached by a withdrawal"
    time.sleep(0.1)
    polls = reader.stop()
    public = Item.objects.get(pk=made.item_id).current_id is not None
    check_never_half(polls, since, shows=public)
    if name is not None:
        print("withdraw", name)
    if public:  # nothing was committed: the hold that was left behind is lifted, and the act can be done again
        store.STALE_HOLD = 0.0
        store.lift_stale()
        store.STALE_HOLD = 60.0
        services.withdraw(Item.objects.get(pk=made.item_id), by=world["first"], reason="附件有误")
    while follow.catch_up():
        pass
    assert store.holds() == []
    for address in looked_at(number):
        fetch(address)
        assert words.encode() not in read(application, address)[1]
        assert store.find(address), f"{address} is stored again"
    assert store.find(addresses.item(number)).status == 410


def releasing(application, world, name: str, index: int) -> None:
    """A release killed at `name`: what the public sees is what was committed, within the follower's next round."""
    words = f"待发布的事项第{index}号"
    version = factories.send_up(world, title=words)
    factories.approve(world, version.submission)
    number = version.item.number
    while follow.catch_up():
        pass
    for address in ("/", addresses.section("xzdt"), addresses.feed("xzdt")):
        fetch(address)
    lists = ["/", addresses.section("xzdt"), addresses.feed("xzdt")]
    reader = Reader(application, lists, words)
    reached, _ = kill_at(name, lambda: services.release(version, by=world["officer"]) and None)
    assert reached, f"{name} was not reached by a release"
    while follow.catch_up():
        pass
    since = time.monotonic()
    time.sleep(0.1)
    polls = reader.stop()
    public = Release.objects.filter(version=version).exists()
    assert public == name.endswith("after_commit") or name.startswith("pages.")
    for poll in polls:
        if poll.began >= since:
            assert poll.shows == public, poll
    print("release", name)
    assert read(application, addresses.item(number))[0] == (200 if public else 404)


def rendering(application, world, name: str, index: int) -> None:
    """A renderer killed at `name`: nobody ever reads half a page, and the next one renders it whole."""
    words = f"正在生成的事项第{index}号"
    made = factories.release(world, title=words)
    address = addresses.item(made.item.number)
    while follow.catch_up():
        pass
    reached, _ = kill_at(name, lambda: fetch(address) and None)
    assert reached, f"{name} was not reached by a render"
    found = store.find(address)
    if found:
        assert found.path.read_bytes().endswith(b"</html>\n")
    status, body = read(application, address)
    assert status == 200
    assert words.encode() in body
    assert body.endswith(b"</html>\n")
    print("render", name)


def following(application, world, name: str, index: int) -> None:
    """A follower killed at `name`: the next one does the same facts again, and no page lives on."""
    words = f"跟随时的事项第{index}号"
    made = factories.release(world, title=words)
    number = made.item.number
    warm(number)
    services.withdraw(Item.objects.get(pk=made.item_id), by=world["first"], reason="附件有误")
    reader = Reader(application, looked_at(number), words)
    since = time.monotonic()
    reached, _ = kill_at(name, lambda: follow.catch_up() and None)
    assert reached, f"{name} was not reached by the follower"
    while follow.catch_up():
        pass
    time.sleep(0.05)
    check_never_half(reader.stop(), since, shows=False)
    assert store.holds() == []
    print("follow", name)


def correcting(application, world, name: str, index: int) -> None:
    """A correction killed at `name`: the page shows what was committed."""
    words = f"待更正的事项第{index}号"
    made = factories.release(world, title=words)
    number = made.item.number
    warm(number)
    draft = drafts.begin_correction(made.item, by=world["clerk"])
    new = f"已经更正的事项第{index}号"
    fields = {**drafts.fields_of(draft), "title": new, "change_note": "标题有误"}
    drafts.save(draft, fields, revision=draft.revision, by=world["clerk"])
    draft.refresh_from_db()
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    reader = Reader(application, looked_at(number), new)
    reached, _ = kill_at(name, lambda: services.release(version, by=world["officer"]) and None)
    assert reached
    while follow.catch_up():
        pass
    since = time.monotonic()
    time.sleep(0.1)
    polls = reader.stop()
    public = Release.objects.filter(version=version).exists()
    for poll in polls:
        if poll.began >= since:
            assert poll.shows == public, poll
    print("correct", name)


SCENARIOS: dict[Callable[..., None], tuple[str | None, ...]] = {
    withdrawing: (
        None, "withdraw.held", "withdraw.before_commit", "withdraw.after_commit", "pages.before_unlink",
        "pages.after_unlink",
    ),
    releasing: ("release.before_commit", "release.after_commit", "pages.before_unlink", "pages.after_unlink"),
    correcting: ("release.before_commit", "release.after_commit", "pages.after_unlink"),
    rendering: ("pages.rendered", "pages.before_rename", "pages.after_rename"),
    following: ("pages.before_unlink", "pages.after_unlink", "feed.before_cursor"),
}  # fmt: skip


def main() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in settings.DATABASES:
        call_command("migrate", database=name, verbosity=0, interactive=False)
    world = factories.make_world()
    application = make_application(watch=False)
    index = 0
    for scenario, names in SCENARIOS.items():
        for name in names:
            index += 1
            scenario(application, world, name, index)
    print("done")


if __name__ == "__main__":
    main()
