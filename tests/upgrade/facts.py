"""What the public can read in an installation, as a later version must still say it. Run inside that installation.

Prints JSON: for each item its status, heading, words and files; for each section its titles in order; how many words of
drafts can be opened.
"""
# ruff: noqa: E402  (Django is set up before anything of ours is taken in)

import hashlib
import html
import json
import re
from datetime import date

import django

django.setup()

from gongkai.annual.compiling import compiled
from gongkai.annual.models import Report
from gongkai.annual.services import words_of
from gongkai.ledger.queries import head_seq
from gongkai.portal import addresses
from gongkai.portal.inventory import fetch
from gongkai.portal.items import attachments
from gongkai.publishing.content import to_text
from gongkai.publishing.drafts import fields_of
from gongkai.publishing.models import Draft, Item, Section


def text_of(page: bytes) -> str:
    """The visible text of a page, without white space."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page.decode(), flags=re.DOTALL)
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def item_facts(item: Item) -> dict[str, object]:
    """What the page of an item says."""
    page = fetch(addresses.item(item.number))
    if item.current is None:
        return {"status": page.status}
    version, shown = item.current.version, text_of(page.body)
    words = squeezed(to_text(version.body))
    kept = {}
    for file in attachments(item.current):
        got = fetch(file.address)
        data = got.link.read_bytes() if got.link else got.body
        kept[file.address] = hashlib.sha256(data).hexdigest()
    return {
        "status": page.status,
        "title": squeezed(version.title) in shown,
        "words": hashlib.sha256(words.encode()).hexdigest() if words in shown else "not on the page",
        "files": kept,
        "index": item.index_number,
        "released_on": item.current.released_on.isoformat(),
        "correction": item.current.correction,
    }


def report_facts() -> dict[str, object]:
    """The figures of each annual report, compiled from the records as they stand."""
    found = {}
    for report in Report.objects.order_by("pk"):
        made = compiled(report, words_of(report), today=date(2022, 1, 20), cut=head_seq())
        found[f"{report.agency.short_name} {report.year}"] = json.loads(made.numbers.text())
    return found


def facts() -> dict[str, object]:
    """Everything."""
    public = Item.objects.filter(releases__isnull=False).distinct().order_by("number")
    feeds = {}
    for section in Section.objects.order_by("key"):
        feed = fetch(addresses.feed(section.key)).body.decode()
        feeds[section.key] = [
            html.unescape(title) for title in re.findall(r"<entry>.*?<title[^>]*>(.*?)</title>", feed, re.DOTALL)
        ]
    return {
        "items": {str(item.number): item_facts(item) for item in public.select_related("current__version")},
        "feeds": feeds,
        "report": report_facts(),
        "drafts": sorted(str(fields_of(draft)["title"]) for draft in Draft.objects.all()),
    }


if __name__ == "__main__":
    print(json.dumps(facts(), ensure_ascii=False, sort_keys=True))
