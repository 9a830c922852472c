"""The form of the annual report: parts, tables, rows, columns, labels, and the equations that its figures satisfy.

Source: 国办公开办函〔2021〕30号（2021 年度起）；国办公开办函〔2019〕60号（2019、2020 年度）。标签照录。
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.citation import FORM_2019 as LETTER_2019
from gongkai.law.citation import FORM_2021 as LETTER_2021
from gongkai.law.citation import PRACTICE, REGULATION, Citation, Rule, Source, Standing


class Severity(StrEnum):
    """How sure a finding is: false by arithmetic or by the form; to be looked at; a reason to look."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """In words."""
        return {"error": "错误", "warning": "警告", "hint": "提示"}[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    key: identifier. label: as the form prints it. over: the header cells above it, outermost first.
    unit: 件, 万元 or 元; empty where the form names none.
    """

    key: str
    label: str
    over: tuple[str, ...] = ()
    unit: str = "件"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of figures, with the labels of the groups that it stands in, outermost first."""

    key: str
    label: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One of the small tables of table two: a caption, rows, columns. A row's key is its official label."""

    caption: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One figure in an equation. before: taken from the report of the year before."""

    key: str
    before: bool = False
    sign: int = 1

    @property
    def label(self) -> str:
        """The row's or the column's short name, for a sentence."""
        name = SHORT.get(self.key, self.key)
        return f"上一年度的{name}" if self.before else name


@dataclass(frozen=True, slots=True)
class Equation:
    """`left` summed equals `right` summed, again and again along a table.

    table: requests, appeals or proactive.
    along: "columns" (terms are rows; it holds in every column) or "rows" (terms are columns; it holds in every row).
    """

    id: str
    title: str
    table: str
    along: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    severity: Severity
    citation: Citation
    standing: Standing

    @property
    def across_years(self) -> bool:
        """Whether it needs the report of the year before."""
        return any(term.before for term in (*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the form.

    first_year, last_year: the reporting years that it is for; last_year None is open.
    requests: every row of table three, in order. ONE_ROW_OTHER is what some sources print instead of block （六）.
    """

    name: str
    source: Source
    first_year: int
    last_year: int | None
    sections: tuple[str, ...]
    overview: tuple[str, ...]
    proactive: tuple[Block, ...]
    requests: tuple[Row, ...]
    applicants: tuple[Column, ...]
    appeals: tuple[Row, ...]
    outcomes: tuple[Column, ...]
    equations: tuple[Equation, ...]

    def block_of(self, row: str) -> Block:
        """The small table of table two that holds the row. Raises KeyError if none does."""
        for block in self.proactive:
            if any(each.key == row for each in block.rows):
                return block
        raise KeyError(row)

    def request_row(self, key: str) -> Row:
        """A row of table three, `other` (block （六） as one row) included. Raises KeyError if there is none."""
        for row in (*self.requests, ONE_ROW_OTHER):
            if row.key == key:
                return row
        raise KeyError(key)

    @property
    def results(self) -> tuple[str, ...]:
        """The keys of the leaf rows under 三、本年度办理结果, 总计 excluded."""
        return tuple(row.key for row in self.requests if row.groups and row.key != "concluded")


# fmt: off
GIVEN = "三、本年度办理结果"
REFUSED, UNABLE, NOT_PROCESSED, OTHER = "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"
ONE_ROW_OTHER = Row("other", OTHER, (GIVEN,))
RECONCILIATION_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

SECTIONS_2021 = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
SECTIONS_2019 = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "政府信息公开工作存在的主要问题及改进情况",
    "其他需要报告的事项",
)
OVERVIEW = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")

