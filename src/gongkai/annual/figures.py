"""The figures of an annual report, counted from records, each with the records behind it.

The counting rules (口径) are those of `law`: C1 received by the lawful day of receipt, C2 results by the day of the
decision, C9 what is undecided at the year's end is carried over, C14 appeals by their state on 31 December. Each table
is passed over once; `behind` gives the very records that a figure counted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from gongkai import law
from gongkai.handling.models import Appeal, ApplicantKind, Case, CaseEvent, Outcome
from gongkai.ledger.models import Entry
from gongkai.ledger.queries import head_seq
from gongkai.organisation.models import Agency
from gongkai.outlets.models import Delivery, Outlet
from gongkai.publishing.models import Kind, Nature, Release, Section, Validity, Withdrawal

COLUMNS = tuple(ApplicantKind.values)
RESULTS = tuple(Outcome.values)
ROWS = ("received", "carried_in", *RESULTS, "concluded", "carried_over")
APPEAL_COLUMNS = (*Appeal.Result.values, "pending")
NORMATIVE = ("issued", "repealed", "in_force")
Number = int | Decimal


@dataclass(frozen=True)
class Year:
    """What is counted: an agency's calendar year, as the ledger stood at `cut` (None: now)."""

    agency: Agency
    year: int
    cut: int | None = None

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.first, self.last


@dataclass(frozen=True)
class Figures:
    """Every figure that records give.

    requests: row key → six numbers, one per applicant column; the total column follows from them.
    appeals: kind → upheld, corrected, other_result, pending.
    normative: issued, repealed, in_force of 行政规范性文件.
    stated: name → number, for the narrative; amounts in yuan.
    cut: the ledger `seq` up to which records were counted.
    """

    requests: dict[str, tuple[int, ...]]
    appeals: dict[str, tuple[int, ...]]
    normative: tuple[int, int, int]
    stated: dict[str, Number]
    cut: int


def _known(rows: QuerySet, year: Year, entry: str = "entry") -> QuerySet:  # type: ignore[type-arg]
    """Without what was recorded after the cut. Later entries are few, earlier ones are not: so they are excluded."""
    return rows if year.cut is None else rows.exclude(**{f"{entry}__in": _later(year)})


def _later(year: Year) -> QuerySet[Entry, str]:
    return Entry.objects.filter(seq__gt=year.cut).order_by().values_list("id", flat=True)


def _ended(year: Year, day: str, entry: str) -> Q:
    """Decided or closed, as far as was recorded by the cut."""
    ended = Q(**{f"{day}__isnull": False})
    return ended if year.cut is None else ended & ~Q(**{f"{entry}__in": _later(year)})


# --- table three: requests -----------------------------------------------------------------------------------------


def cases(year: Year, row: str, column: str = "") -> QuerySet[Case]:
    """The cases behind one cell of the third table; all applicant columns when `column` is empty or `total`."""
    ended = _ended(year, "decided_on", "decided_entry")
    decided = ended & Q(decided_on__range=year.days)
    condition = {
        "received": Q(received_on__range=year.days),
        "carried_in": Q(received_on__lt=year.first) & (~ended | Q(decided_on__gte=year.first)),
        "concluded": decided,
        "carried_over": Q(received_on__lte=year.last) & (~ended | Q(decided_on__gt=year.last)),
    }.get(row, decided & Q(outcome=row))
    if column and column != "total":
        condition &= Q(applicant_kind=column)
    rows = _known(Case.objects.filter(agency=year.agency), year)
    return rows.filter(condition).order_by("received_on", "id")


def requests(year: Year) -> dict[str, tuple[int, ...]]:
    """The third table in one pass: each row's six applicant columns."""
    ended = _ended(year, "decided_on", "decided_entry")
    over_before = ended & Q(decided_on__lt=year.first)
    rows = _known(Case.objects.filter(agency=year.agency, received_on__lte=year.last), year).exclude(over_before)
    groups = (
        rows.order_by()
        .values_list("applicant_kind", "outcome")
        .annotate(
            all=Count("id"),
            received=Count("id", filter=Q(received_on__gte=year.first)),
            concluded=Count("id", filter=ended & Q(decided_on__lte=year.last)),
        )
    )
    table = {row: [0] * len(COLUMNS) for row in ROWS}
    for kind, outcome, everything, received, concluded in groups:
        n = COLUMNS.index(kind)
        table["received"][n] += received
        table["carried_in"][n] += everything - received
        table["concluded"][n] += concluded
        table["carried_over"][n] += everything - concluded
        if outcome is not None:
            table[outcome][n] += concluded
    return {row: tuple(numbers) for row, numbers in table.items()}


