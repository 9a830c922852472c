"""Sending up, releasing and withdrawing items: the acts after which the public sees something else."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import IntegrityError

from gongkai.ledger import clock
from gongkai.ledger.failpoints import reach
from gongkai.ledger.services import OpenEntry, act
from gongkai.organisation.models import Office, Person, Station
from gongkai.organisation.queries import actor_of, holds
from gongkai.organisation.services import take_number
from gongkai.organisation.words import fit
from gongkai.publishing import originals
from gongkai.publishing.content import covered, from_text, sanitised, to_text
from gongkai.publishing.deadlines import due_on
from gongkai.publishing.drafts import DraftRefused, fields_of, may_edit, require_in_hand
from gongkai.publishing.holds import after_change, before_withdrawal
from gongkai.publishing.models import Attribute, Draft, Item, Kind, Nature, Release, Section, Version, Withdrawal
from gongkai.publishing.queries import formed_on
from gongkai.publishing.screens import Found, Worded, refuse_secrets, screened, screened_file, worded
from gongkai.review.models import Submission
from gongkai.review.queries import people_in_chain
from gongkai.review.services import Attached, submit
from gongkai.review.transitions import State


class PublishingRefused(Exception):
    """An act that cannot be done; the message says why and what to do."""


class PersonalDataFound(PublishingRefused):
    """Personal data that has to go, or needs a reason, before the draft can be sent up."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__("稿件里有个人信息，请按提示处理后再送审。")
        self.found = found


SCREENED = {
    "author_name": "作者",
    "source": "来源",
    "document_number": "发文字号",
    "citation": "依据",
    "topic": "主题",
    "change_note": "更正说明",
}


def checks_of(draft: Draft, fields: Mapping[str, object] | None = None) -> list[Found]:
    """Everything that the screens find in a draft and its attachments.

    fields: other words than those that are stored, such as what is being typed.
    """
    words = fields_of(draft) if fields is None else fields
    found = screened({"标题": str(words["title"]), "正文": to_text(body_of(words))})
    found += screened({label: str(words[name]) for name, label in SCREENED.items()})
    for attached in draft.files.select_related("file"):
        found += screened_file(attached.file_id, attached.name)
    return found


def wording_of(fields: Mapping[str, object]) -> list[Worded]:
    """Wrong forms in the words of a draft: hints, which keep nothing from being sent up."""
    return worded(
        {
            "标题": str(fields["title"]),
            "正文": to_text(body_of(fields)),
            "作者": str(fields["author_name"]),
            "更正说明": str(fields["change_note"]),
        }
    )


def body_of(fields: Mapping[str, object]) -> str:
    """The body as it will be shown: what was typed as text becomes paragraphs, markup is sanitised."""
    body = str(fields["body"])
    return sanitised(body) if fields["body_format"] == "html" else from_text(body)


def missing(fields: Mapping[str, object], *, correction: bool = False) -> list[str]:
    """What has to be filled in before this can be sent up, each as a sentence, in the order of the form.

    correction: whether something of this item was released before; then what changed has to be said.
    """
    wanted = (
        (not str(fields["title"]).strip(), "请填写标题。"),
        (not to_text(body_of(fields)), "请填写正文。"),
        (correction and not str(fields["change_note"]).strip(), "更正须写更正说明：改了什么、为什么。"),
        (fields["kind"] not in Kind.values or fields["nature"] not in Nature.values, "请选择公开类型和性质。"),
        (not fields["section"] or not Section.objects.filter(key=fields["section"]).exists(), "请选择栏目。"),
        (not fields["station"], "请选择责任站所。"),
        (not str(fields["author_name"]).strip(), "请填写作者（个人或集体）。"),
        (fields["nature"] == Nature.REPRINT and not str(fields["source"]).strip(), "转载须注明来源。"),
        (fields["attribute"] not in Attribute.values, "请确定公开属性。"),
        (
            fields["attribute"] != Attribute.PROACTIVE and not (fields["ground"] and fields["citation"]),
            "依申请公开、不予公开须选理由，写明依据的条款。",
        ),
        (not fields["formed_on"] and not fields["formed_by_signing"], "请填写成文日期，或选“以签发日为成文日期”。"),
    )
    return [sentence for lacks, sentence in wanted if lacks]


