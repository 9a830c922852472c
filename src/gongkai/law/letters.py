"""The letters W1–W17: what each must hold, its clock and its ending; and what is asserted before one is signed.

Source: 《条例》第三十条至第四十一条；《行政复议法》第二十条至第二十四条；国办函〔2020〕109号；法释〔2025〕8号。结构参照各地文书清单。
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import (
    FEE_RULES,
    LITIGATION,
    PRACTICE,
    RECONSIDERATION,
    REGULATION,
    Citation,
    Rule,
    Source,
    Standing,
)
from gongkai.law.decisions import OUTCOMES, Outcome, Part, missing, outcome
from gongkai.law.profiles import NATIONAL_PROFILE, Profile
from gongkai.law.remedies import Fault, Remedy, RemedyKind, remedies_of, unsigned
from gongkai.law.service import method

RECONSIDERATION_RULES = Source(
    "中华人民共和国行政复议法实施条例",
    "行政复议法实施条例",
    "2026年修订",
    date(2026, 7, 1),
    note="正文未见，旧条号不得再引",
)
RECONSIDERATION_RULES_2007 = Source(
    "中华人民共和国行政复议法实施条例（2007）",
    "行政复议法实施条例（2007）",
    "国务院令第499号",
    date(2007, 8, 1),
    date(2026, 6, 30),
)
V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


class Tail(StrEnum):
    """How a letter ends."""

    FIRST = "A"
    CHOICE = "B"
    NONE = "C"
    EACH = "each"
    FEE = "fee"

    @property
    def label(self) -> str:
        """In words."""
        return {
            "A": "应当先申请行政复议", "B": "复议或者起诉任选", "C": "不写救济", "each": "逐项随所引条款",
            "fee": "不单独复议、诉讼；期满后可以就不再处理的行为寻求救济",
        }[self]  # fmt: skip


class Blank(NamedTuple):
    """One thing that the letter has to hold."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter.

    holds: what it must hold beside `COMMON`. clocks: ids of the clocks that it serves or starts.
    """

    id: str
    key: str
    name: str
    holds: tuple[Blank, ...]
    clocks: tuple[str, ...]
    tail: Tail
    citations: tuple[Citation, ...]
    standing: Standing = S
    parts: tuple[tuple[str, Standing], ...] = ()

    @property
    def decides(self) -> bool:
        """Whether it carries a decision, and so a remedy."""
        return self.tail in (Tail.FIRST, Tail.CHOICE, Tail.EACH)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Everything it must hold; the remedy only where it decides something."""
        common = COMMON if self.decides else tuple(blank for blank in COMMON if blank.key not in DECIDING)
        return (*common, *self.holds)

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        note = f"须有：{'、'.join(blank.label for blank in self.holds)}；尾段：{self.tail.label}"
        return Rule(self.id, self.name, self.citations, self.standing, note, parts=self.parts)


COMMON: tuple[Blank, ...] = (
    Blank("title", "标题"), Blank("document_number", "文号"), Blank("addressee", "称谓"), Blank("received_on", "收到日期"),
    Blank("application", "申请内容"), Blank("facts", "查明的事实"), Blank("reason", "理由"), Blank("article", "条、款、项"),
    Blank("disposal", "处理"), Blank("remedy", "救济机关与期限"), Blank("signature", "署名"), Blank("formed_on", "成文日期"),
)  # fmt: skip
DECIDING = frozenset({"facts", "reason", "article", "disposal", "remedy"})


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph, subparagraph)


def rec(article: int) -> Citation:
    """A place in the Reconsideration Law."""
    return Citation(RECONSIDERATION, article)


def blanks(**labels: str) -> tuple[Blank, ...]:
    """Blanks by key and label."""
    return tuple(Blank(key, label) for key, label in labels.items())


FEES = Citation(FEE_RULES)
TAIL_INFERRED = (("尾段", U),)

