"""Drafts: start, save, attach, take back for correction. Encrypted at rest; no save overwrites another."""

import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from gongkai.files import services as files
from gongkai.files.models import StoredFile
from gongkai.ledger import clock
from gongkai.ledger.services import act
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import actor_of, holds
from gongkai.organisation.services import take_number
from gongkai.organisation.words import fit
from gongkai.publishing.deadlines import due_on
from gongkai.publishing.models import Attribute, Draft, DraftFile, Item, Kind
from gongkai.publishing.screens import refuse_secret_file, refuse_secrets
from gongkai.vault.envelope import seal, unseal

EMPTY: dict[str, object] = {
    "title": "", "body": "", "body_format": "text", "kind": "news", "nature": "government", "section": "", "station": None,
    "attribute": "proactive", "ground": "", "citation": "", "audience": "全社会", "topic": "", "author_name": "",
    "author_is_collective": False, "document_number": "", "source": "", "formed_on": "", "formed_by_signing": False,
    "notice_from": "", "notice_until": "", "validity": "in_force", "normative": False, "change_note": "", "reasons": {},
}  # fmt: skip


class DraftRefused(Exception):
    """What cannot be done with a draft; the message says what to do."""


class StaleDraft(DraftRefused):
    """Somebody saved this draft meanwhile; `theirs` holds what is stored now, `draft` says by whom and when."""

    SAID = "这份稿件刚刚被别处保存过。两份文字都在下面，请核对后再保存。"

    def __init__(self, draft: "Draft") -> None:
        super().__init__(self.SAID)
        self.theirs = fields_of(draft)
        self.draft = draft


class InOtherHands(StaleDraft):
    """A colleague is writing this draft; who wants to go on with it says so first (`take_over`)."""

    SAID = "这份稿件现在由同事在写。要接着改，请先按“由我接着改”。"


def fields_of(draft: Draft) -> dict[str, object]:
    """What was typed into `draft`."""
    return {**EMPTY, **json.loads(unseal(draft.sealed, table="draft", column="sealed", row=str(draft.item_id)))}


def _sealed(fields: Mapping[str, object], item: Item) -> str:
    text = json.dumps({name: fields.get(name, EMPTY[name]) for name in EMPTY}, ensure_ascii=False)
    return seal(text, table="draft", column="sealed", row=str(item.pk))


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def start(fields: Mapping[str, object], *, agency: Agency, by: Person) -> Draft:
    """Begin a draft: the item gets its permanent number. Raises SecretRefused before anything is stored."""
    refuse_secrets(fields)
    with act("item.drafted", "", actor_of(by)) as entry:
        if not may_write(by, agency, fields.get("kind"), entry.on):
            raise DraftRefused("您今天没有在这个机关担任撰稿，不能起草。请联系系统管理员核对任职。")
        item = Item.objects.create(
            number=10_000 + take_number("all", "item"),
            agency=agency,
            created_by=by,
            created_at=entry.at,
            entry_id=entry.id,
        )
        entry.subject = item.subject
        entry.say(number=item.number, agency=agency.pk)
        return _open_draft(item, fields, by)


def _station(fields: Mapping[str, object]) -> int | None:
    """The responsible station that was chosen."""
    station = fields.get("station")
    return int(str(station)) if station else None


def _open_draft(item: Item, fields: Mapping[str, object], by: Person) -> Draft:
    return Draft.objects.create(
        item=item,
        author=by,
        station_id=_station(fields) or by.station_id,
        sealed=_sealed(fields, item),
        due_on=due_on(_day(fields.get("formed_on")), item.agency),
        saved_at=clock.now(),
    )


def save(draft: Draft, fields: Mapping[str, object], *, revision: int, by: Person) -> Draft:
    """Keep what was typed. Raises SecretRefused before storing, StaleDraft if `revision` is no longer the newest."""
    refuse_secrets(fields)
    with transaction.atomic():
        current = (
            Draft.objects.select_for_update(of=("self",), no_key=True)
            .select_related("item", "item__agency", "author", "writer", "saved_by")
            .get(pk=draft.pk)
        )
        may_edit(current, by)
        if not in_hand(current, by):
            raise InOtherHands(current)
        if current.revision != revision:
            raise StaleDraft(current)
        current.sealed = _sealed(fields, current.item)
        current.station_id = _station(fields) or current.station_id
        current.due_on = due_on(_day(fields.get("formed_on")), current.item.agency)
        current.revision += 1
        current.saved_at = clock.now()
        current.saved_by = by
        current.save()
    return current


def in_hand(draft: Draft, by: Person) -> bool:
    """Whether `by` is the one who writes this draft now. An annual report is written at a desk of its own."""
    return draft.hand.pk == by.pk or fields_of(draft)["kind"] == Kind.ANNUAL_REPORT


