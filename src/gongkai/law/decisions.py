"""Every outcome of an application, D1–D21: its article, its row of the report, what the record must hold, what the letter says.

Nothing else in Gongkai knows this mapping. The remedy follows from the article and the day: `law.remedies`.
Source: 《条例》第十四条至第十六条、第三十条、第三十二条、第三十五条至第三十九条、第四十一条；国办公开办函〔2021〕30号；法释〔2025〕8号。
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gongkai.law.citation import FEE_RULES, FORM_2021, PRACTICE, REGULATION, Citation, Rule, Source, Standing
from gongkai.law.exemptions import Ground, ground
from gongkai.law.profiles import NATIONAL_PROFILE, Profile
from gongkai.law.report_form import SHORT

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
IN_FORCE = date(2019, 5, 15)


class Need(NamedTuple):
    """One thing that has to be on record before an outcome may be chosen.

    met_by: facts of the case of which any one is enough; the need's own key is one of them.
    """

    key: str
    text: str
    met_by: tuple[str, ...]


class Statement(NamedTuple):
    """One thing that the letter has to say. key: the name of its blank."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome or sub-outcome.

    key: the word that is stored; unique. id: D1 to D21, several keys may share one.
    citations: the article that the letter quotes, first; empty where the Regulation has none.
    row, row_2019: keys of the leaf row in table three of the two forms; empty: not counted there.
    grounds: keys of `law.GROUNDS` on which it may rest.
    letter: id of the letter that carries it.
    discloses: whether information is given, so that a mixture with others is 部分公开.
    remedy_setting: name of the profile setting that decides whether a remedy is written, where courts differ (B*).
    no_remedy: whether nothing has been decided that could be attacked.
    """

    id: str
    key: str
    name: str
    citations: tuple[Citation, ...]
    row: str
    letter: str
    needs: tuple[Need, ...]
    says: tuple[Statement, ...]
    standing: Standing = S
    grounds: tuple[str, ...] = ()
    discloses: bool = False
    remedy_setting: str = ""
    no_remedy: bool = False
    note: str = ""
    parts: tuple[tuple[str, Standing], ...] = field(default=(("表三归类", U),))
    since: date = IN_FORCE

    @property
    def row_2019(self) -> str:
        """The row of the 2019 form, whose 其他处理 is one row."""
        return "other" if self.row.startswith("other.") else self.row

    @property
    def article(self) -> str:
        """The place that the letter quotes, in words; empty if the Regulation has none."""
        return str(self.citations[0]) if self.citations and self.citations[0].source is REGULATION else ""

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        sources = self.citations or (Citation(PRACTICE),)
        told, held = "、".join(each.text for each in self.says), "、".join(each.text for each in self.needs)
        counted = f"表三：{SHORT[self.row]}" if self.row else ""
        texts = (f"须先有：{held}" if held else "", f"须告知：{told}" if told else "", counted, self.note)
        note = "；".join(text for text in texts if text)
        return Rule(f"{self.id}-{self.key}", self.name, sources, self.standing, note, self.since, parts=self.parts)


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph, subparagraph)


NEEDS: dict[str, Need] = {
    key: Need(key, text, (key, *others))
    for key, text, *others in (
        ("address_opens", "所给地址可以打开的证据（网页快照或者查阅记录）"),
        ("provided_list", "提供清单"),
        ("severed_parts", "区分处理记录：给了哪些、没给哪些，没给的逐项写理由和条款"),
        ("severance_considered", "已依第三十七条考虑能否区分处理，不能区分的写明原因"),
        ("held_offline", "密级标识、保密期限、定密依据在系统外保管的确认（本系统只记决定与条款）"),
        ("prohibiting_rule", "禁止公开的法律、行政法规条文"),
        ("consequences", "公开可能造成的后果的具体说明"),
        ("third_party_consulted", "第三方的书面意见，或者征求意见期限届满", "third_party_answered", "third_party_term_ended"),
        ("harm_weighed", "损害与公共利益的衡量"),
        ("kind_shown", "属于该类信息的证明"),
        ("not_external", "尚未对外发生效力的证明"),
        ("no_rule_orders_disclosure", "没有法律、法规、规章规定应当公开"),
        ("file_index", "案卷目录和所属案件"),
        ("special_rule", "专门规定的法律、行政法规名称"),
        ("search_record", "检索记录：站所、起止时间、关键词、方法和结果"),
        ("duty_basis", "职责依据"),
        ("severance_tried", "已试过从现有信息中区分提供"),
        ("clarification_exchange", "补正告知书和收到的补正"),
        ("class_reason", "归类理由"),
        ("earlier_reply", "前一次申请的答复日期和文号（被视为放弃的件不算已答复）"),
        ("publication", "出版物名称"),
        ("frequency", "数量、频次明显超过合理范围的事实"),
        ("reasons_exchange", "要求说明理由，以及所作说明或者期限届满", "reasons_given", "reasons_term_ended"),
        ("earlier_provision", "前一次提供该信息的记录"),
        ("clarification_term_ended", "补正期限届满"),
        ("payment_term_ended", "缴费期限届满"),
        ("late_post_checked", "已核对在途邮件、各渠道来件和所述理由"),
        ("person_decided", "由人作出的不再处理决定"),
        ("written_withdrawal", "申请人撤回的书面材料"),
        ("merged_into", "并入的办理件编号"),
        ("receiving_agency", "接收转送的机关和转送日期"),
        ("disposal_reason", "处理的理由"),
        ("own_record", "与申请人有关、记录不准确的证据"),
        ("power_to_correct", "本机关有权更正的依据"),
        ("forwarded_to", "有权更正的机关和转送日期"),
    )
}  # fmt: skip
SAYS: dict[str, Statement] = {
    key: Statement(key, text)
    for key, text in (
        ("how_to_get", "获取该信息的方式、途径（带具体地址）"),
        ("information", "所提供的信息，或者获取该信息的方式、途径和时间"),
        ("given_parts", "已提供的部分"),
        ("withheld_parts", "未提供部分逐项的条款和理由"),
        ("decision", "不予公开的决定"),
        ("article", "所依据的条、款、项"),
        ("reason", "理由"),
        ("third_party_view", "征求第三方意见的情况"),
        ("special_rule", "依照哪部法律、行政法规的规定办理"),
        ("search", "检索范围、方法和结果"),
        ("responsible_agency", "能够确定负责公开的行政机关的，该机关的名称、联系方式"),
        ("existing_form", "现有信息的形态，为何需要加工、分析"),
        ("unclear_point", "补正后仍不明确之处"),
        ("not_an_application", "不作为政府信息公开申请处理"),
        ("proper_channel", "可以告知的相应渠道"),
        ("earlier_reply", "前次答复的日期、文号"),
        ("where_published", "可以告知的获取途径"),
        ("frequency", "数量、频次事实"),
        ("why_unreasonable", "理由何以不合理"),
        ("earlier_date", "已提供的日期"),
        ("facts_and_dates", "事实和日期：原告知日期、期限、核对情况"),
        ("no_longer_processed", "不再处理的决定"),
        ("circumstances", "视情形写明处理"),
        ("merged_with", "并入哪一件、一并答复"),
        ("correction", "更正的内容"),
        ("forwarded", "转送的去向"),
        ("whom_to_ask", "应向哪一机关提出"),
    )
}


def needs(*keys: str) -> tuple[Need, ...]:
    """Needs by key."""
    return tuple(NEEDS[key] for key in keys)


def says(*keys: str) -> tuple[Statement, ...]:
    """Statements by key."""
    return tuple(SAYS[key] for key in keys)


ROW_PROVED: tuple[tuple[str, Standing], ...] = ()
REFUSED = ("decision", "article", "reason")


def refusal(
    id_: str, key: str, name: str, citations: tuple[Citation, ...], row: str, held: tuple[str, ...],
    told: tuple[str, ...] = (),
) -> Outcome:  # fmt: skip
    """不予公开 on one ground, whose key it shares."""
    return Outcome(id_, f"refused.{key}", f"不予公开（{name}）", citations, f"refused.{row}", "W11",
                   needs(*held, "severance_considered"), says(*REFUSED, *told), grounds=(key,))  # fmt: skip


CONSULTED = ("third_party_consulted", "harm_weighed")
AGREED = "36 条七种情形另有两处吻合"

OUTCOMES: tuple[Outcome, ...] = (
    Outcome("D1", "already_public", "已主动公开", (art(36, None, 1),), "granted", "W9", needs("address_opens"), says("how_to_get"), V, discloses=True),
    Outcome("D2", "granted", "予以公开", (art(36, None, 2),), "granted", "W9", needs("provided_list"), says("information"), V, discloses=True),
    Outcome("D3", "partially_granted", "部分公开", (art(37),), "partially_granted", "W10", needs("severed_parts", "provided_list"),
            says("given_parts", "withheld_parts"), discloses=True, note="区分处理的只计这一行；救济逐项写：已给部分任选，未给部分随所引条款", parts=ROW_PROVED),
    refusal("D4", "state_secret", "国家秘密", (art(14),), "state_secret", ("held_offline",)),
    refusal("D4", "prohibited_by_law", "法律、行政法规禁止公开", (art(14),), "prohibited_by_law", ("prohibiting_rule",)),
    refusal("D4", "security_or_stability", "危及国家安全、公共安全、经济安全、社会稳定", (art(14),), "security_or_stability", ("consequences",)),
    refusal("D5", "trade_secret", "商业秘密", (art(15), art(32)), "third_party_interest", CONSULTED, ("third_party_view",)),
    refusal("D5", "personal_privacy", "个人隐私", (art(15), art(32)), "third_party_interest", CONSULTED, ("third_party_view",)),
    refusal("D5", "third_party_interest", "第三方合法权益", (art(15), art(32)), "third_party_interest", CONSULTED, ("third_party_view",)),
    refusal("D6", "internal_affairs", "内部事务信息", (art(16, 1),), "internal_affairs", ("kind_shown",)),
    refusal("D7", "deliberative", "过程性信息", (art(16, 2),), "deliberative", ("kind_shown", "not_external", "no_rule_orders_disclosure")),
    refusal("D7", "enforcement_file", "行政执法案卷信息", (art(16, 2),), "enforcement_file", ("file_index", "no_rule_orders_disclosure")),
    Outcome("D8", "inquiry_matter", "依专门规定查询", (art(36, None, 7),), "refused.inquiry_matter", "W14", needs("special_rule"),
            says("special_rule"), V, remedy_setting="remedy_inquiry_matter", note="印在“不予公开”之下，但不在第十四条至第十六条之列，默认不前置"),
    Outcome("D9", "not_found", "经检索没有所申请的信息", (art(36, None, 4),), "unable.not_held", "W12", needs("search_record"), says("search"), V),
    Outcome("D10", "not_responsible", "不属于本机关负责公开", (art(36, None, 5),), "unable.not_held", "W13", needs("duty_basis"),
            says("reason", "responsible_agency"), V),
    Outcome("D10", "transferred", "不属于本机关负责公开，已转送", (art(36, None, 5),), "unable.not_held", "W13", needs("duty_basis", "receiving_agency"),
            says("reason", "responsible_agency", "forwarded"), V, note="转送不免除告知；计入本机关不掌握（推断）"),
    Outcome("D11", "needs_creation", "需要另行加工、分析", (art(38),), "unable.needs_creation", "W14", needs("severance_tried"),
            says("existing_form"), remedy_setting="remedy_needs_creation"),
    Outcome("D12", "still_unclear", "补正后申请内容仍不明确", (art(30),), "unable.still_unclear", "W14", needs("clarification_exchange"),
            says("unclear_point"), parts=ROW_PROVED),
    Outcome("D13", "petition", "信访、投诉、举报等活动", (art(39, 1),), "not_processed.petition", "W14", needs("class_reason"),
            says("not_an_application", "proper_channel"), remedy_setting="remedy_petition"),
    Outcome("D14", "repeated", "重复申请", (art(36, None, 6),), "not_processed.repeated", "W14", needs("earlier_reply"), says("earlier_reply"),
            V, remedy_setting="remedy_repeated"),
    Outcome("D15", "published_material", "要求提供公开出版物", (art(39, 2),), "not_processed.published_material", "W14", needs("publication"),
            says("where_published"), remedy_setting="remedy_published_material"),
    Outcome("D16", "excessive", "无正当理由大量、反复申请", (art(35),), "not_processed.excessive", "W14", needs("frequency", "reasons_exchange"),
            says("frequency", "why_unreasonable")),
    Outcome("D17", "reconfirmation", "要求确认或者重新出具已获取的信息", (Citation(FORM_2021, place="表三（五）5"),),
            "not_processed.reconfirmation", "W14", needs("earlier_provision"), says("earlier_date"), U, note="条例没有专条"),
    Outcome("D18", "clarification_lapsed", "无正当理由逾期不补正，不再处理", (art(30),), "other.clarification_lapsed", "W15",
            needs("clarification_term_ended", "late_post_checked", "person_decided"), says("facts_and_dates", "no_longer_processed"), V,
            parts=ROW_PROVED, note="期限届满只是事实，须由人核对后作出决定"),
    Outcome("D19", "fee_unpaid", "逾期未缴信息处理费，不再处理", (Citation(FEE_RULES),), "other.fee_unpaid", "W15",
            needs("payment_term_ended", "late_post_checked", "person_decided"), says("facts_and_dates", "no_longer_processed"), V,
            parts=ROW_PROVED, note="期限届满只是事实，须由人核对后作出决定", since=date(2021, 1, 1)),
    Outcome("D20", "withdrawn", "申请人撤回", (), "other.other", "", needs("written_withdrawal"), (), U, no_remedy=True, note="不设救济（设置 withdrawn_row）"),
    Outcome("D20", "merged", "并入另一件办理", (), "other.other", "", needs("merged_into"), says("merged_with"), U, note="计入哪一行是设置 merged_row"),
    Outcome("D20", "other", "其他处理", (), "other.other", "", needs("disposal_reason"), says("circumstances"), U),
    Outcome("D21", "corrected", "更正本人信息", (art(41),), "", "W17", needs("own_record", "power_to_correct"), says("correction"),
            note="默认不入表三"),
    Outcome("D21", "correction_forwarded", "更正请求转送有权机关", (art(41),), "", "W17", needs("own_record", "forwarded_to"),
            says("forwarded"), note="默认不入表三"),
    Outcome("D21", "correction_referred", "更正请求告知去向", (art(41),), "", "W17", needs("own_record"), says("whom_to_ask"),
            note="默认不入表三"),
)  # fmt: skip
BY_KEY = {each.key: each for each in OUTCOMES}


def outcome(key: str) -> Outcome:
    """The outcome of that key. Raises ValueError if there is none."""
    if key not in BY_KEY:
        raise ValueError(f"没有这个结论：{key}（用 gongkai law outcomes 看全部）")
    return BY_KEY[key]


def missing(key: str, held: Iterable[str]) -> tuple[Need, ...]:
    """What the record still lacks before that outcome may be chosen.

    held: facts of the case, by the keys of `NEEDS` and of their alternatives.
    """
    have = set(held)
    return tuple(need for need in outcome(key).needs if have.isdisjoint(need.met_by))


def unsaid(key: str, filled: Iterable[str]) -> tuple[Statement, ...]:
    """What the letter still has to say. filled: keys of `SAYS` whose blanks hold text."""
    have = set(filled)
    return tuple(statement for statement in outcome(key).says if statement.key not in have)


class Part(NamedTuple):
    """One item of a decision: what it is about, how it ends, and for 部分公开 each piece as a part of its own."""

    outcome: str
    what: str = ""


def row_under(key: str, profile: Profile = NATIONAL_PROFILE) -> str:
    """The row of table three of one outcome, as the profile counts it; empty if it is not counted.

    Source: 国办公开办函〔2021〕30号表三；C7、C8、C11 和更正（条例第四十一条）的口径是设置。
    """
    result = outcome(key)
    if result.id == "D21":
        return "other.other" if profile["corrections_counted"] else ""
    setting = {"merged": "merged_row", "withdrawn": "withdrawn_row", "transferred": "transferred_row"}.get(key)
    row = str(profile[setting]) if setting else result.row
    return "" if row == "not_counted" else row


def row_of(parts: Sequence[Part], profile: Profile = NATIONAL_PROFILE) -> str:
    """The one row of table three that an application with these parts is counted in; empty if it is not counted.

    Part given and part not is 部分公开 and nothing else (C3). Raises ValueError for no parts, and where parts that give
    nothing fall on different rows: then the application has to be split, or the row chosen by a person.
    Source: 国办公开办函〔2021〕30号，表三（二）。
    """
    if not parts:
        raise ValueError("至少要有一项结论")
    outcomes = [outcome(part.outcome) for part in parts]
    rows = {row_under(each.key, profile) for each in outcomes}
    if len(rows) == 1:
        return rows.pop()
    if any(each.discloses for each in outcomes):
        return "partially_granted"
    raise ValueError(
        f"各项结论分属不同的行（{'、'.join(each.name for each in outcomes)}），请拆分办理或者选定计入哪一行"
    )


def grounds_of(key: str) -> tuple[Ground, ...]:
    """The grounds for not disclosing that an outcome rests on."""
    return tuple(ground(each) for each in outcome(key).grounds)


SEVERANCE = Rule(
    "SEV", "区分处理", (art(37),), S,
    "申请公开的信息中含有不应当公开或者不属于政府信息的内容，能够区分处理的，应当向申请人提供可以公开的内容，并对不公开的内容说明理由；不予公开之前须先考虑",
    since=IN_FORCE,
)  # fmt: skip
FORM_OF_PROVISION = Rule(
    "FORM", "提供的形式", (art(40),), S,
    "按申请人要求和保存的实际情况；可能危及载体安全或者成本过高的，可以改用电子等形式，或者安排查阅、抄录", since=IN_FORCE,
)  # fmt: skip
MANY_APPLICANTS = Rule(
    "MANY", "多人申请转主动公开", (art(44, 1), art(44, 2)), S,
    "多个申请人申请同一信息且该信息可以公开的，可以纳入主动公开；申请人可以建议纳入主动公开", since=IN_FORCE,
)  # fmt: skip
RULES = (*(each.as_rule() for each in OUTCOMES), SEVERANCE, FORM_OF_PROVISION, MANY_APPLICANTS)
SOURCES: tuple[Source, ...] = (REGULATION, FEE_RULES, FORM_2021)