LETTERS: tuple[Letter, ...] = (
    Letter("W1", "receipt", "接收回执（登记）", blanks(applicant="申请人", channel="判定收到日的渠道（未确认的写“待确认”）", summary="内容摘要", number="编号", due_on="届满日"),
           ("T1", "T4"), Tail.NONE, (art(31),)),
    Letter("W2", "clarification", "补正告知书", blanks(unclear="不明确之处（逐项）", wanted="应当补充的内容", term="合理期限", consequence="逾期后果", contact="释明联系方式"),
           ("T2", "T3"), Tail.NONE, (art(30),), V),
    Letter("W3", "reasons", "说明理由告知书", blanks(frequency="数量、频次明显超过合理范围的事实", term="说明期限"), ("T11",), Tail.NONE, (art(35),)),
    Letter("W4", "extension", "延期答复告知书", blanks(old_due="原届满日", new_due="延至何日（至多20个工作日）", consent="已经公开工作机构负责人同意"),
           ("T6",), Tail.NONE, (art(33, 2),), V),
    Letter("W5", "third_party", "征求第三方意见书",
           blanks(to_disclose="拟公开内容", term="收到之日起15个工作日内", slip="同意、不同意及理由的回执", silence="沉默不等于同意，由行政机关决定"),
           ("T7",), Tail.NONE, (art(32),)),
    Letter("W6", "co_producer", "征求共同制作机关意见函",
           blanks(to_disclose="拟公开内容", term="收到之日起15个工作日内", slip="同意、不同意及理由的回执", silence="逾期视为同意公开"),
           ("T8",), Tail.NONE, (art(34),)),
    Letter("W7", "told_of_consultation", "告知申请人正在征求意见", blanks(sent_on="发函日", expected_on="预计届满日", excluded="该期间不计入答复期限"),
           ("T10",), Tail.NONE, (art(33, 3), Citation(PRACTICE))),
    Letter("W8", "fee", "收费通知书",
           blanks(beyond="何以明显超过合理范围", basis="依据", standard="标准（按件或者按量，只选一种）", amount="计算过程与数额", payment="缴纳方式",
                  term="收到通知次日起20个工作日内缴纳", consequence="逾期后果", no_remedy="不能单独复议、诉讼"),
           ("T13", "T14"), Tail.FEE, (FEES, art(42)), V),
    Letter("W9", "granted", "答复书（已公开、予以公开）", blanks(how="方式、途径和时间", provided="提供清单"), ("T4",), Tail.CHOICE,
           (art(36, None, 1), art(36, None, 2))),
    Letter("W10", "partially_granted", "答复书（部分公开）", blanks(given="已给部分", withheld="未给部分的条款项和理由", severance="区分处理说明"),
           ("T4",), Tail.EACH, (art(37),)),
    Letter("W11", "refused", "不予公开决定书", blanks(decision="不予公开的决定", evidence="证据要件在档"), ("T4",), Tail.FIRST,
           (art(36, None, 3), rec(20), rec(23), rec(24)), V),
    Letter("W12", "not_found", "信息不存在告知书", blanks(search="检索范围、方法、结果"), ("T4",), Tail.CHOICE, (art(36, None, 4),)),
    Letter("W13", "not_responsible", "非本机关负责公开告知书", blanks(responsible="能够确定的负责机关名称、联系方式（不能确定的写明）"), ("T4",), Tail.CHOICE,
           (art(36, None, 5),)),
    Letter("W14", "not_processed", "不予处理、专门查询、加工分析告知书", blanks(classification="归类依据", channel="指引渠道"), ("T4",), Tail.EACH,
           (art(35), art(36, None, 6), art(36, None, 7), art(38), art(39))),
    Letter("W15", "lapsed", "不再处理告知书", blanks(told_on="原告知日期", term="期限", checked="核对情况", decision="不再处理的决定"),
           ("T3", "T14"), Tail.CHOICE, (art(30), FEES)),
    Letter("W16", "third_party_told", "向第三方告知公开", blanks(to_disclose="公开的内容与理由", planned_on="拟公开日"), ("T18",), Tail.CHOICE, (art(32),),
           parts=TAIL_INFERRED),
    Letter("W17", "correction", "更正答复或者转送函", blanks(correction="更正内容，或者转送去向"), ("T16",), Tail.CHOICE, (art(41),)),
)  # fmt: skip
BY_KEY = {name: each for each in LETTERS for name in (each.id, each.key)}