def require_in_hand(draft: Draft, by: Person) -> None:
    """Raise InOtherHands unless `by` is the one who writes this draft now."""
    if not in_hand(draft, by):
        raise InOtherHands(draft)


def take_over(draft: Draft, *, by: Person) -> Draft:
    """由我接着改: go on with a colleague's draft, as a conscious act that the record shows. The author stays who it was."""
    draft = Draft.objects.select_related("item__agency", "author", "writer", "saved_by").get(pk=draft.pk)
    if in_hand(draft, by):
        return draft
    with act("item.taken_over", draft.item.subject, actor_of(by)):
        current = (
            Draft.objects.select_for_update(of=("self",), no_key=True)
            .select_related("item", "item__agency", "author", "writer", "saved_by")
            .get(pk=draft.pk)
        )
        may_edit(current, by)
        current.writer = by
        current.save(update_fields=["writer"])
    return current


def may_write(by: Person, agency: Agency | int, kind: object, day: date) -> bool:
    """Whether `by` may write content of this kind: authors, and for the annual report the disclosure officer too."""
    if kind == Kind.ANNUAL_REPORT and holds(by, agency, Office.DISCLOSURE_OFFICER, day):
        return True
    return holds(by, agency, Office.AUTHOR, day)


def may_edit(draft: Draft, by: Person) -> None:
    """Raise DraftRefused unless `by` may write in this draft today: its author, or an author of the same agency."""
    if not draft.open:
        raise DraftRefused("这份稿件已经送审，不能再改；要改请先取回，或等退回。")
    if not may_write(by, draft.item.agency_id, fields_of(draft)["kind"], clock.today()):
        raise DraftRefused("您今天没有在这个机关担任撰稿，不能修改这份稿件。")


def take_file(data: bytes, name: str) -> StoredFile:
    """Store an upload after looking for 密级 marks in its name and text. Raises SecretRefused, FileRefused."""
    files.refuse_excess(data, name)
    refuse_secret_file(data, name)
    return files.keep([data], name=name)


def attach(draft: Draft, file: StoredFile, name: str, *, by: Person) -> DraftFile:
    """Put a stored file under a draft."""
    may_edit(draft, by)
    require_in_hand(draft, by)
    refuse_secrets({}, [name])
    last = draft.files.order_by("-position").values_list("position", flat=True).first() or 0
    return DraftFile.objects.create(draft=draft, file=file, name=name[:200], position=last + 1)


def detach(attached: DraftFile, *, by: Person) -> None:
    """Take a file from a draft; its bytes stay in the store until nothing refers to them."""
    may_edit(attached.draft, by)
    require_in_hand(attached.draft, by)
    attached.delete()


def discard(draft: Draft, *, by: Person, reason: str) -> None:
    """作废 a draft: its record stays, and what is public, withdrawn or filed stays as it is."""
    item = draft.item
    reason = fit(reason, "作废原因")
    with act("item.discarded", item.subject, actor_of(by), reason=reason) as entry:
        may_edit(draft, by)
        if not reason:
            raise DraftRefused("作废稿件请写明原因。")
        Draft.objects.filter(pk=draft.pk).update(open=False)
        Item.objects.filter(pk=item.pk).update(state=_without_draft(item), state_entry_id=entry.id)


def _without_draft(item: Item) -> str:
    """The state of an item whose draft was given up: what it was before the draft, or 作废 if it was nothing yet."""
    if item.current_id is not None:
        return Item.State.RELEASED
    if item.releases.exists():
        return Item.State.WITHDRAWN
    signed = item.versions.filter(
        submission__verdicts__step=F("submission__steps_required"), submission__verdicts__approved=True
    )
    return Item.State.FILED if signed.exclude(attribute=Attribute.PROACTIVE).exists() else Item.State.DISCARDED


def begin_correction(item: Item, *, by: Person) -> Draft:
    """Open a draft with the words of the newest version, for a correction through the chain."""
    if open_draft := item.drafts.filter(open=True).first():
        return open_draft
    with act("item.correction_begun", item.subject, actor_of(by)) as entry:
        newest = item.versions.order_by("-ordinal").first()
        if not may_write(by, item.agency, newest.kind if newest else None, entry.on):
            raise DraftRefused("您今天没有在这个机关担任撰稿，不能起草更正。")
        if item.state not in (Item.State.RELEASED, Item.State.WITHDRAWN, Item.State.FILED):
            raise DraftRefused("这条信息还在审核中，不能另起更正。")
        last = item.drafts.order_by("-id").first()
        if last is None:
            raise DraftRefused("找不到原稿，请联系系统管理员。")
        draft = _open_draft(item, {**fields_of(last), "change_note": ""}, by)
        DraftFile.objects.bulk_create(
            DraftFile(draft=draft, file_id=f.file_id, name=f.name, position=f.position) for f in last.files.all()
        )
    return draft
