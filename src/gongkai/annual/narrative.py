"""The words of a report: its parts, the figures inserted in them, and a first draft that says only what records say.

A figure stands in the text as `{{名称}}` and is filled in when the report is compiled, so that its number is always that
of the records. A part about which records say nothing stays empty.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gongkai.annual.figures import Year
from gongkai.annual.names import Named
from gongkai.annual.numbers import Numbers
from gongkai.ledger import clock
from gongkai.organisation.models import Agency
from gongkai.outlets.models import Outlet
from gongkai.reports.model import written
from gongkai.review.models import Chain


@dataclass(frozen=True)
class Part:
    """One part of the narrative. section: 0 is the opening, 1 总体情况, 5 and 6 the last two. heading: printed above it."""

    key: str
    title: str
    section: int
    heading: str
    asks: str


PARTS = (
    Part("preamble", "引言", 0, "", "依据、统计期限"),
    Part("proactive", "（一）主动公开", 1, "（一）主动公开", "各平台发布量、解读、重点领域"),
    Part("on_application", "（二）依申请公开", 1, "（二）依申请公开", "收到、办结、渠道、共性问题"),
    Part("management", "（三）政府信息管理", 1, "（三）政府信息管理", "审核制度、动态调整、规范性文件"),
    Part("platform", "（四）政府信息公开平台建设", 1, "（四）政府信息公开平台建设", "网站、公众号、查阅场所"),
    Part("supervision", "（五）监督保障", 1, "（五）监督保障", "考核、社会评议、责任追究、培训"),
    Part("problems", "五、存在的主要问题及改进情况", 5, "", "问题，改进情况"),
    Part("other", "六、其他需要报告的事项", 6, "", "信息处理费三个数，其他事项"),
)
KEYS = tuple(part.key for part in PARTS)
EMPTY: dict[str, str] = dict.fromkeys((*KEYS, "dated_on", "change_note"), "")
TOKEN = re.compile(r"\{\{\s*([^{}\n]{1,40}?)\s*\}\}")


def values_of(year: Year, numbers: Numbers, named: Iterable[Named]) -> dict[str, str]:
    """What each name between braces becomes."""
    filled = {each.name: number for each in named if (number := numbers.both(each.key)) is not None}
    texts = {name: written(number) for name, number in filled.items()}
    return texts | {"年度": str(year.year), "机关": year.agency.name, "按期公开率": rate(numbers)}


def rate(numbers: Numbers) -> str:
    """按期公开率, to a tenth of a percent; — when nothing was released."""
    in_time, late = numbers.recorded["stated/on_time"], numbers.recorded["stated/late"]
    return "—" if not in_time + late else f"{100 * in_time / (in_time + late):.1f}%".replace(".0%", "%")


def fill(text: str, values: Mapping[str, str]) -> tuple[str, list[str]]:
    """`text` with its figures in it, and the names that are none."""
    unknown: list[str] = []

    def replace(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in values:
            unknown.append(name)
            return found.group(0)
        return values[name]

    return TOKEN.sub(replace, text), unknown


def paragraphs(text: str) -> list[str]:
    """The paragraphs that were typed: one a line."""
    return [line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


# --- a first draft from records ------------------------------------------------------------------------------------


def proposed(year: Year, numbers: Numbers, named: Iterable[Named]) -> dict[str, str]:
    """A first draft: only sentences that records bear out, with the figures as names; empty where they say nothing."""
    listed = list(named)
    parts: dict[str, Callable[[], str]] = {
        "preamble": _preamble,
        "proactive": lambda: _proactive(year.agency, numbers, listed),
        "on_application": lambda: _on_application(numbers, listed),
        "management": lambda: _management(year),
        "platform": lambda: _platform(year.agency),
        "other": _fees,
    }
    return EMPTY | {key: say() for key, say in parts.items()}


def _preamble() -> str:
    return (
        "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国"
        "政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。"
        "本报告所列数据的统计期限自{{年度}}年1月1日起至{{年度}}年12月31日止。"
        "本报告的电子版可以在政府网站的年报栏目下载。"
    )


def _some(numbers: Numbers, named: Iterable[Named], prefix: str) -> list[Named]:
    """The figures under `prefix` that are not nought."""
    return [each for each in named if each.key.startswith(prefix) and numbers.both(each.key)]


def _list(named: Iterable[Named]) -> str:
    return "、".join(f"{each.name.split('·')[-1]}{each.token}{each.unit}" for each in named)


def _proactive(agency: Agency, numbers: Numbers, named: list[Named]) -> str:
    lines = []
    if numbers.both("stated/released"):
        line = "{{年度}}年，在政府网站公开政府信息{{发布总数}}条"
        sections = _some(numbers, named, "stated/section:")
        line += f"，其中{_list(sections)}。" if sections else "。"
        lines.append(line)
        kinds = _some(numbers, named, "stated/kind:")
        if len(kinds) > 1:
            lines.append(f"按公开类型分，{_list(kinds)}。")
        lines.append("在公开时限内公开{{按期公开}}条，按期公开率{{按期公开率}}。")
    changed = [
        each for each in named if each.key in ("stated/corrected", "stated/withdrawn") and numbers.both(each.key)
    ]
    if changed:
        lines.append(f"全年{_list(changed)}。")
    for outlet in _some(numbers, named, "stated/outlet:"):
        if outlet.key.count(":") == 1:
            parts = _some(numbers, named, outlet.key + ":")
            verb = "发布文章" if outlet.key == "stated/outlet:wechat" else "投放"
            among = f"，其中{_list(parts)}" if len(parts) > 1 else ""
            lines.append(f"{_outlet(agency, outlet)}{verb}{outlet.token}{outlet.unit}{among}。")
    return "\n".join(lines)


def _outlet(agency: Agency, named: Named) -> str:
    """A kind of outlet, with its name when the agency has just one."""
    names = list(Outlet.objects.filter(agency=agency, kind=named.key.split(":")[1]).values_list("name", flat=True)[:2])
    return f"在{named.name}“{names[0]}”" if len(names) == 1 else named.name


def _on_application(numbers: Numbers, named: list[Named]) -> str:
    if not numbers.both("stated/received") and not numbers.both("stated/carried_in"):
        first = "{{年度}}年未收到政府信息公开申请，没有上年结转的申请。"
    else:
        first = "{{年度}}年收到政府信息公开申请{{收到申请}}件，上年结转{{上年结转}}件；办结{{办结申请}}件"
        outcomes = _some(numbers, named, "stated/outcome:")
        first += f"，其中{_list(outcomes)}" if outcomes else ""
        first += "；结转下年度继续办理{{结转下年}}件。"
    appeals = _some(numbers, named, "stated/appeal:")
    if appeals:
        return f"{first}\n因政府信息公开工作发生{_list(appeals)}。"
    return f"{first}\n没有因政府信息公开工作发生的行政复议、行政诉讼。"


def _management(year: Year) -> str:
    """The steps of review that were in force at the end of the year, as the chains have them."""
    day = min(year.last, clock.today())
    newest: dict[str, Chain] = {}
    for chain in (
        Chain.objects.filter(agency=year.agency, since__lte=day).order_by("since", "id").prefetch_related("steps")
    ):
        newest[chain.kind] = chain
    ways: dict[tuple[str, ...], list[str]] = {}
    for kind, chain in sorted(newest.items(), reverse=True):
        ways.setdefault(tuple(step.name for step in chain.steps.all()), []).append(kind)
    if not ways:
        return ""
    told = [f"{_kinds(kinds)}按“{'、'.join(steps)}”{len(steps)}个环节办理" for steps, kinds in ways.items()]
    return f"政府信息公开前逐件审核：{'，'.join(told)}；各环节由不同的人办理，签发之前逐项作保密审查。"


def _kinds(kinds: Iterable[str]) -> str:
    from gongkai.publishing.models import Kind

    return "、".join("其他信息" if kind == "*" else Kind(kind).label for kind in kinds)


def _platform(agency: Agency) -> str:
    names = [str(outlet) for outlet in Outlet.objects.filter(agency=agency).order_by("kind", "name")]
    return f"除政府网站外，还通过{'、'.join(names)}公开政府信息。" if names else ""


def _fees() -> str:
    """Source: 国办函〔2020〕109号；第六部分报告收费三个数，没有也写 0。"""
    return (
        "{{年度}}年发出信息处理费收费通知{{收费通知件数}}件，通知金额{{收费通知金额}}元，实收金额{{收费实收金额}}元。"
    )
