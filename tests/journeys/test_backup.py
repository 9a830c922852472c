"""A backup of a home in which the way was walked, restored into an empty one; there the way is walked again."""

import re
import shutil

import factories
import pytest

from journeys.conftest import Desk
from journeys.keyboard import Keyboard
from journeys.site import empty_site, ledger_faults, site
from journeys.way import get, walk

pytestmark = pytest.mark.journey
# Left in the first home: an item that the public sees with its file, and a draft with a file that it does not see.
LEFT = """
import factories
from gongkai.organisation.models import Person
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Section
people = {p.login: p for p in Person.objects.all()}
world = factories.World(*[people[x].agency for x in ("clerk", "clerk", "x-clerk")], people=people)
world.stations["office"] = people["clerk"].agency.stations.first()
def begin(title, words):
    draft = drafts.start(factories.fields(world, title=title), agency=world.town, by=people["clerk"])
    drafts.attach(draft, drafts.take_file(words.encode(), "记录.txt"), "记录.txt", by=people["clerk"])
    return draft
version = services.send_up(begin("公开着的一条", "公开的附件"), by=people["clerk"])
factories.approve(world, version.submission)
print(services.release(version, by=people["officer"]).item.number, begin("还在写的一条", "没有公开的附件").item.number)
"""


@pytest.fixture
def people(browser):
    """Logs people in at a site, one after the other, at one keyboard."""
    opened = []

    def at(live):
        opened.append(Desk(browser, live))
        keyboard = Keyboard(opened[-1].page, live)

        def log_in(login):
            keyboard.log_in(login, factories.PASSWORD)
            return keyboard

        return log_in

    yield at
    for one in opened:
        one.close()
        assert one.faults == []


def shown(live, path):
    """Status and text of a public page, without the name of its site."""
    status, text = get(live, path)
    return status, text.replace(live.url.removeprefix("http://"), "")


def test_the_way_is_walked_again_in_a_home_restored_from_a_backup(people, tmp_path):
    backup, keys = tmp_path / "one.tar.gz", tmp_path / "keys"
    with site() as first:
        first.start()
        walk(people(first), first, "柳溪村冬季供水管道检修")
        public, written = first.code(LEFT).split()
        attachment = re.search(r'href="(/item/\d+/files/[^"]+)"', get(first, f"/item/{public}/")[1])[1]
        withdrawn = int(public) - 1
        paths = ["/", "/section/xzdt/", f"/item/{public}/", attachment, f"/item/{withdrawn}/", "/feed/xzdt.atom"]
        before = {path: shown(first, path) for path in paths}
        assert before[attachment] == (200, "公开的附件")
        assert before[f"/item/{withdrawn}/"][0] == 410
        made = first.command("backup", str(backup))  # while people read and write
        assert (made.returncode, made.stderr) == (0, "")
        shutil.copytree(first.home / "keys", keys)

    with empty_site() as second:
        done = second.command("restore", str(backup), "--keys", str(keys))
        assert (done.returncode, done.stderr) == (0, "")
        second.start()
        assert {path: shown(second, path) for path in paths} == before
        log_in = people(second)
        clerk = log_in("clerk")
        clerk.open(f"/work/drafts/{written}")
        assert clerk.page.input_value("[name=title]") == "还在写的一条"
        answer = clerk.page.request.get(second.url + clerk.page.get_attribute("a[href*='/files/']", "href"))
        assert answer.text() == "没有公开的附件"
        walk(log_in, second, "柳溪村春季供水管道检修")
        assert ledger_faults(second) == []
