"""Whole annual reports to draw: one fixed, and any valid one."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from gongkai.law.report_form import FORMS
from gongkai.reports import narrative
from gongkai.reports.model import Cell, Paragraph, Report

AGENCY = "示例区柳溪乡人民政府"


def example(**changes):
    """A report with every part, table and row; each row of table three holds its ordinal in 自然人."""
    form = FORMS["2021"]
    given = {
        "preamble": ["根据《中华人民共和国政府信息公开条例》要求，现公布2021年政府信息公开工作年度报告。"],
        "sections": [
            (title, ["（一）主动公开情况。全年主动公开政府信息664条。", "无其他事项。"] if n in (0, 4, 5) else [])
            for n, title in enumerate(form.sections)
        ],
        "proactive": {"规章": (0, 0, 0), "行政规范性文件": (1, 0, 3), "行政许可": 12, "行政处罚": 3, "行政强制": 0, "行政事业性收费": 0},
        "requests": {row.key: (n, 0, 0, 0, 0, 0) for n, row in enumerate(form.requests)},
        "appeals": {row.key: (0, 1, 0, 0) for row in form.appeals},
        "signature": AGENCY,
        "signed_on": date(2022, 1, 20),
    }  # fmt: skip
    return Report.build(AGENCY, 2021, **{**given, **changes})


COUNTS = st.one_of(st.just(0), st.integers(0, 40), st.integers(0, 99_999_999))
WORDS = (
    "加强组织领导，完善公开制度", "严格落实先审后公开", "按时答复每一件申请", "听取群众意见", "平台内容更新及时",
    "做好保密审查", "开展业务培训", "公开目录定期维护", "回应社会关切", "提升解读质量",
)  # fmt: skip
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: "，".join(words) + "。")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map("".join)
AGENCIES = st.sampled_from((AGENCY, "示例区青石镇人民政府", "示例区水务局", "示例市人民政府办公室"))


FIGURES = (
    "全年主动公开政府信息{n}条", "收到政府信息公开申请{n}件", "举办培训{n}次，参加{n}人次", "微信公众号推送{n}条", "开放日活动12月30日举办，APP下载{n}次",
    "比上年增长{n}%", "《条例》第二十条规定的事项", "“一网通办”事项{n}项", "依申请公开（含上年结转）{n}件",
)  # fmt: skip
STATED = st.lists(
    st.tuples(st.sampled_from(FIGURES), st.integers(0, 9999)).map(lambda pair: pair[0].replace("{n}", str(pair[1]))),
    min_size=1,
    max_size=5,
).map(lambda words: "，".join(words) + "。")
LEADS = st.sampled_from(("", "（一）主动公开情况。", "（二）依申请公开情况。", "1.加强领导。", "一是完善制度。"))
TOLD = st.tuples(LEADS, st.lists(st.one_of(SENTENCE, STATED), min_size=1, max_size=6).map("".join)).map("".join)


def cells(row, draw, width):
    """A row as sources print it: numbers; now and then a blank, a stroke, a decimal."""
    kinds = st.one_of(*(COUNTS for _ in range(6)), st.just(None), st.sampled_from(("/", "—", "无")))
    made = []
    for _ in range(width):
        value = draw(kinds)
        made.append(Cell(None, value) if isinstance(value, str) else Cell.of(value))
    return tuple(made)


@st.composite
def odd_reports(draw):
    """Reports with what real ones have: blanks, strokes, decimals, rows left out, block （六） as one row, notes."""
    report = draw(reports())
    form = report.edition
    third = {row.key: cells(row, draw, 7) for row in form.requests}
    if form.name == "2021" and draw(st.booleans()):
        for key in ("other.clarification_lapsed", "other.fee_unpaid", "other.other"):
            del third[key]
        third["other"] = cells("other", draw, 7)
    second = {row.key: cells(row, draw, len(block.columns)) for block in form.proactive for row in block.rows}
    fee = st.decimals(0, 99999, places=4).map(lambda d: Cell.of(d))
    second["行政事业性收费"] = (*second["行政事业性收费"][:-1], draw(fee))
    sections = tuple(
        replace(section, paragraphs=tuple(map(Paragraph, draw(st.lists(TOLD, max_size=3)))))
        if section.number in (1, 5, 6)
        else section
        for section in report.sections
    )
    fourth = {row.key: cells(row, draw, 5) for row in form.appeals}
    made = replace(report, requests=third, proactive=second, appeals=fourth, sections=sections, stated=())
    return replace(made, stated=narrative.stated(made))


@st.composite
def reports(draw):
    """Any complete report of either form, with figures and a made-up narrative."""
    form = FORMS[draw(st.sampled_from(("2021", "2019")))]
    agency = draw(AGENCIES)
    year = draw(st.integers(form.first_year, form.last_year or 2030))
    counts = {row.key: draw(st.lists(COUNTS, min_size=6, max_size=6)) for row in form.requests}
    second = {
        row.key: draw(st.lists(COUNTS, min_size=len(block.columns), max_size=len(block.columns)))
        for block in form.proactive
        for row in block.rows
    }
    return Report.build(
        agency,
        year,
        preamble=draw(st.lists(PARAGRAPH, max_size=2)),
        sections=[
            (title, draw(st.lists(PARAGRAPH, max_size=3)) if n in (0, 4, 5) else [])
            for n, title in enumerate(form.sections)
        ],
        proactive=second,
        requests=counts,
        appeals={row.key: draw(st.lists(COUNTS, min_size=4, max_size=4)) for row in form.appeals},
        signature=agency,
        signed_on=date(year + 1, 1, draw(st.integers(1, 31))),
        form=form.name,
    )
