"""Opening the page store before anything is served: a store of an older build is made anew, facts are caught up with."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

import gongkai
from gongkai.ledger import follow
from gongkai.ledger.models import Installation
from gongkai.ledger.queries import cursor, head_seq
from gongkai.ledger.services import advance
from gongkai.organisation.models import Agency
from gongkai.pages import store
from gongkai.pages.filling import ask_to_fill_all
from gongkai.portal.pages import lift_settled
from gongkai.publishing.models import Section


def build() -> str:
    """What pages are made of beside the records: this version's code, templates and style, the address, the sections."""
    known = hashlib.sha256(f"{gongkai.__version__}\n{settings.SITE_URL}\n".encode())
    for path in sorted(_sources()):
        known.update(path.read_bytes())
    rows = [
        list(Section.objects.values_list("key", "name", "description", "position", "statutory")),
        list(Agency.objects.order_by("pk").values_list("pk", "name", "short_name")),
        list(Installation.objects.values_list("uid", "name", "demo", "shift_seconds")),
    ]
    known.update(json.dumps(rows, ensure_ascii=False).encode())
    return known.hexdigest()


def _sources() -> Iterator[Path]:
    base = Path(gongkai.__file__).parent
    for package in ("look", "portal", "pages", "publishing", "law"):
        for path in (base / package).rglob("*"):
            if path.suffix in {".py", ".html", ".css", ".svg"} and "migrations" not in path.parts:
                yield path


def keep_site() -> None:
    """Where the address of the site was not given, take the one that the store was last opened with."""
    mark = store.root() / "build"
    if "GONGKAI_SITE" not in os.environ and mark.exists():
        settings.SITE_URL = mark.read_text().split("\n")[1]


def open_store() -> None:
    """Bring the page store into a state that may be served. Call before the server starts; safe to repeat."""
    store.stand_aside()
    mark = store.root() / "build"
    mark.parent.mkdir(parents=True, exist_ok=True)
    now = f"{build()}\n{settings.SITE_URL}\n"
    if not mark.exists() or mark.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        store.renew()
        mark.write_text(now)
        if cursor(store.node_name()) == 0:  # an empty store has nothing to catch up with
            advance(store.node_name(), head_seq())
            lift_settled()
    while follow.catch_up():
        pass
    store.lift_stale()
    store.put_back()
    ask_to_fill_all()
