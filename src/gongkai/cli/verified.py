"""What `gongkai verify` says about one file, made ready in the worker that read it: lines for people, JSON or CSV."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.reports.many import Options, Outcome
    from gongkai.reports.model import Report
    from gongkai.reports.overview import Line

COLUMNS = ("文件", "机关", "年度", "级别", "规则", "位置", "应为", "实为", "相差", "说明", "依据", "指纹", "已确认")
COLUMNS_KEYS = ("expected", "found", "difference")
UNREAD = ("agency", "year", "form", "proactive", "requests", "appeals")


@dataclass(frozen=True, slots=True)
class Said:
    """What is printed about one file.

    out: lines for standard output, with their ends. notes: for standard error. wrong: it has an error that nobody
    accepted. unread: no report could be read. lines: for the page, if one is wanted.
    """

    out: str
    notes: tuple[str, ...] = ()
    wrong: bool = False
    unread: bool = False
    lines: "tuple[Line, ...]" = ()
    fault: tuple[str, str] | None = None


def said(form: str, page: bool, options: "Options", outcome: "Outcome") -> Said:
    """Everything about one file. form: text, json or csv. page: whether an overview is written too."""
    from gongkai.reports import many

    notes = [f"{outcome.label}：{outcome.fault}"] if outcome.fault else []
    for report, _ in outcome.reports if options.previous else ():
        if report.year is not None and many.before(report, options.previous) is None:
            lack = f"--previous 里没有找到这个机关{report.year - 1}年度的报告，没有做跨年核对"
            notes.append(f"{outcome.label}：{lack}")
    lines: tuple[Line, ...] = ()
    if page:
        from gongkai.reports.overview import lines_of

        lines = lines_of(outcome)
    return Said(
        FORMS[form](outcome),
        tuple(notes),
        any(counts(each) for _, findings in outcome.reports for each in findings),
        bool(outcome.fault),
        lines,
        (outcome.label, outcome.fault) if outcome.fault else None,
    )


def counts(finding: Any) -> bool:
    """Whether a finding is an error that nobody accepted."""
    return bool(finding.severity.value == "error" and not finding.accepted)


def as_text(outcome: "Outcome") -> str:
    """Findings for people."""
    lines = []
    for report, findings in outcome.reports:
        lines.append(f"{outcome.label}：{report.agency or '（机关不明）'} {report.year or '（年度不明）'}年度")
        if not findings:
            lines.append("  没有发现问题。")
        for each in findings:
            place = f"（{each.place}）" if each.place and str(each.place) else ""
            level = f"已确认：{each.accepted}" if each.accepted else each.severity.label
            lines.append(f"  [{level}] {each.rule} {each.message}{place} {each.fingerprint}")
    from gongkai.cli.verify import printable

    return "".join(f"{printable(line.replace(chr(10), chr(0)))}\n" for line in lines)


def as_json(outcome: "Outcome") -> str:
    """A line per report, or a line that says why there is none."""
    if outcome.fault:
        empty: dict[str, Any] = {"path": outcome.label, **dict.fromkeys(UNREAD), "sections": [], "stated": []}
        return json.dumps({**empty, "findings": [], "error": outcome.fault}, ensure_ascii=False) + "\n"
    return "".join(f"{as_line(outcome.label, report, findings)}\n" for report, findings in outcome.reports)


def as_line(label: str, report: "Report", findings: tuple[Any, ...]) -> str:
    """One report as a line of JSON."""
    from gongkai.reports.exchange import figures

    data = {"path": label, **figures(report), "findings": [each.as_json() for each in findings]}
    return json.dumps(data, ensure_ascii=False)


def as_csv(outcome: "Outcome") -> str:
    """A line per finding; a report without any has one that says so, and so has a file that could not be read."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    if outcome.fault:
        write(tame((outcome.label, "", "", "读不出", "", "", "", "", "", outcome.fault, "", "", "")))
    for report, findings in outcome.reports:
        about = (outcome.label, report.agency, report.year)
        if not findings:
            write(tame((*about, "无", "", "", "", "", "", "没有发现问题。", "", "", "")))
        for each in findings:
            data = each.as_json()
            values = ["" if data[key] is None else data[key] for key in COLUMNS_KEYS]
            first = (*about, each.severity.label, each.rule, each.where)
            write(tame((*first, *values, each.message, each.citation, each.fingerprint, each.accepted)))
    return out.getvalue()


def tame(cells: tuple[Any, ...]) -> list[Any]:
    """Cells of a line; text that a spreadsheet would take for a formula is kept as text."""
    starts = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(starts) else cell for cell in cells]


FORMS: dict[str, Callable[["Outcome"], str]] = {"text": as_text, "json": as_json, "csv": as_csv}
