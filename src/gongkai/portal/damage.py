"""Looking after public files: an original that was changed or is gone is named, and no web server hands it out.

The application looks at each attachment before it sends it. A web server in front sends what lies in the store without
asking; for its sake the worker looks at all of them every minute and takes away what was changed.
"""

import logging
import time
from collections.abc import Iterator

from gongkai.files import services as files
from gongkai.files.whole import is_whole
from gongkai.pages import damage, store
from gongkai.portal import addresses, names
from gongkai.review.models import ContentFile

log = logging.getLogger(__name__)
AT_ONCE = 5.0  # seconds of reading at a time; what was read is remembered, so that the next look goes further


def public_files() -> Iterator[tuple[str, str, str]]:
    """Digest, name and address of every attachment that the public sees."""
    rows = ContentFile.objects.filter(content__version__release__shown_as__isnull=False).order_by("file_id", "pk")
    for digest, name, kind, number in rows.values_list(
        "file_id", "name", "file__content_type", "content__version__item__number"
    ).iterator(2000):
        yield digest, name, addresses.attachment(number, digest, names.public_name(name, kind))


def look() -> list[str]:
    """Look at public files for a while, and note what is wrong. Returns it, each as a sentence."""
    found: dict[str, str] = {}
    until = time.monotonic() + AT_ONCE
    for digest, name, address in public_files():
        store.find(address)  # takes away what was changed
        try:
            if not is_whole(files.path_of(digest), digest):
                found[address] = f"公开的附件“{name}”（{address}）：{files.CHANGED}"
        except FileNotFoundError:
            found[address] = f"公开的附件“{name}”（{address}）：{files.GONE}"
        if time.monotonic() > until:
            break
    if found:
        log.error("public files damaged: %d, the first at %s", len(found), min(found).rpartition("/")[0])
    damage.note(list(found.values()))
    return list(found.values())


def stored_faults() -> Iterator[str]:
    """Attachments in the page store that are not what their address says, for the audit."""
    for digest, name, address in public_files():
        path = store.file_at(address)
        try:
            if path is not None and not is_whole(path, digest):
                yield f"页面库里的附件“{name}”（{address}）与签署时不符，运行 gongkai pages renew 会重做"
        except FileNotFoundError:
            continue