def _dates(fields: dict[str, object], today: date) -> tuple[date | None, date | None, date | None]:
    days = []
    for name, label in (("formed_on", "成文日期"), ("notice_from", "公示起始日"), ("notice_until", "公示截止日")):
        try:
            days.append(date.fromisoformat(str(fields[name])) if fields[name] else None)
        except ValueError:
            raise PublishingRefused(f"{label}不是有效的日期，请按 2022-01-20 的样子填写。")
    formed, start, end = days
    if fields["formed_by_signing"]:
        formed = None
    if formed and formed > today:
        raise PublishingRefused("成文日期不能晚于今天。")
    if start and end and end < start:
        raise PublishingRefused("公示期的结束日不能早于开始日。")
    return formed, start, end


def send_up(
    draft: Draft,
    *,
    by: Person,
    reasons: dict[str, str] | None = None,
    due: date | None = None,
    also: Callable[[Version, OpenEntry], None] | None = None,
) -> Version:
    """送审: freeze the draft as a version and send it up its chain.

    reasons: for findings that may stay with a reason, kind → reason. due: a deadline of its own, such as the annual
    report's. also: what an upper package writes with the version, within the same act. Raises PublishingRefused when something is
    missing, PersonalDataFound when personal data is left, SecretRefused at a 密级 mark.
    """
    draft = Draft.objects.select_related("item").get(pk=draft.pk)  # what is stored, whoever holds an older copy
    read = draft.revision
    fields = fields_of(draft)
    refuse_secrets(fields, [f.name for f in draft.files.all()])
    item = draft.item
    if lacks := missing(fields, correction=item.releases.exists()):
        raise PublishingRefused(lacks[0])
    given = {**dict(fields["reasons"] or {}), **(reasons or {})}  # type: ignore[call-overload]
    left = [f for f in checks_of(draft) if f.blocking or not given.get(f.kind)]
    if left:
        raise PersonalDataFound(left)
    given = {kind: fit(why, "保留理由", most=200) for kind, why in given.items() if why}
    with act("item.submitted", item.subject, actor_of(by)) as entry:
        draft = (
            Draft.objects.select_for_update(of=("self",), no_key=True)
            .select_related("item", "item__agency", "author")
            .get(pk=draft.pk)
        )
        may_edit(draft, by)
        require_in_hand(draft, by)
        if draft.revision != read:
            raise PublishingRefused("这份稿件刚刚又被保存过，请刷新看过后再送审。")
        formed, notice_from, notice_until = _dates(fields, entry.on)
        station = Station.objects.filter(pk=fields["station"], agency=item.agency).first()  # type: ignore[misc]
        if station is None:
            raise PublishingRefused("责任站所不属于本机关，请重新选择。")
        words = {
            **fields,
            "body": body_of(fields),
            "station": station.name,
            "formed_on": formed.isoformat() if formed else "",
            "notice_from": notice_from.isoformat() if notice_from else "",
            "notice_until": notice_until.isoformat() if notice_until else "",
        }
        submission = submit(
            covered(words),
            kind=str(fields["kind"]),
            agency=item.agency,
            author=draft.author,
            by=by,
            subject=item.subject,
            title=str(fields["title"]),
            files=[Attached(f.file, f.name) for f in draft.files.select_related("file")],
            due_on=due or due_on(formed, item.agency),
            offices=(Office.AUTHOR, Office.DISCLOSURE_OFFICER)
            if fields["kind"] == Kind.ANNUAL_REPORT
            else (Office.AUTHOR,),
            entry=entry,
        )
        version = Version.objects.create(
            item=item,
            ordinal=item.versions.count() + 1,
            content=submission.content,
            submission=submission,
            section=Section.objects.get(key=fields["section"]),
            station=station,
            formed_on=formed,
            notice_from=notice_from,
            notice_until=notice_until,
            due_on=due or due_on(formed, item.agency),
            entry_id=entry.id,
            **{
                name: words[name]
                for name in (
                    "title", "body", "kind", "nature", "attribute", "ground", "citation", "audience", "topic",
                    "author_name", "author_is_collective", "document_number", "source", "validity", "normative", "change_note",
                )
            },
        )  # fmt: skip
        entry.say(version=version.pk, ordinal=version.ordinal, reasons=given)
        if also:
            also(version, entry)
        Draft.objects.filter(pk=draft.pk).update(open=False)
        Item.objects.filter(pk=item.pk).update(state=Item.State.IN_REVIEW, state_entry_id=entry.id)
    return version


