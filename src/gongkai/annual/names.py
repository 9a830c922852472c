"""What each figure is called: on the desk, and between double braces in the narrative (`{{发布总数}}`)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from gongkai.annual.figures import APPEAL_COLUMNS, COLUMNS, NORMATIVE, ROWS, Figures, Number
from gongkai.handling.models import Appeal, Outcome
from gongkai.law.report_form import FORM_2021
from gongkai.outlets.models import Delivery, Outlet
from gongkai.publishing.models import Kind, Section
from gongkai.reports.model import written

REGULATIONS = ("规章",)  # no agency that this is made for may issue them: townships, counties, departments
DECLARED_ONLY = {
    "proactive/行政许可/decisions": "件",
    "proactive/行政处罚/decisions": "件",
    "proactive/行政强制/decisions": "件",
    "proactive/行政事业性收费/fees": "万元",
}
YUAN = ("fee:notified", "fee:paid")


@dataclass(frozen=True)
class Named:
    """A figure of the narrative: its key as `figures.behind` takes it, name, unit, and the group it is listed in."""

    key: str
    name: str
    unit: str
    group: str

    @property
    def token(self) -> str:
        """As it stands in the narrative."""
        return "{{" + self.name + "}}"


def catalogue(figures: Figures, own: Iterable[tuple[str, str]] = (), declared: Collection[str] = ()) -> list[Named]:
    """Every figure that a narrative may use, in reading order.

    own: names and units of figures that the agency declares for itself. declared: keys of figures that have a part from
    outside the system, and are listed even without a record.
    """
    there = {*figures.stated, *(key.removeprefix("stated/") for key in declared)}
    listed = [
        Named("stated/released", "发布总数", "条", "主动公开"),
        *(
            Named(f"stated/section:{key}", f"栏目·{name}", "条", "主动公开")
            for key, name in Section.objects.values_list("key", "name")
            if f"section:{key}" in there
        ),
        *(
            Named(f"stated/kind:{kind}", f"类型·{label}", "条", "主动公开")
            for kind, label in Kind.choices
            if f"kind:{kind}" in there
        ),
        Named("stated/on_time", "按期公开", "条", "主动公开"),
        Named("stated/late", "逾期公开", "条", "主动公开"),
        Named("stated/corrected", "更正", "条", "主动公开"),
        Named("stated/withdrawn", "撤回", "条", "主动公开"),
        *(Named(f"stated/month:{m}", f"{m}月发布", "条", "各月") for m in range(1, 13) if f"month:{m}" in there),
    ]
    for kind, label in Outlet.Kind.choices:
        listed.append(Named(f"stated/outlet:{kind}", label, "篇" if kind == Outlet.Kind.WECHAT else "次", "渠道"))
        listed += [
            Named(f"stated/outlet:{kind}:{nature}", f"{label}·{name}", "篇" if kind == "wechat" else "次", "渠道")
            for nature, name in Delivery.Kind.choices
            if f"outlet:{kind}:{nature}" in there
        ]
    listed += [
        Named("stated/received", "收到申请", "件", "依申请公开"),
        Named("stated/carried_in", "上年结转", "件", "依申请公开"),
        Named("stated/concluded", "办结申请", "件", "依申请公开"),
        Named("stated/carried_over", "结转下年", "件", "依申请公开"),
        *(
            Named(f"stated/outcome:{row}", f"结果·{label}", "件", "依申请公开")
            for row, label in Outcome.choices
            if f"outcome:{row}" in there
        ),
        *(Named(f"stated/appeal:{kind}", label, "件", "依申请公开") for kind, label in Appeal.Kind.choices),
        Named("stated/fee:notices", "收费通知件数", "件", "信息处理费"),
        Named("stated/fee:notified", "收费通知金额", "元", "信息处理费"),
        Named("stated/fee:paid", "收费实收金额", "元", "信息处理费"),
        *(Named(f"own/{name}", name, unit, "本机关申报") for name, unit in own),
    ]
    return listed


def label_of(key: str, named: Iterable[Named] = ()) -> str:
    """What a figure is called in full: the row and column of its table, or its name in the narrative."""
    table, _, rest = key.partition("/")
    row, _, column = rest.partition("/")
    if table == "requests":
        return f"表三 {ROW_LABELS[row]} · {COLUMN_LABELS.get(column, '总计')}"
    if table == "appeals":
        return f"表四 {APPEAL_LABELS[row]} · {OUTCOME_LABELS.get(column, '总计')}"
    if table == "proactive":
        columns = {c.key: c.label for c in FORM_2021.block_of(row).columns}
        return f"表二 {row} · {columns[column]}"
    return next((each.name for each in named if each.key == key), rest)


ROW_LABELS: Mapping[str, str] = {row.key: "".join((*row.groups[1:], row.label)) for row in FORM_2021.requests}
COLUMN_LABELS: Mapping[str, str] = {column.key: column.label for column in FORM_2021.applicants}
APPEAL_LABELS: Mapping[str, str] = {row.key: "".join((*row.groups, row.label)) for row in FORM_2021.appeals}
OUTCOME_LABELS: Mapping[str, str] = {column.key: column.label for column in FORM_2021.outcomes}


def declarable() -> dict[str, str]:
    """Which figures may have a part from outside the system (C17), each with its unit.

    Totals follow from their parts, 办结 from the results, 发布总数 from the sections, a kind of outlet from the natures;
    none of these is declared.
    """
    keys: dict[str, str] = dict(DECLARED_ONLY)
    keys |= {f"requests/{row}/{column}": "件" for row in ROWS if row != "concluded" for column in COLUMNS}
    keys |= {f"appeals/{kind}/{column}": "件" for kind in Appeal.Kind.values for column in APPEAL_COLUMNS}
    keys |= {f"proactive/行政规范性文件/{column}": "件" for column in NORMATIVE}
    keys |= {f"stated/section:{key}": "条" for key in Section.objects.values_list("key", flat=True)}
    keys |= {f"stated/kind:{kind}": "条" for kind in Kind.values if kind != Kind.ANNUAL_REPORT}
    keys |= {"stated/corrected": "条", "stated/withdrawn": "条"}
    for outlet in Outlet.Kind.values:
        unit = "篇" if outlet == Outlet.Kind.WECHAT else "次"
        keys |= {f"stated/outlet:{outlet}:{nature}": unit for nature in Delivery.Kind.values}
    return keys | {"stated/fee:notices": "件", "stated/fee:notified": "元", "stated/fee:paid": "元"}


def named_declarable() -> list[Named]:
    """What declarable figures of the narrative are called."""
    everything = [key.removeprefix("stated/") for key in declarable() if key.startswith("stated/")]
    return catalogue(Figures({}, {}, (0, 0, 0), dict.fromkeys(everything, 0), 0))


def shown(number: Number | None) -> str:
    """A figure as text; what is unknown is not 0."""
    return "未申报" if number is None else written(number)
