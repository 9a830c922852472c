"""Which files are public: those of the releases that the public sees now. All others lie sealed (docs/adr/0019)."""

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from gongkai.files import services as files
from gongkai.files.models import StoredFile
from gongkai.files.whole import is_whole
from gongkai.outbox.services import enqueue
from gongkai.publishing.models import Item, Version
from gongkai.review.models import ContentFile
from gongkai.vault.envelope import SealBroken

JOB = "publishing.settle_files"
log = logging.getLogger(__name__)
UNREADABLE = (files.FileRefused, SealBroken)


def is_public(digest: str) -> bool:
    """Whether a file stands under an item as the public sees it now."""
    return ContentFile.objects.filter(file_id=digest, content__version__release__shown_as__isnull=False).exists()


def public_path(digest: str) -> Path | None:
    """The original of a public file, brought out if it was not yet; None when it is not public any more.

    Raises one of UNREADABLE when it is gone, or no longer what was signed.
    """
    path = files.path_of(digest)
    if not files.settle(digest, partial(is_public, digest)):
        return None
    if not is_whole(path, digest):
        raise files.FileRefused(files.CHANGED)
    return path


def faults(version: Version) -> list[str]:
    """Files of a version that cannot be read as they were signed, each as a sentence."""
    found = []
    for file in version.content.files.all():
        try:
            files.read(file.file_id)
        except UNREADABLE as error:
            found.append(f"附件“{file.name}”打不开：{error}")
    return found


def ask(item: Item, entry_id: object) -> None:
    """Within an act that changes what is public: ask for its files to be settled, whatever happens to this process."""
    if ContentFile.objects.filter(content__version__item=item).exists():
        enqueue(JOB, {"item": item.pk}, key=f"{JOB}:{entry_id}", lane="pages")


def settle_item(payload: Mapping[str, object]) -> None:
    """Bring out or seal every file that any version of an item ever had. Safe to repeat."""
    item = int(str(payload["item"]))
    digests = ContentFile.objects.filter(content__version__item=item).values_list("file_id", flat=True)
    for digest in digests.distinct().order_by("file_id"):
        files.settle(digest, partial(is_public, digest))


def settle_now(item: Item) -> None:
    """After the act was committed. What cannot be done now is done by the job that was asked for with it."""
    try:
        settle_item({"item": item.pk})
    except (*UNREADABLE, OSError) as error:
        log.error("files of item %s not settled yet: %s", item.pk, type(error).__name__)


def settle_all() -> int:
    """Bring out or seal every file that does not lie as it should: after an upgrade, a restore or a crash.

    Returns how many had to be moved. Files that cannot be read are left as they are and named in the log.
    """
    public = set(
        ContentFile.objects.filter(content__version__release__shown_as__isnull=False).values_list("file_id", flat=True)
    )
    moved = 0
    for digest in StoredFile.objects.order_by("digest").values_list("digest", flat=True):
        there = files.sealed_path_of(digest) if digest in public else files.path_of(digest)
        if not there.exists():
            continue
        try:
            files.settle(digest, partial(is_public, digest))
            moved += 1
        except UNREADABLE as error:
            log.error("file %s… not settled: %s", digest[:12], type(error).__name__)
    return moved