def follow_review(submission: Submission, state: State, entry_id: str) -> None:
    """What an item does when its review is decided: a returned draft opens again, an approved one waits for release."""
    version = submission.version
    item = version.item
    if state is State.APPROVED:
        public = version.attribute == Attribute.PROACTIVE
        after = Item.State.APPROVED if public else Item.State.FILED
    else:
        after = Item.State.RETURNED if state is State.RETURNED else Item.State.DRAFT
        last = item.drafts.order_by("-id").first()
        if last is not None:
            Draft.objects.filter(pk=last.pk).update(open=True)
    Item.objects.filter(pk=item.pk).update(state=after, state_entry_id=entry_id)


def release(version: Version, *, by: Person) -> Release:
    """发布: make an approved version public. Its time is this act's; the index number is taken at the first release.

    Raises PublishingRefused when the chain is not complete, or `by` does not release for this agency.
    """
    item = version.item
    try:
        with act("item.released", item.subject, actor_of(by)) as entry:
            item = Item.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=item.pk)
            if not holds(by, item.agency, Office.DISCLOSURE_OFFICER, entry.on):
                raise PublishingRefused("发布由信息公开专员办理，您今天没有担任这项职务。")
            if item.state != Item.State.APPROVED:
                raise PublishingRefused("这一版还没有走完审核链，不能发布。")
            if item.versions.filter(ordinal__gt=version.ordinal).exists():
                raise PublishingRefused("这条信息已经有更新的一版，请发布最新的一版。")
            if version.attribute != Attribute.PROACTIVE:
                raise PublishingRefused("只有主动公开的信息可以发布。")
            if broken := originals.faults(version):
                raise PublishingRefused(broken[0])
            first = item.releases.order_by("id").first()
            made = Release.objects.create(
                item=item,
                version=version,
                section=version.section,
                agency=item.agency,
                formed_on=version.formed_on or _signed_off_on(version),
                correction=first is not None,
                first_on=first.first_on if first else entry.on,
                released_by=by,
                released_at=entry.at,
                released_on=entry.on,
                entry_id=entry.id,
            )
            item.current = made
            item.state = Item.State.RELEASED
            item.state_entry_id = entry.id
            if item.index_number is None and version.nature == Nature.GOVERNMENT:
                number = take_number(f"agency:{item.agency_id}", "index", entry.on.year)
                item.index_number = f"{item.agency.code}/{entry.on.year}-{number:05d}"
            item.save(update_fields=["current", "state", "state_entry", "index_number"])
            entry.say(
                version=version.pk,
                release=made.pk,
                number=item.number,
                index=item.index_number,
                section=version.section.key,
                agency=item.agency_id,
                month=made.first_on.strftime("%Y-%m"),
                digest=version.content.digest,
                correction=made.correction,
            )
            originals.ask(item, entry.id)
            reach("release.before_commit")
    except IntegrityError as error:
        raise PublishingRefused(f"没有发布：{str(error).splitlines()[0]}") from error
    reach("release.after_commit")
    after_change(item)
    reach("release.before_files")
    originals.settle_now(item)
    return made