# --- table four: appeals -------------------------------------------------------------------------------------------


def appeals(year: Year, kind: str, column: str = "") -> QuerySet[Appeal]:
    """The appeals behind one cell of the fourth table: new ones and those pending at the start, by their state at the end."""
    closed = _ended(year, "closed_on", "closed_entry")
    rows = _known(Appeal.objects.filter(agency=year.agency, filed_on__lte=year.last), year)
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.exclude(closed & Q(closed_on__lt=year.first))
    ended = closed & Q(closed_on__lte=year.last)
    if column == "pending":
        rows = rows.exclude(ended)
    elif column and column != "total":
        rows = rows.filter(ended, result=column)
    return rows.order_by("filed_on", "id")


def appeal_table(year: Year) -> dict[str, tuple[int, ...]]:
    """The fourth table in one pass: kind → upheld, corrected, other_result, pending."""
    ended = _ended(year, "closed_on", "closed_entry") & Q(closed_on__lte=year.last)
    groups = (
        appeals(year, "")
        .order_by()
        .values_list("kind", "result")
        .annotate(all=Count("id"), ended=Count("id", filter=ended))
    )
    table = {kind: [0] * len(APPEAL_COLUMNS) for kind in Appeal.Kind.values}
    for kind, result, everything, closed in groups:
        table[kind][-1] += everything - closed
        if result is not None:
            table[kind][APPEAL_COLUMNS.index(result)] += closed
    return {kind: tuple(numbers) for kind, numbers in table.items()}


# --- releases ------------------------------------------------------------------------------------------------------


def releases(year: Year, **filters: object) -> QuerySet[Release]:
    """First releases of government information in the year, whatever became of them later: they did happen."""
    rows = Release.objects.filter(
        agency=year.agency,
        correction=False,
        first_on__range=year.days,  # of a first release: its own day
        version__nature=Nature.GOVERNMENT,
        **filters,
    ).exclude(version__kind=Kind.ANNUAL_REPORT)
    return _known(rows, year).order_by("released_on", "id")


def late(year: Year) -> Q:
    """First releases after their deadline. One set by signing has its deadline counted here.

    Source: 《条例》第二十六条。
    """
    condition = LATE
    for formed_on, due, _ in undated(year):
        condition |= Q(version__due_on=None, formed_on=formed_on, released_on__gt=due)
    return condition


LATE = Q(version__due_on__isnull=False, released_on__gt=F("version__due_on"))


def undated(year: Year) -> list[tuple[date, date, int]]:
    """Of what was formed by signing: each day of forming from which something was late, its deadline, and how many."""
    rows = releases(year, version__due_on=None).order_by().values_list("formed_on", "released_on")
    by_day: dict[date, list[tuple[date, int]]] = {}
    for formed_on, released_on, n in rows.annotate(n=Count("id")).iterator(5000):
        by_day.setdefault(formed_on, []).append((released_on, n))
    workdays = law.for_province(year.agency.province or None)
    found = []
    for formed_on, released in sorted(by_day.items()):
        if law.DISCLOSURE.applies(formed_on):
            due = law.deadline(law.DISCLOSURE, start=formed_on, workdays=workdays).due
            if after := sum(n for day, n in released if day > due):
                found.append((formed_on, due, after))
    return found


def release_figures(year: Year) -> dict[str, Number]:
    """How much was released: in all, by section, kind and month, in time and late."""
    keys = dict(Section.objects.values_list("id", "key"))
    groups = (
        releases(year)
        .order_by()
        .values_list("section_id", "version__kind", "released_on")
        .annotate(n=Count("id"), late=Count("id", filter=LATE), dated=Count("version__due_on"))
    )
    figures: Counter[str] = Counter({"released": 0, "late": 0})
    without = 0
    for section, kind, day, n, after, dated in groups.iterator(5000):
        figures["released"] += n
        figures[f"section:{keys[section]}"] += n
        figures[f"kind:{kind}"] += n
        figures[f"month:{day.month}"] += n
        figures["late"] += after
        without += n - dated
    if without:
        figures["late"] += sum(n for _, _, n in undated(year))
    figures["on_time"] = figures["released"] - figures["late"]
    return dict(figures)


