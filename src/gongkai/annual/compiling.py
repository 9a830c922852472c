"""From figures and words to a report as a document, with everything that is wrong with it."""

import json
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai.annual import figures
from gongkai.annual.figures import Year
from gongkai.annual.models import Edition, Report
from gongkai.annual.names import Named, catalogue, label_of
from gongkai.annual.narrative import PARTS, fill, paragraphs, values_of
from gongkai.annual.numbers import Numbers, in_force, parse, together
from gongkai.annual.statements import RULE, differing
from gongkai.ledger.models import Installation
from gongkai.organisation.models import Agency
from gongkai.publishing.models import Kind, Release
from gongkai.publishing.screens import screened
from gongkai.reports.model import Report as Document
from gongkai.reports.reading import Unreadable, read_bytes

ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True)
class Finding:
    """Something to look at before the report is sent up.

    severity: error, warning, hint. stops: it has to be mended first. key: the figure that it is about, for a link.
    part: the part of the narrative that it is about. rule: identifier of the check.
    """

    severity: str
    message: str
    rule: str = ""
    where: str = ""
    citation: str = ""
    key: str = ""
    part: str = ""
    stops: bool = False


@dataclass(frozen=True)
class Compiled:
    """A report as it stands: the document, its figures, what each is called, and every finding, gravest first."""

    document: Document
    numbers: Numbers
    named: list[Named]
    findings: list[Finding]

    @property
    def stops(self) -> list[Finding]:
        """What has to be mended before the report can be sent up."""
        return [each for each in self.findings if each.stops]

    @property
    def errors(self) -> list[Finding]:
        """What the checks call wrong; sending it up all the same needs a reason."""
        return [each for each in self.findings if each.severity == ERROR and not each.stops]


def numbers_of(report: Report, cut: int | None = None) -> tuple[Numbers, list[Named]]:
    """The figures of a report as the ledger stands (or stood at `cut`), and what each is called."""
    counted = figures.count(Year(report.agency, report.year, cut))
    numbers = together(report, counted, cut)
    own = [(key.removeprefix("own/"), row.unit) for key, row in in_force(report, cut).items() if key.startswith("own/")]
    return numbers, catalogue(counted, own, numbers.declared)


def compiled(report: Report, words: dict[str, str], *, today: date, cut: int | None = None) -> Compiled:
    """Put figures into words and both into the official form, and check the whole."""
    numbers, named = numbers_of(report, cut)
    values = values_of(Year(report.agency, report.year), numbers, named)
    found: list[Finding] = []
    texts: dict[str, list[str]] = {}
    for part in PARTS:
        filled, unknown = fill(words.get(part.key, ""), values)
        texts[part.key] = paragraphs(filled)
        found += screened_part(part.title, part.key, filled)
        found += typed_counts(part.title, part.key, words.get(part.key, ""), report.year, numbers, named)
        for name in unknown:
            found.append(
                Finding(ERROR, f"没有叫“{name}”的数，请从右边的列表里选。", "K1", part.title, part=part.key, stops=True)
            )
        if not texts[part.key] and part.section in (1, 5):
            found.append(
                Finding(ERROR, f"“{part.title}”还没有写（{part.asks}）。", "K2", part.title, part=part.key, stops=True)
            )
    found += screened_part("更正说明", "change_note", words.get("change_note", ""))
    for key in numbers.missing():
        message = f"{label_of(key)}还没有申报；本系统没有这项记录，没有发生也要申报 0，并写明来源。"
        found.append(Finding(ERROR, message, "K3", "表二", key=key, stops=True))
    document = build(report, texts, numbers, _day(words.get("dated_on", "")))
    found += checked(document, previous_document(report), today)
    order = {ERROR: 0, WARNING: 1, HINT: 2}
    return Compiled(document, numbers, named, sorted(found, key=lambda f: (not f.stops, order[f.severity])))


def screened_part(title: str, key: str, text: str) -> list[Finding]:
    """Personal data in a part: it has to go, or where it may stay, needs a reason."""
    return [
        Finding(ERROR, f"{each.where}有{each.label}（{each.sample}）。{each.message}", "K4", title, part=key, stops=each.blocking)
        for each in screened({title: text})
    ]  # fmt: skip


def typed_counts(title: str, key: str, text: str, year: int, numbers: Numbers, named: list[Named]) -> list[Finding]:
    """Typed numbers that say another count than the records hold, each with its records."""
    return [
        Finding(ERROR if each.sure else WARNING, each.message, RULE, title, key=each.named.key, part=key)
        for each in differing(text, named, numbers, year)
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def build(report: Report, texts: dict[str, list[str]], numbers: Numbers, dated_on: date | None) -> Document:
    """The document in the official form."""
    overview: list[str] = []
    for part in PARTS:
        if part.section == 1 and texts[part.key]:
            first, *rest = texts[part.key]
            overview += [f"{part.heading}。{first}", *rest]
    titles = _titles(report.year)
    words = {1: overview, 5: texts["problems"], 6: texts["other"]}
    return Document.build(
        report.agency.name,
        report.year,
        sections=[(title, words.get(number, [])) for number, title in enumerate(titles, 1)],
        proactive=numbers.proactive(),
        requests=numbers.requests(),
        appeals=numbers.appeals(),
        preamble=texts["preamble"],
        signature=report.agency.name,
        signed_on=dated_on,
    )


def _titles(year: int) -> tuple[str, ...]:
    from gongkai.law.report_form import form_for

    return form_for(year).sections


def checked(document: Document, previous: Document | None, today: date) -> list[Finding]:
    """What the checks of `reports` find."""
    from gongkai.annual.checks import findings

    return findings(document, previous, today)


def previous_document(report: Report) -> Document | None:
    """The public report of the year before: sealed here, or read back from an item that was drafted by hand."""
    edition = released_edition(Report.objects.filter(agency=report.agency, year=report.year - 1).first())
    return document_of(edition) if edition else read_back(report.agency, report.year - 1)


def read_back(agency: Agency, year: int) -> Document | None:
    """The report of a year as its public item shows it; None if there is none that can be read."""
    rows = Release.objects.filter(
        agency=agency,
        version__kind=Kind.ANNUAL_REPORT,
        version__title__contains=str(year),
        shown_as__isnull=False,
        item__report=None,
    )
    for title, body in rows.order_by("-id").values_list("version__title", "version__body")[:3]:
        page = f"<html><body><h1>{escape(title)}</h1>{body}</body></html>"
        try:
            found = read_bytes(page.encode(), f"{year}.html")
        except Unreadable:
            continue
        for document in found:
            if document.year == year:
                return document
    return None


def released_edition(report: Report | None) -> Edition | None:
    """The newest edition that was released and not withdrawn."""
    if report is None:
        return None
    return (
        report.editions.filter(version__release__isnull=False, version__release__withdrawal=None)
        .select_related("version__release", "version__item", "report__agency")
        .order_by("-id")
        .first()
    )


def document_of(edition: Edition) -> Document:
    """The document of an edition, as it was sealed."""
    return Document.from_json(json.loads(edition.document))


def sealed_numbers(edition: Edition) -> Numbers:
    """The figures of an edition, as they were sealed."""
    return parse(edition.figures)


def banner() -> str:
    """演示数据 in a demonstration, on everything that leaves it."""
    return "演示数据" if Installation.objects.filter(demo=True).exists() else ""
