"""Whole annual reports to draw: one fixed, and any valid one."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from gongkai.law.report_form import FORMS
from gongkai.reports import narrative
from gongkai.reports.model import Cell, Paragraph, Report, tidy

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


PIECES = (
    "政务公开工作", "全年通过 “示例发布” 公众号推送信息 {n} 条", "坚持“公开为常态、不公开为例外”", "（其中：规范性文件 {n} 件）",
    "APP 下载 {n} 次", "邮箱 xxgk@example.gov.cn", "网址 http://www.example.gov.cn/zwgk/index.html", "增长 {n}% ，", "同比下降 {n}.5%",
    "《条例》 （国令第 711 号） ", "电 话 ： 0953-1234567 ", "依申请公开 ；", "Wi-Fi 与 5G 基站", "以 OFD 、 PDF 格式发布", "第 {n} 期",
    "做到“应公开、尽公开” ，", "12345 热线", "（一） 到 （三） 项", "A类{n}件/B类{n}件", "截至 2022 年 12 月 31 日", "—— 以公开促落实", "……",
    "累计____条", "Government Information",
)  # fmt: skip
BETWEEN = st.sampled_from(("，", "，", "；", "、", "， ", " ， ", "", " ", "。"))
ENDS = st.sampled_from(("。", "。", "。", "；", "", "：", "）。", "！"))
BEGINS = st.sampled_from(("", "", "", "（一）", "（二）", "1.", "2．", "一是", "①", "(3)", "第一，"))
SUB_HEADINGS = st.sampled_from(
    (
        "（一）主动公开情况", "（二）完善公开制度规范，加强政府信息管理", "1.加强平台建设，扩展公开渠道", "一、 强化组织", "（三） 依申请公开情况",
        "2、政务新媒体 “两微一端” 运行", "（四）监督保障：责任追究 0 次", "3.2022 年重点工作", "全年共 26", "具体如下：", "无", "无。",
        "详见附表", "2. 数据统计 100%", "Q&A <甲>",
    )
)  # fmt: skip


@st.composite
def spoken(draw, least=0):
    """A paragraph as people write them: spaces beside marks, Latin words, addresses, figures at its end, any length."""
    words = draw(BEGINS)
    for _ in range(draw(st.sampled_from((1, 1, 2, 6, 40)))):
        for _ in range(draw(st.integers(1, 8))):
            words += draw(st.sampled_from(PIECES)).replace("{n}", str(draw(st.integers(0, 20000)))) + draw(BETWEEN)
        words = words.rstrip(" ，；、。") + draw(ENDS)
    while len(words) < least:
        words += "这一部分没有需要另作说明的情况，数据以下表所列为准。"
    return tidy(words)


@st.composite
def told_reports(draw):
    """Odd reports with whatever stands in real narratives, and with rows, a table or a part lost."""
    report = draw(odd_reports())
    lost = draw(st.sampled_from(("", "", "rows", "table", "part")))
    tables = {2: report.proactive, 3: report.requests, 4: report.appeals}
    if lost == "rows":
        gone = draw(st.sets(st.sampled_from(sorted(report.requests)), max_size=6))
        tables[3] = {row: cells for row, cells in report.requests.items() if row not in gone}
    elif lost == "table":
        tables[draw(st.sampled_from((2, 3, 4) if report.form == "2021" else (3, 4)))] = {}
    if "granted" in tables[3]:
        first = draw(st.sampled_from((Cell.of(3), Cell(None, "1\n2"), Cell(None, "12345678901234567890"), Cell.of(-3))))
        tables[3] = {**tables[3], "granted": (first, *tables[3]["granted"][1:])}
    away = draw(st.sampled_from((1, 2, 4, 5, 6))) if lost == "part" else 0
    sections = []
    for section in report.sections:
        if section.number in tables:
            above = draw(st.lists(spoken(least=41), max_size=1))
            note = spoken().map(lambda words: f"注：{words}")
            below = draw(st.lists(note, max_size=1)) if tables[section.number] else []
        else:
            above, below = draw(st.lists(st.one_of(spoken(), spoken(), SUB_HEADINGS), max_size=6)), []
        texts = {"paragraphs": tuple(map(Paragraph, above)), "notes": tuple(map(Paragraph, below))}
        sections += [replace(section, **texts)] if section.number != away else []
    preamble = tuple(map(Paragraph, draw(st.lists(spoken(least=41), max_size=2))))
    made = replace(
        report, preamble=preamble, sections=tuple(sections), proactive=tables[2], requests=tables[3], appeals=tables[4]
    )
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