def letter(key: str) -> Letter:
    """The letter of that id or key: `W11`, `refused`. Raises ValueError if there is none."""
    if key not in BY_KEY:
        raise ValueError(f"没有这种文书：{key}（用 gongkai law letters 看全部）")
    return BY_KEY[key]


def empty_blanks(key: str, filled: Mapping[str, str]) -> tuple[Blank, ...]:
    """What the letter must hold and does not. filled: text by the keys of its blanks."""
    return tuple(blank for blank in letter(key).blanks if not filled.get(blank.key, "").strip())


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as it is about to be signed.

    text: the whole letter, as it will be printed. filled: its blanks. held: facts on record (`law.missing`).
    body: reviewing body. court: the court that somebody has confirmed; empty if nobody has.
    service: key of a way of service (`law.METHODS`). online: where to apply for reconsideration on the internet.
    """

    letter: str
    parts: Sequence[Part]
    decided_on: date
    text: str
    filled: Mapping[str, str]
    held: Iterable[str]
    body: str
    service: str
    court: str = ""
    online: str = ""


UNFILLED = re.compile(r"_{2,}|＿{2,}|×{2,}|X{3,}|〔\s*〕|【\s*】|\{\{.*?\}\}|（\s{2,}）|待填")
COURT = re.compile(r"向([^向，。；：、\s]{2,30}?人民法院)")
OLD_RULES = re.compile(r"行政复议法实施条例》?第")
OLD_NINGXIA = re.compile(r"宁夏[^。；]{0,30}政府信息公开[^。；]{0,10}办法》|自治区(?:人民)?政府令第21号")
FIRST = re.compile(r"应当先.{0,40}?申请行政复议")
LAW_NAME = re.compile(r"《([^《》]+)》")
SHARED = frozenset({30, 32, 37, 41})  # 可以与别的结论同时出现的条


def faults(draft: Draft, profile: Profile = NATIONAL_PROFILE) -> tuple[Fault, ...]:
    """Every reason not to sign yet; empty if the letter may go to signature.

    Source: 《行政复议法》第二十条、第二十二条至第二十四条；《条例》第三十六条；国办公开办函〔2016〕235号。
    """
    found = remedies_of(draft.parts, draft.decided_on, profile)
    kinds = {each.kind for _, each in found}
    return (
        *blank_faults(draft),
        *remedy_faults(draft, kinds),
        *body_faults(draft, found),
        *quoted_faults(draft),
        *method(draft.service).faults(decides=True, online=draft.online),
        *record_faults(draft),
    )


def blank_faults(draft: Draft) -> Iterable[Fault]:
    """① Every blank filled, and no article of another outcome."""
    where = letter(draft.letter).citations[0]
    for blank in empty_blanks(draft.letter, draft.filled):
        yield Fault(f"没有填写：{blank.label}", where)
    if gap := UNFILLED.search(draft.text):
        yield Fault(f"还有空白没有填：{gap.group()}", where)
    own = {place(citation) for part in draft.parts for citation in outcome(part.outcome).citations}
    others: dict[str, Outcome] = {}
    for each in OUTCOMES:
        if quoted(each.citations):
            others.setdefault(place(each.citations[0]), each)
    for written, other in others.items():
        if not any(written in mine or mine in written for mine in own) and quotes(draft.text, written):
            yield Fault(f"引了别种结论（{other.name}）的条文：{written}", other.citations[0])


def quotes(text: str, written: str) -> bool:
    """Whether the text names that place of the Regulation, and not of another law named before it."""
    for found in re.finditer(re.escape(written), text):
        law = LAW_NAME.findall(text, 0, found.start())
        if not law or law[-1] == "条例" or law[-1].endswith("政府信息公开条例"):
            return True
    return False


def quoted(citations: tuple[Citation, ...]) -> bool:
    """Whether an outcome has an article of its own, that no other letter would quote."""
    return bool(citations) and citations[0].source is REGULATION and citations[0].article not in SHARED


def place(citation: Citation) -> str:
    """The citation without its source: 第三十六条第（四）项."""
    return str(citation).removeprefix(str(citation.source))


def remedy_faults(draft: Draft, kinds: set[RemedyKind]) -> Iterable[Fault]:
    """②③④ Right, body and term; 先 exactly where it belongs; no court that nobody confirmed."""
    named = kinds - {RemedyKind.NONE}
    term = any(words in draft.text for words in ("六十日", "60日", "60 日"))
    if named and not ("行政复议" in draft.text and draft.body and draft.body in draft.text and term):
        yield Fault("救济的权利、机关、期限没有写全，复议期限可能延至一年", Citation(RECONSIDERATION, 20, 3))
    first = bool(FIRST.search(draft.text))
    if RemedyKind.FIRST in kinds and not first:
        yield Fault("依第十四条至第十六条不予公开的，须写明应当先申请行政复议", Citation(RECONSIDERATION, 23, 1, 4))
    if first and RemedyKind.FIRST not in kinds:
        yield Fault("这项结论不须复议前置，不得写“应当先”", Citation(RECONSIDERATION, 23))
    for court in COURT.findall(draft.text):
        if court != "有管辖权的人民法院" and court != draft.court:
            yield Fault(f"法院没有经人确认，不得印入：{court}", Citation(LITIGATION, 18))


def body_faults(draft: Draft, found: Iterable[tuple[Part, Remedy]]) -> tuple[Fault, ...]:
    """④ The body is filled in. (⑤, the online entrance, is asked of the way of service.)"""
    return next((stops for _, each in found if (stops := unsigned(each, body=draft.body))), ())


def quoted_faults(draft: Draft) -> Iterable[Fault]:
    """⑥ Nothing that is no longer in force."""
    if OLD_RULES.search(draft.text):
        yield Fault("行政复议法实施条例已于2026年7月1日换为新的文本，不得引旧条号", Citation(RECONSIDERATION_RULES))
    if OLD_NINGXIA.search(draft.text):
        yield Fault("宁夏旧《实施办法》已经废止，不得引用", Citation(PRACTICE, place="（宁夏旧办法已废止）"))


def record_faults(draft: Draft) -> Iterable[Fault]:
    """⑧ The record bears out the outcome."""
    held = frozenset(draft.held)
    for part in draft.parts:
        for need in missing(part.outcome, held):
            result = outcome(part.outcome)
            yield Fault(f"“{result.name}”的记录里缺：{need.text}", (*result.citations, art(36))[0])


CHECKS = (
    "空白全部填好，没有别种结论的条文",
    "写救济的，权利、机关、期限三项齐全",
    "前置的写“先”，且决定作出于2024年1月1日之后",
    "复议机关依机关类别取，法院未确认不印",
    "电子送达有线上申请复议的入口",
    "不引2007年行政复议法实施条例条号，不引宁夏旧办法",
    "送达方式合乎规定",
    "结论与记录不矛盾",
)
RULES = (
    *(each.as_rule() for each in LETTERS),
    Rule("W-common", "各文书通用要素", (Citation(PRACTICE),), S, "、".join(blank.label for blank in COMMON) + "；版式依 GB/T 9704—2012；多项申请逐项对应"),
    Rule("W-rules", "行政复议法实施条例", (Citation(RECONSIDERATION_RULES), Citation(RECONSIDERATION_RULES_2007)), V, "2026年7月1日起施行的修订本正文未见，旧第十五条至第十七条不得再引"),
    *(Rule(f"W-check-{number}", f"签发前核对：{text}", (rec(20), art(36)), S) for number, text in enumerate(CHECKS, 1)),
)  # fmt: skip