def send_back(version: Version, *, by: Person, reason: str) -> None:
    """退回 what was signed but is not public yet: the draft opens again, and the next version goes the whole way.

    Raises PublishingRefused when it does not wait for release, no reason is given, or `by` does not release here.
    """
    reason = fit(reason, "退回原因")
    item = version.item
    with act("item.sent_back", item.subject, actor_of(by)) as entry:
        item = Item.objects.select_for_update().get(pk=item.pk)
        if not holds(by, item.agency_id, Office.DISCLOSURE_OFFICER, entry.on):
            raise PublishingRefused("发布前的退回由信息公开专员办理，您今天没有担任这项职务。")
        if item.state != Item.State.APPROVED or item.versions.filter(ordinal__gt=version.ordinal).exists():
            raise PublishingRefused("这一版不在等待发布，不能退回。")
        if not reason:
            raise PublishingRefused("退回须写明原因，写清改什么。")
        last = item.drafts.order_by("-id").first()
        if last is None:
            raise PublishingRefused("找不到原稿，请联系系统管理员。")
        Draft.objects.filter(pk=last.pk).update(open=True)
        Item.objects.filter(pk=item.pk).update(state=Item.State.RETURNED, state_entry_id=entry.id)
        entry.say(version=version.pk, number=item.number, reason=reason)


def _signed_off_on(version: Version) -> date:
    """成文日期 set by signing: the day of sign-off."""
    day = formed_on(version)
    if day is None:
        raise PublishingRefused("没有签发记录，不能确定成文日期。")
    return day


def may_withdraw(item: Item, person: Person, today: date) -> bool:
    """Whether `person` can take the item down: anyone of its chain, or the disclosure officer of its agency."""
    if item.current is None:
        return False
    in_chain = person.pk in people_in_chain(item.current.version.submission) | {item.current.released_by_id}
    return in_chain or holds(person, item.agency_id, Office.DISCLOSURE_OFFICER, today)


def _refuse_withdrawal(item: Item, by: Person, today: date) -> None:
    if not Item.objects.filter(pk=item.pk, current__isnull=False).exists():
        raise PublishingRefused("这条信息现在没有公开，不必撤回。")
    if not may_withdraw(item, by, today):
        raise PublishingRefused("只有这条信息审核链上的人和信息公开专员可以撤回，请联系他们。")


def withdraw(item: Item, *, by: Person, reason: str) -> Withdrawal:
    """撤回: take an item from the public at once, with a reason. Keepers of copies hold and drop its pages first.

    Raises PublishingRefused when nothing is public, no reason is given, or `by` had no part in its chain.
    """
    reason = fit(reason, "撤回原因")
    if not reason:
        raise PublishingRefused("撤回须写明原因。")
    _refuse_withdrawal(item, by, clock.today())
    before_withdrawal(item)
    reach("withdraw.held")
    with act("item.withdrawn", item.subject, actor_of(by)) as entry:
        item = Item.objects.select_for_update(of=("self",)).select_related("current__version__section").get(pk=item.pk)
        _refuse_withdrawal(item, by, entry.on)
        gone = item.current
        assert gone is not None  # refused above
        made = Withdrawal.objects.create(
            item=item,
            release=gone,
            by=by,
            reason=reason,
            withdrawn_at=entry.at,
            withdrawn_on=entry.on,
            entry_id=entry.id,
        )
        item.current = None
        item.state = Item.State.WITHDRAWN
        item.state_entry_id = entry.id
        item.save(update_fields=["current", "state", "state_entry"])
        entry.say(
            release=gone.pk,
            number=item.number,
            section=gone.section.key,
            agency=item.agency_id,
            month=gone.first_on.strftime("%Y-%m"),
            reason=made.reason,
        )
        originals.ask(item, entry.id)
        reach("withdraw.before_commit")
    reach("withdraw.after_commit")
    after_change(item)
    reach("withdraw.before_files")
    originals.settle_now(item)
    return made


__all__ = [
    "DraftRefused",
    "PersonalDataFound",
    "PublishingRefused",
    "checks_of",
    "follow_review",
    "may_withdraw",
    "missing",
    "release",
    "send_back",
    "send_up",
    "withdraw",
]