def corrections(year: Year) -> QuerySet[Release]:
    """Corrections released in the year."""
    made = Release.objects.filter(agency=year.agency, correction=True, released_on__range=year.days)
    rows = Release.objects.filter(pk__in=made.order_by().values("pk"), version__nature=Nature.GOVERNMENT)
    return _known(rows.exclude(version__kind=Kind.ANNUAL_REPORT), year).order_by("released_on", "id")


def withdrawals(year: Year) -> QuerySet[Withdrawal]:
    """Withdrawals of the year."""
    rows = Withdrawal.objects.filter(release__agency=year.agency, withdrawn_on__range=year.days)
    return _known(rows, year).order_by("withdrawn_on", "id")


def normative_ids(year: Year) -> dict[str, list[int]]:
    """The releases behind 行政规范性文件: issued, repealed in the year, in force at its end.

    A document is repealed once, by the first release that says so; in force is the newest release by the year's end,
    unless it was withdrawn by then.
    """
    rows = _known(Release.objects.filter(agency=year.agency, version__normative=True), year)
    rows = rows.filter(released_on__lte=year.last).order_by("id")
    gone = _known(Withdrawal.objects.filter(release__agency=year.agency, withdrawn_on__lte=year.last), year)
    withdrawn = set(gone.values_list("release_id", flat=True)) if rows.exists() else set()
    found: dict[str, list[int]] = {name: [] for name in NORMATIVE}
    newest: dict[int, tuple[int, str]] = {}
    repealed: set[int] = set()
    for pk, item, correction, released_on, validity in rows.values_list(
        "pk", "item_id", "correction", "released_on", "version__validity"
    ):
        if not correction and released_on >= year.first:
            found["issued"].append(pk)
        if validity == Validity.REPEALED and item not in repealed:
            repealed.add(item)
            if released_on >= year.first:
                found["repealed"].append(pk)
        newest[item] = (pk, validity)
    found["in_force"] = [pk for pk, v in newest.values() if v == Validity.IN_FORCE and pk not in withdrawn]
    return found


def normative(year: Year, column: str) -> QuerySet[Release]:
    """Normative documents issued, repealed in the year, or in force at its end."""
    return Release.objects.filter(pk__in=normative_ids(year)[column]).order_by("released_on", "id")


# --- deliveries and fees -------------------------------------------------------------------------------------------


def deliveries(year: Year, kind: str = Outlet.Kind.WECHAT, nature: str = "") -> QuerySet[Delivery]:
    """Deliveries of the year through one kind of outlet; of one nature when it is given."""
    rows = Delivery.objects.filter(outlet__agency=year.agency, outlet__kind=kind, delivered_on__range=year.days)
    if nature:
        rows = rows.filter(kind=nature)
    return _known(rows, year, "batch").order_by("delivered_on", "id")


def delivery_figures(year: Year) -> dict[str, Number]:
    """How much was delivered, by kind of outlet and nature, in one pass."""
    rows = Delivery.objects.filter(outlet__agency=year.agency, delivered_on__range=year.days)
    figures = Counter({f"outlet:{kind}": 0 for kind in Outlet.Kind.values})
    for outlet, nature, n in (
        _known(rows, year, "batch").order_by().values_list("outlet__kind", "kind").annotate(n=Count("id"))
    ):
        figures[f"outlet:{outlet}"] += n
        figures[f"outlet:{outlet}:{nature}"] += n
    return dict(figures)


def fees(year: Year, kind: str) -> QuerySet[CaseEvent]:
    """Fee notices sent, or fees paid, in the year. Source: 国办函〔2020〕109号。"""
    rows = CaseEvent.objects.filter(case__agency=year.agency, kind=kind, occurred_on__range=year.days)
    return _known(rows, year).order_by("occurred_on", "id")


def fee_figures(year: Year) -> dict[str, Number]:
    """The three figures of section six: how many notices, how much was asked, how much was paid (yuan)."""
    figures: dict[str, Number] = {}
    for name, kind in (("notified", CaseEvent.Kind.FEE_NOTIFIED), ("paid", CaseEvent.Kind.FEE_PAID)):
        summed = fees(year, kind).order_by().aggregate(n=Count("id"), amount=Sum("amount"))
        if name == "notified":
            figures["fee:notices"] = summed["n"]
        figures[f"fee:{name}"] = whole(summed["amount"] or Decimal(0))
    return figures


