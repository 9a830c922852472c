"""Whole annual reports to draw: one fixed, and any valid one."""

from datetime import date

from hypothesis import strategies as st

from gongkai.law.report_form import FORMS
from gongkai.reports.model import Report

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