HEAD_ROWS = (
    Row("received", "一、本年新收政府信息公开申请数量"),
    Row("carried_in", "二、上年结转政府信息公开申请数量"),
    Row("granted", "（一）予以公开", (GIVEN,)),
    Row("partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (GIVEN,)),
    Row("refused.state_secret", "1.属于国家秘密", (GIVEN, REFUSED)),
    Row("refused.prohibited_by_law", "2.其他法律行政法规禁止公开", (GIVEN, REFUSED)),
    Row("refused.security_or_stability", "3.危及“三安全一稳定”", (GIVEN, REFUSED)),
    Row("refused.third_party_interest", "4.保护第三方合法权益", (GIVEN, REFUSED)),
    Row("refused.internal_affairs", "5.属于三类内部事务信息", (GIVEN, REFUSED)),
    Row("refused.deliberative", "6.属于四类过程性信息", (GIVEN, REFUSED)),
    Row("refused.enforcement_file", "7.属于行政执法案卷", (GIVEN, REFUSED)),
    Row("refused.inquiry_matter", "8.属于行政查询事项", (GIVEN, REFUSED)),
    Row("unable.not_held", "1.本机关不掌握相关政府信息", (GIVEN, UNABLE)),
    Row("unable.needs_creation", "2.没有现成信息需要另行制作", (GIVEN, UNABLE)),
    Row("unable.still_unclear", "3.补正后申请内容仍不明确", (GIVEN, UNABLE)),
    Row("not_processed.petition", "1.信访举报投诉类申请", (GIVEN, NOT_PROCESSED)),
    Row("not_processed.repeated", "2.重复申请", (GIVEN, NOT_PROCESSED)),
    Row("not_processed.published_material", "3.要求提供公开出版物", (GIVEN, NOT_PROCESSED)),
    Row("not_processed.excessive", "4.无正当理由大量反复申请", (GIVEN, NOT_PROCESSED)),
    Row("not_processed.reconfirmation", "5.要求行政机关确认或重新出具已获取信息", (GIVEN, NOT_PROCESSED)),
)
OTHER_ROWS = (
    Row("other.clarification_lapsed", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", (GIVEN, OTHER)),
    Row("other.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", (GIVEN, OTHER)),
    Row("other.other", "3.其他", (GIVEN, OTHER)),
)
TAIL_ROWS = (
    Row("concluded", "（七）总计", (GIVEN,)),
    Row("carried_over", "四、结转下年度继续办理"),
)

APPLICANTS, BODIES = "申请人情况", "法人或其他组织"
APPLICANT_COLUMNS = (
    Column("natural_person", "自然人", (APPLICANTS,)),
    Column("company", "商业企业", (APPLICANTS, BODIES)),
    Column("research_institute", "科研机构", (APPLICANTS, BODIES)),
    Column("public_interest_body", "社会公益组织", (APPLICANTS, BODIES)),
    Column("legal_services", "法律服务机构", (APPLICANTS, BODIES)),
    Column("other_body", "其他", (APPLICANTS, BODIES)),
    Column("total", "总计", (APPLICANTS,)),
)
APPEAL_ROWS = (
    Row("reconsideration", "行政复议"),
    Row("litigation_direct", "未经复议直接起诉", ("行政诉讼",)),
    Row("litigation_after", "复议后起诉", ("行政诉讼",)),
)
APPEAL_COLUMNS = (
    Column("upheld", "结果维持"),
    Column("corrected", "结果纠正"),
    Column("other_result", "其他结果"),
    Column("pending", "尚未审结"),
    Column("total", "总计"),
)

PROACTIVE_2021 = (
    Block("第二十条第（一）项", (Row("规章", "规章"), Row("行政规范性文件", "行政规范性文件")),
          (Column("issued", "本年制发件数"), Column("repealed", "本年废止件数"), Column("in_force", "现行有效件数"))),
    Block("第二十条第（五）项", (Row("行政许可", "行政许可"),), (Column("decisions", "本年处理决定数量"),)),
    Block("第二十条第（六）项", (Row("行政处罚", "行政处罚"), Row("行政强制", "行政强制")), (Column("decisions", "本年处理决定数量"),)),
    Block("第二十条第（八）项", (Row("行政事业性收费", "行政事业性收费"),), (Column("fees", "本年收费金额（单位：万元）", unit="万元"),)),
)
PROJECTS = (Column("projects_before", "上一年项目数量", unit="项"), Column("change", "本年增/减", unit="项"))
DECISIONS = Column("decisions", "处理决定数量")
PROACTIVE_2019 = (
    Block("第二十条第（一）项", (Row("规章", "规章"), Row("规范性文件", "规范性文件")),
          (Column("made", "本年新制作数量"), Column("disclosed", "本年新公开数量"), Column("disclosed_total", "对外公开总数量"))),
    Block("第二十条第（五）项", (Row("行政许可", "行政许可"), Row("其他对外管理服务事项", "其他对外管理服务事项")), (*PROJECTS, DECISIONS)),
    Block("第二十条第（六）项", (Row("行政处罚", "行政处罚"), Row("行政强制", "行政强制")), (*PROJECTS, DECISIONS)),
    Block("第二十条第（八）项", (Row("行政事业性收费", "行政事业性收费"),), PROJECTS),
    Block("第二十条第（九）项", (Row("政府集中采购", "政府集中采购"),),
          (Column("purchases", "采购项目数量", unit="项"), Column("amount", "采购总金额", unit="元"))),
)

SHORT = {
    "received": "一、本年新收", "carried_in": "二、上年结转", "concluded": "三（七）总计", "carried_over": "四、结转下年度",
    "other": "（六）其他处理", "total": "总计", "in_force": "现行有效件数", "issued": "本年制发件数", "repealed": "本年废止件数",
    **{row.key: (row.groups[-1] + row.label if len(row.groups) > 1 else row.label.split("（区分")[0]) for row in (*HEAD_ROWS[2:], *OTHER_ROWS)},
    **{column.key: column.label for column in (*APPLICANT_COLUMNS[:-1], *APPEAL_COLUMNS[:-1])},
}  # the short names that sentences use


def terms(*keys: str) -> tuple[Term, ...]:
    """Figures of this year's report, each added."""
    return tuple(map(Term, keys))


def equations(letter: Source, results: tuple[str, ...], *, in_force: bool) -> Iterator[Equation]:
    """V1 to V5 of one edition, and V7 where the form has the columns for it."""
    heads, fourth = Citation(letter, place="表三表头"), Citation(letter, place="表四")
    columns = [column.key for column in APPLICANT_COLUMNS if column.key != "total"]
    parts = [column.key for column in APPEAL_COLUMNS if column.key != "total"]
    yield Equation("V1", "表三每列：第一项加第二项，等于第三项加第四项", "requests", "columns",
                   terms("received", "carried_in"), terms("concluded", "carried_over"), Severity.ERROR, heads, Standing.VERIFIED)
    yield Equation("V2", "表三每列：第三项总计等于各项办理结果之和", "requests", "columns",
                   terms(*results), terms("concluded"), Severity.ERROR, Citation(letter, place="表三"), Standing.VERIFIED)
    yield Equation("V3", "表三每行：总计等于自然人与五类法人或其他组织之和", "requests", "rows",
                   terms(*columns), terms("total"), Severity.ERROR, Citation(letter, place="表三"), Standing.VERIFIED)
    yield Equation("V4", "表三每列：上年结转等于上一年度报告的结转下年度", "requests", "columns",
                   terms("carried_in"), (Term("carried_over", before=True),), Severity.ERROR, Citation(letter, place="表三"), Standing.SINGLE_SOURCE)
    yield Equation("V5", "表四：总计等于维持、纠正、其他结果、尚未审结之和", "appeals", "rows",
                   terms(*parts), terms("total"), Severity.ERROR, fourth, Standing.VERIFIED)
    if in_force:
        yield Equation("V7", "表二：现行有效等于上一年度现行有效加本年制发减本年废止", "proactive", "rows",
                       (Term("in_force", before=True), Term("issued"), Term("repealed", sign=-1)), terms("in_force"),
                       Severity.HINT, Citation(letter, place="表二"), Standing.UNVERIFIED)


REQUESTS_2021 = (*HEAD_ROWS, *OTHER_ROWS, *TAIL_ROWS)
REQUESTS_2019 = (*HEAD_ROWS, ONE_ROW_OTHER, *TAIL_ROWS)


def results_of(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The leaf rows under 三、本年度办理结果."""
    return tuple(row.key for row in rows if row.groups and row.key != "concluded")


FORM_2021 = Form("2021", LETTER_2021, 2021, None, SECTIONS_2021, OVERVIEW, PROACTIVE_2021, REQUESTS_2021, APPLICANT_COLUMNS,
                 APPEAL_ROWS, APPEAL_COLUMNS, tuple(equations(LETTER_2021, results_of(REQUESTS_2021), in_force=True)))
FORM_2019 = Form("2019", LETTER_2019, 2019, 2020, SECTIONS_2019, OVERVIEW, PROACTIVE_2019, REQUESTS_2019, APPLICANT_COLUMNS,
                 APPEAL_ROWS, APPEAL_COLUMNS, tuple(equations(LETTER_2019, results_of(REQUESTS_2019), in_force=False)))
FORMS = {form.name: form for form in (FORM_2021, FORM_2019)}


def form_for(year: int) -> Form:
    """The edition that a reporting year is to use. Raises ValueError for a year before 2019."""
    for form in (FORM_2021, FORM_2019):
        if form.first_year <= year:
            return form
    raise ValueError(f"{year}年度还没有统一的年度报告格式（自2019年度起）")


ARTICLE_50 = Citation(REGULATION, 50)
RULES = (
    *(Rule(equation.id, equation.title, (equation.citation, *([ARTICLE_50] if equation.id == "V1" else [])), equation.standing)
      for equation in FORM_2021.equations if equation.id != "V7"),
    Rule("V6", "正文所述数字与表格一致（收到申请的件数等于表三第一项总计）", (Citation(LETTER_2021, place="表三"),), Standing.SINGLE_SOURCE,
         "正文口径可能与表格不同，只作提示"),
    *(Rule(equation.id, equation.title, (equation.citation,), equation.standing, "推断，只作提示")
      for equation in FORM_2021.equations if equation.id == "V7"),
    Rule("V8", "乡镇没有规章制定权，“规章”一行应为 0", (Citation(LETTER_2021, place="表二"),), Standing.UNVERIFIED, "推断，只作提示"),
    Rule("V9", "第六部分写明收费情况；按时发布；附可以下载的版本", (Citation(REGULATION, 49), Citation(PRACTICE)), Standing.UNVERIFIED, "只作提示"),
    Rule("V10", "同一份报告对“三审”步骤的说法前后一致", (Citation(PRACTICE),), Standing.UNVERIFIED, "实务，只作提示"),
)
# fmt: on