def whole(amount: Decimal) -> Number:
    """An amount without needless decimals."""
    return int(amount) if amount == int(amount) else amount.quantize(Decimal("0.01"))


# --- together ------------------------------------------------------------------------------------------------------


def count(year: Year) -> Figures:
    """Count everything in as few passes as there are tables. Pass a `cut` to count as the ledger stood then."""
    seq = year.cut if year.cut is not None else head_seq()
    table = requests(year)
    fourth = appeal_table(year)
    issued, repealed, in_force = (len(ids) for ids in normative_ids(year).values())
    figures = stated(year)
    figures |= {row: sum(table[row]) for row in ("received", "carried_in", "concluded", "carried_over")}
    figures |= {f"outcome:{row}": sum(table[row]) for row in RESULTS if any(table[row])}
    figures |= {f"appeal:{kind}": sum(numbers) for kind, numbers in fourth.items()}
    return Figures(table, fourth, (issued, repealed, in_force), figures, seq)


def stated(year: Year) -> dict[str, Number]:
    """The figures of the narrative that are not in the tables; sections as `section:KEY`, kinds as `kind:KEY`."""
    return {
        **release_figures(year),
        "corrected": corrections(year).count(),
        "withdrawn": withdrawals(year).count(),
        **delivery_figures(year),
        **fee_figures(year),
    }


def of_stated(year: Year, name: str) -> QuerySet:  # type: ignore[type-arg]
    """The records behind a figure of the narrative. Raises KeyError for a name that is none."""
    kind, _, rest = name.partition(":")
    if name in ("received", "carried_in", "concluded", "carried_over"):
        return cases(year, name)
    if name == "late":
        return releases(year).filter(late(year))
    if name == "on_time":
        return releases(year).exclude(pk__in=releases(year).filter(late(year)).order_by().values("pk"))
    simple = {"released": releases, "corrected": corrections, "withdrawn": withdrawals}
    if name in simple:
        return simple[name](year)
    if kind == "section":
        return releases(year, section__key=rest)
    if kind == "kind":
        return releases(year, version__kind=rest)
    if kind == "month" and rest.isdecimal():
        return releases(year, released_on__month=int(rest))
    if kind == "outlet":
        return deliveries(year, *rest.split(":", 1))
    if kind == "outcome" and rest in RESULTS:
        return cases(year, rest)
    if kind == "appeal" and rest in Appeal.Kind.values:
        return appeals(year, rest)
    if kind == "fee":
        return fees(year, CaseEvent.Kind.FEE_PAID if rest == "paid" else CaseEvent.Kind.FEE_NOTIFIED)
    raise KeyError(name)


def behind(year: Year, key: str) -> QuerySet:  # type: ignore[type-arg]
    """The records behind one figure: `requests/ROW/COLUMN`, `appeals/KIND/COLUMN`, `proactive/行政规范性文件/COLUMN`,
    `stated/NAME`. Raises KeyError for a key that is none, or whose figure is declared and not recorded."""
    table, _, rest = key.partition("/")
    if table == "stated":
        return of_stated(year, rest)
    row, _, column = rest.partition("/")
    if table == "requests" and row in ROWS and column in (*COLUMNS, "total", ""):
        return cases(year, row, column)
    if table == "appeals" and row in Appeal.Kind.values and column in (*APPEAL_COLUMNS, "total", ""):
        return appeals(year, row, column)
    if table == "proactive" and row == "行政规范性文件" and column in NORMATIVE:
        return normative(year, column)
    raise KeyError(key)


def recorded(figures: Figures) -> dict[str, Number]:
    """Every figure by its key, as `behind` takes it; totals included."""
    found: dict[str, Number] = {}
    for row, numbers in figures.requests.items():
        found |= _row("requests", row, COLUMNS, numbers)
    for kind, numbers in figures.appeals.items():
        found |= _row("appeals", kind, APPEAL_COLUMNS, numbers)
    found |= {f"proactive/行政规范性文件/{name}": n for name, n in zip(NORMATIVE, figures.normative, strict=True)}
    return found | {f"stated/{name}": number for name, number in figures.stated.items()}


def _row(table: str, row: str, columns: Iterable[str], numbers: tuple[int, ...]) -> dict[str, Number]:
    cells: dict[str, Number] = {f"{table}/{row}/{c}": n for c, n in zip(columns, numbers, strict=True)}
    return cells | {f"{table}/{row}/total": sum(numbers)}
