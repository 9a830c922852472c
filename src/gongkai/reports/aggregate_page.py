"""The sum of many reports as one page: cell by cell, with how many reports count, what is missing, who has not reported."""

from collections import Counter
from collections.abc import Mapping, Sequence

from gongkai.reports import look
from gongkai.reports.aggregating import Sum
from gongkai.reports.comparing import TABLES, labels
from gongkai.reports.look import escaped

TITLE = "政府信息公开情况汇总"


def page(summed: Sum, unread: Sequence[Mapping[str, str]] = ()) -> str:
    """The page. unread: files that could not be read, with `path` and `error`."""
    report = summed.report
    cards = [("份计入", len(summed.agencies)), ("格缺数", len(summed.missing)), ("个文件读不出", len(unread))]
    if summed.expected:
        cards.insert(1, ("个未报", len(summed.absent)))
    parts = [
        f"<h1>{escaped(report.title)}</h1>",
        '<p class="about">各格是计入的报告里这一格的合计。来源没有的数没有当作 0：缺几份，写在“缺”一列。</p>',
        f'<ul class="sum">{"".join(f"<li><b>{count}</b>{name}</li>" for name, count in cards)}</ul>',
        _notes(summed, unread),
        *(_table(summed, key, name) for key, name in TABLES),
        _listed("计入的机关", summed.agencies),
    ]
    return look.page(TITLE, "\n".join(part for part in parts if part))


def _notes(summed: Sum, unread: Sequence[Mapping[str, str]]) -> str:
    lacking = Counter(each.agency for each in summed.missing)
    return "\n".join(
        [
            _listed("未报", summed.absent),
            _listed("层级混杂，可能重复计算", [f"{agency} 之下另有 {count} 个机关" for agency, count in summed.above]),
            _listed("上级机关自己的报告，已含下级，未计入", summed.own),
            _listed(
                "重复报送",
                [
                    f"{each.agency}：计入 {each.taken}，未计入 {'、'.join(each.others)}；"
                    + (f"{len(each.differing)} 格数字不同，请核实" if each.differing else "各份数字相同")
                    for each in summed.doubled
                ],
            ),
            _listed("其他年度，未计入", summed.other_years),
            _listed("格式不同，未计入", summed.other_forms),
            _listed("缺数", [f"{agency}：{count} 格不明" for agency, count in lacking.items()]),
            _listed("读不出的文件", [f"{each['path']}：{each['error']}" for each in unread]),
        ]
    )


def _listed(name: str, items: Sequence[str]) -> str:
    lines = "".join(f"<li>{escaped(item)}</li>" for item in items)
    return f'<h2>{name}</h2><ul class="found">{lines}</ul>' if items else ""


def _table(summed: Sum, key: str, name: str) -> str:
    names = labels(summed.report)
    lacking = Counter(each.path for each in summed.missing)
    rows = "".join(
        f'<tr><th scope="row">{escaped(names[path])}</th><td class=n>{escaped(cell.text) or "不明"}</td>'
        f"<td class=n>{summed.counted.get(path, 0)}</td><td class=n>{lacking[path] or ''}</td></tr>"
        for path, cell in summed.report.cells()
        if path.startswith(f"{key}/")
    )
    head = [("项目", False), ("合计", True), ("计入份数", True), ("缺", True)]
    return f"<h2>{name}</h2>{look.table(name, head, rows)}"
