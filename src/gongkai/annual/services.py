"""Opening a report, keeping its words, declaring figures from outside, sending it up sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from gongkai.annual.compiling import Compiled, banner, compiled, numbers_of
from gongkai.annual.deadlines import last_day
from gongkai.annual.declaring import declare, declare_all
from gongkai.annual.desk import AnnualRefused, may_report, open_draft
from gongkai.annual.figures import Year
from gongkai.annual.models import Edition, Report
from gongkai.annual.narrative import EMPTY, proposed
from gongkai.files import services as files
from gongkai.ledger import clock
from gongkai.ledger.chain import canonical, digest
from gongkai.ledger.queries import head_seq
from gongkai.ledger.services import OpenEntry, act
from gongkai.organisation.models import Agency, Person, Station
from gongkai.organisation.queries import actor_of
from gongkai.organisation.words import fit
from gongkai.publishing import drafts
from gongkai.publishing import services as publishing
from gongkai.publishing.models import Draft, Item, Kind, Section, Version
from gongkai.publishing.screens import refuse_secrets
from gongkai.vault.envelope import seal, unseal

__all__ = [
    "AnnualRefused",
    "ChecksRefused",
    "StaleNarrative",
    "begin_correction",
    "declare",
    "declare_all",
    "open_draft",
    "open_report",
    "save",
    "send_up",
    "words_of",
]
SECTION = "nb"
FIRST_YEAR = 2021  # the first year of the form in force (国办公开办函〔2021〕30号)


class StaleNarrative(AnnualRefused):
    """Somebody saved this report meanwhile; `theirs` holds what is stored now, `revision` its number."""

    def __init__(self, theirs: dict[str, str], revision: int) -> None:
        super().__init__("这份报告刚刚被别处保存过。两份文字都在下面，请核对后再保存。")
        self.theirs = theirs
        self.revision = revision


def title_of(agency: Agency, year: int) -> str:
    """The title that the form gives a report."""
    return f"{agency.name}{year}年政府信息公开工作年度报告"


def open_report(agency: Agency, year: int, *, by: Person) -> Report:
    """Open the report of a year, with a first draft of its words from records; the one that is there if it is.

    Raises AnnualRefused for a year before the present form, or one that has not begun.
    """
    there = Report.objects.filter(agency=agency, year=year).first()
    if there:
        return there
    today = clock.today()
    may_report(by, agency, today)
    if not FIRST_YEAR <= year <= today.year:
        raise AnnualRefused(f"可以编制{FIRST_YEAR}年度到{today.year}年度的报告。更早的年度用旧格式，请在系统外编制。")
    title = title_of(agency, year)
    try:
        with transaction.atomic():
            draft = drafts.start(
                {**_fields(agency, by), "title": title, "kind": Kind.ANNUAL_REPORT}, agency=agency, by=by
            )
            with act("annual.opened", "", actor_of(by), agency=agency.pk, year=year, item=draft.item.number) as entry:
                report = Report.objects.create(agency=agency, year=year, item=draft.item, entry_id=entry.id)
                entry.subject = report.subject
                numbers, named = numbers_of(report)
                report.sealed = _seal(report, proposed(Year(agency, year), numbers, named))
                report.saved_by, report.saved_at = by, entry.at
                report.save(update_fields=["sealed", "saved_by", "saved_at"])
    except IntegrityError:
        there = Report.objects.filter(agency=agency, year=year).first()
        if there is None:
            raise
        return there
    return report


def _fields(agency: Agency, by: Person) -> dict[str, object]:
    """What an annual report is as an item, its words apart."""
    own = by.station if by.station and by.station.agency_id == agency.pk else None
    station = own or Station.objects.filter(agency=agency).order_by("id").first()
    return {
        "body_format": "html",
        "nature": "government",
        "section": SECTION,
        "station": station.pk if station else None,
        "attribute": "proactive",
        "citation": "《中华人民共和国政府信息公开条例》第四十九条、第五十条",
        "topic": "政务公开",
        "author_name": agency.name,
        "author_is_collective": True,
    }


# --- words ---------------------------------------------------------------------------------------------------------


def words_of(report: Report) -> dict[str, str]:
    """What was written so far, by part."""
    text = unseal(report.sealed, table="report", column="sealed", row=str(report.pk)) if report.sealed else "{}"
    return {**EMPTY, **json.loads(text)}


def _seal(report: Report, words: Mapping[str, str]) -> str:
    text = json.dumps({key: str(words.get(key, "")) for key in EMPTY}, ensure_ascii=False)
    return seal(text, table="report", column="sealed", row=str(report.pk))


def save(report: Report, words: Mapping[str, str], *, revision: int, by: Person) -> Report:
    """Keep the words. Raises SecretRefused before anything is stored, StaleNarrative if somebody saved meanwhile."""
    refuse_secrets(words)
    if words.get("dated_on"):
        _dated(words["dated_on"])
    with transaction.atomic():
        report = (
            Report.objects.select_for_update(of=("self",), no_key=True)
            .select_related("agency", "item")
            .get(pk=report.pk)
        )
        may_report(by, report.agency, clock.today())
        if open_draft(report) is None:
            raise AnnualRefused("报告已经送审，不能再改；要改请先取回，或等退回。发布后要改，请办理更正。")
        if report.revision != revision:
            raise StaleNarrative(words_of(report), report.revision)
        report.sealed = _seal(report, words)
        report.revision += 1
        report.saved_by, report.saved_at = by, clock.now()
        report.save(update_fields=["sealed", "revision", "saved_by", "saved_at"])
    return report


def _dated(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise AnnualRefused("落款日期应写成 2022-01-20 的样子。")
    if day > clock.today():
        raise AnnualRefused("落款日期不能晚于今天。")
    return day


# --- sending up ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sent:
    """A report that was sent up: its edition, and what it was compiled from."""

    edition: Edition
    compiled: Compiled


class ChecksRefused(AnnualRefused):
    """Findings that stop the report, or need a reason; `compiled` holds them all."""

    def __init__(self, message: str, made: Compiled) -> None:
        super().__init__(message)
        self.compiled = made


def send_up(report: Report, *, by: Person, revision: int, reason: str = "") -> Sent:
    """送审: compile the report as the ledger stands, seal it as an edition, and send it up its chain.

    The rendered report is the body of the item, its PDF the attachment, so that a verdict is over both.
    reason: why it goes up although the checks call something wrong. Raises ChecksRefused, AnnualRefused.
    """
    from gongkai.reports import render

    agency, today = report.agency, clock.today()
    may_report(by, agency, today)
    reason = fit(reason, "理由", most=300)
    draft = open_draft(report)
    if draft is None:
        raise AnnualRefused("报告已经送审，不能重复送审。")
    if date(report.year, 12, 31) >= today:
        raise AnnualRefused(f"{report.year}年还没有结束，统计期限到12月31日，年后才能送审。")
    if not Section.objects.filter(key=SECTION).exists():
        raise AnnualRefused("还没有“政府信息公开年报”栏目，请系统管理员先设置。")
    words = words_of(report)
    cut = head_seq()
    made = compiled(report, words, today=today, cut=cut)
    if made.stops:
        raise ChecksRefused(f"有{len(made.stops)}处还不能送审，请按提示办理。", made)
    if made.errors and not reason:
        raise ChecksRefused(f"核对发现{len(made.errors)}处错误，请先改正；确实无误的，请写明理由再送审。", made)
    correction = report.item is not None and report.item.releases.exists()
    if correction and not words["change_note"].strip():
        raise AnnualRefused("更正年度报告须写明更正说明。")
    pdf = files.keep([render.pdf(made.document, banner=banner())], name=f"{title_of(agency, report.year)}.pdf")
    fields = {
        **drafts.fields_of(draft),
        **_fields(agency, by),
        "title": made.document.title,
        "body": render.html_body(made.document),
        "kind": Kind.ANNUAL_REPORT,
        "formed_on": words["dated_on"],
        "formed_by_signing": not words["dated_on"],
        "change_note": words["change_note"].strip() if correction else "",
    }
    draft = drafts.save(draft, fields, revision=draft.revision, by=by)
    for attached in draft.files.all():
        drafts.detach(attached, by=by)
    drafts.attach(draft, pdf, f"{title_of(agency, report.year)}.pdf", by=by)
    edition: list[Edition] = []

    def seal_edition(version: Version, entry: OpenEntry) -> None:
        edition.append(_sealed(report, revision, version, made, entry, reason))

    kept = {each.kind: reason for each in publishing.checks_of(draft) if not each.blocking and reason}
    publishing.send_up(draft, by=by, reasons=kept, due=last_day(agency, report.year, today), also=seal_edition)
    return Sent(edition[0], made)


def _sealed(report: Report, revision: int, version: Version, made: Compiled, entry: OpenEntry, reason: str) -> Edition:
    locked = Report.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)
    if locked.revision != revision:
        raise AnnualRefused("报告刚刚被别处保存过，请重新看一遍再送审。")
    document, figures = canonical(made.document.to_json()), made.numbers.text()
    edition = Edition.objects.create(
        report=report, version=version, cut_seq=made.numbers.cut, figures=figures, document=document, entry_id=entry.id
    )
    entry.say(
        edition={
            "report": report.pk,
            "version": version.pk,
            "cut": made.numbers.cut,
            "document": digest(document.encode()),
            "figures": digest(figures.encode()),
            "errors": [f"{each.rule} {each.message}" for each in made.errors],
            "reason": reason,
        }
    )
    return edition


def begin_correction(report: Report, *, by: Person) -> Draft:
    """更正: open the report again; what is sent up then is a new edition with a cut of its own."""
    may_report(by, report.agency, clock.today())
    if report.item is None:
        raise AnnualRefused("这份报告还没有发布，不必更正。")
    draft = drafts.begin_correction(Item.objects.get(pk=report.item.pk), by=by)
    words = words_of(report)
    if words["change_note"]:
        save(report, {**words, "change_note": ""}, revision=report.revision, by=by)
    return draft
