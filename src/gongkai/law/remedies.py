"""Which remedy a letter names: by the article relied on and the day of the decision, part by part.

Source: 《行政复议法》第二十条、第二十二条、第二十三条、第二十九条；法释〔2025〕8号第一条、第二条；《行政诉讼法》第四十五条、第四十六条。
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import (
    DISCLOSURE_INTERPRETATION,
    LITIGATION,
    RECONSIDERATION,
    RECONSIDERATION_2017,
    REGULATION,
    Citation,
    Rule,
    Standing,
)
from gongkai.law.clocks.model import Clock
from gongkai.law.clocks.remedies import AFTER_RECONSIDERATION, LAWSUIT_TERM, RECONSIDERATION_TERM, SILENCE_LAWSUIT_TERM
from gongkai.law.decisions import Outcome, Part, outcome
from gongkai.law.profiles import NATIONAL_PROFILE, Profile

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
FIRST_FROM = date(2024, 1, 1)  # 2023年修订的行政复议法施行
REFUSAL_ARTICLES = (14, 15, 16)


class RemedyKind(StrEnum):
    """How the letter ends."""

    FIRST = "reconsideration_first"
    CHOICE = "choice"
    ONLY = "reconsideration_only"
    NONE = "none"

    @property
    def label(self) -> str:
        """In words."""
        return {
            "reconsideration_first": "应当先申请行政复议",
            "choice": "可以申请行政复议，也可以直接起诉",
            "reconsideration_only": "可以申请行政复议",
            "none": "不写救济",
        }[self]

    @property
    def type(self) -> str:
        """The letter A, B or C of the facts; B of which only one half is written stays B."""
        return {"reconsideration_first": "A", "choice": "B", "reconsideration_only": "B", "none": "C"}[self]


class Procedure(StrEnum):
    """Notices on the way, which decide nothing: no remedy against them alone."""

    RECEIPT = "receipt"
    CLARIFICATION = "clarification"
    EXTENSION = "extension"
    CONSULTATION = "consultation"
    TOLD_OF_CONSULTATION = "told_of_consultation"
    REASONS = "reasons"
    FEE = "fee"

    @property
    def label(self) -> str:
        """The official name."""
        return {
            "receipt": "接收回执", "clarification": "补正告知", "extension": "延期告知", "consultation": "征求意见",
            "told_of_consultation": "告知正在征求意见", "reasons": "说明理由告知", "fee": "收费通知",
        }[self]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be done against a decision, or a part of it, and why.

    sentence: what a letter without a remedy says in its place. terms: the clocks of the applicant, in the order in which they matter.
    """

    kind: RemedyKind
    because: tuple[Citation, ...]
    terms: tuple[Clock, ...] = ()
    note: str = ""
    sentence: str = ""

    @property
    def type(self) -> str:
        """A, B or C."""
        return self.kind.type

    def text(self, *, body: str, court: str = "", online: str = "", act: str = "本决定") -> str:
        """The closing paragraph of the letter. Empty where none is written; a fee notice has a sentence of its own.

        body: full name of the reviewing body. court: name of the court, confirmed; left out when empty.
        online: where to apply for reconsideration on the internet; needed when the letter is served electronically.
        Raises ValueError without a body: a letter that leaves out right, body or term lets the term run for a year.
        Source: 《行政复议法》第二十条第三款。
        """
        if self.kind is RemedyKind.NONE:
            return self.sentence
        if not body.strip():
            raise ValueError("没有填写复议机关：权利、机关、期限缺一项，复议期限可能延至一年，不得签发")
        judge = f"向{court}" if court else "向有管辖权的人民法院"
        entrance = f"（线上申请入口：{online}）" if online else ""
        within = f"自知道{act}之日起六十日内"
        if self.kind is RemedyKind.FIRST:
            return (f"如对{act}不服，应当先{within}向{body}申请行政复议{entrance}；"
                    f"对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内{judge}提起行政诉讼。")  # fmt: skip
        reconsider = f"如对{act}不服，可以{within}向{body}申请行政复议{entrance}"
        if self.kind is RemedyKind.ONLY:
            return f"{reconsider}。"
        return f"{reconsider}，也可以自知道{act}之日起六个月内直接{judge}提起行政诉讼。"


def rec(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> Citation:
    """A place in the Reconsideration Law."""
    return Citation(RECONSIDERATION, article, paragraph, subparagraph)


INTERPRETED = (Citation(DISCLOSURE_INTERPRETATION, 1), Citation(DISCLOSURE_INTERPRETATION, 2))
FIRST_BECAUSE = (rec(23, 1, 4), rec(23, 2), rec(20), Citation(DISCLOSURE_INTERPRETATION, 1), Citation(LITIGATION, 45))
CHOICE_BECAUSE = (*INTERPRETED, rec(20), Citation(LITIGATION, 46))
FIRST = Remedy(RemedyKind.FIRST, FIRST_BECAUSE, (RECONSIDERATION_TERM, AFTER_RECONSIDERATION))
CHOICE = Remedy(RemedyKind.CHOICE, CHOICE_BECAUSE, (RECONSIDERATION_TERM, LAWSUIT_TERM))
ONLY = Remedy(RemedyKind.ONLY, (rec(20),), (RECONSIDERATION_TERM,), "由县法制机构选定只写复议")
BEFORE_2024 = Remedy(
    RemedyKind.CHOICE,
    (Citation(RECONSIDERATION_2017), Citation(LITIGATION, 46)),
    (LAWSUIT_TERM,),
    "2024年1月1日前作出的决定不前置",
)
NOTHING = Remedy(RemedyKind.NONE, (), (), "由县法制机构选定不写")
PROCEDURAL = Remedy(RemedyKind.NONE, INTERPRETED, (), "程序性告知，不单独设救济；可以写联系方式和投诉举报渠道")
FEE_NOTICE = Remedy(
    RemedyKind.NONE,
    INTERPRETED,
    note="收费决定不能单独复议、诉讼；期满后可以就不再处理的行为寻求救济",
    sentence="对收取信息处理费不能单独申请行政复议或者提起行政诉讼；缴费期限届满后，可以就不再处理申请的行为申请行政复议或者提起行政诉讼。",
)
WITHDRAWN = Remedy(RemedyKind.NONE, (), (), "申请人撤回，没有处理决定")


def rests_on_refusal(result: Outcome) -> bool:
    """Whether the outcome is a refusal under articles 14 to 16."""
    first = result.citations[0] if result.citations else None
    return first is not None and first.source is REGULATION and first.article in REFUSAL_ARTICLES


def remedy(key: str, decided_on: date, profile: Profile = NATIONAL_PROFILE) -> Remedy:
    """The remedy against one outcome decided on that day.

    key: of `law.outcome`; for 部分公开 this is the remedy for what was given: ask for each part withheld by its own key.
    Raises ValueError for an unknown outcome, or a day before the outcome existed.
    Source: 《行政复议法》第二十三条第一款第（四）项；法释〔2025〕8号第一条、第二条。
    """
    result = outcome(key)
    if decided_on < result.since:
        raise ValueError(f"{result.name}自{result.since}起才有，{decided_on}的决定不适用")
    if result.no_remedy:
        return WITHDRAWN
    if decided_on < FIRST_FROM:
        return BEFORE_2024
    if rests_on_refusal(result):
        return as_of(FIRST, decided_on)
    written = profile[result.remedy_setting] if result.remedy_setting else "both"
    return as_of({"both": CHOICE, "first": FIRST, "reconsideration": ONLY, "none": NOTHING}[written], decided_on)


def as_of(found: Remedy, day: date) -> Remedy:
    """The same remedy, resting only on what was in force that day."""
    return replace(found, because=tuple(citation for citation in found.because if citation.source.in_force(day)))


def remedies_of(
    parts: Sequence[Part], decided_on: date, profile: Profile = NATIONAL_PROFILE
) -> tuple[tuple[Part, Remedy], ...]:
    """The remedy of each part of one decision, in order. Raises ValueError for a decision without parts."""
    if not parts:
        raise ValueError("至少要有一项结论")
    return tuple((part, remedy(part.outcome, decided_on, profile)) for part in parts)


def remedy_of_notice(notice: str) -> Remedy:
    """The remedy against a notice on the way: none. Raises ValueError for an unknown one."""
    if notice not in list(Procedure):
        raise ValueError(f"没有这种程序性告知：{notice}（可用：{'、'.join(Procedure)}）")
    return FEE_NOTICE if notice == Procedure.FEE else PROCEDURAL


def remedy_for_third_party(told_on: date) -> Remedy:
    """What a third party may do who was told that its information will be disclosed all the same (W16): inferred.

    Source: 法释〔2025〕8号第一条（认为公开侵害自己合法权益）。
    """
    return as_of(CHOICE, told_on) if told_on >= FIRST_FROM else BEFORE_2024


def remedy_for_silence(profile: Profile = NATIONAL_PROFILE) -> Remedy:
    """What an applicant may do who got no answer. No letter is made of it: it warns the desk.

    Source: 法释〔2025〕8号第二条；《行政诉讼法》第四十七条；《行政复议法》第二十三条第一款第（三）项（是否适用没有定论，是设置）。
    """
    if profile["silence_remedy"] == "reconsideration_first":
        return Remedy(
            RemedyKind.FIRST, (rec(23, 1, 3),), (RECONSIDERATION_TERM, AFTER_RECONSIDERATION), "未答复，可能被申请复议"
        )
    return Remedy(RemedyKind.CHOICE, (Citation(DISCLOSURE_INTERPRETATION, 2),), (RECONSIDERATION_TERM, SILENCE_LAWSUIT_TERM),
                  "未答复，可能被直接申请复议或者起诉")  # fmt: skip


class Fault(NamedTuple):
    """A reason not to sign a letter yet."""

    text: str
    citation: Citation


def unsigned(found: Remedy, *, body: str = "", electronic: bool = False, online: str = "") -> tuple[Fault, ...]:
    """What still stops the letter, as far as its remedy goes. Source: 《行政复议法》第二十条第三款、第二十二条第二款。"""
    faults = []
    if found.kind is not RemedyKind.NONE:
        if not body.strip():
            faults.append(Fault("没有填写复议机关的全称", rec(20, 3)))
        if electronic and not online.strip():
            faults.append(Fault("电子送达须一并给出线上申请复议的入口", rec(22, 2)))
    return tuple(faults)


RULES = (
    Rule("RA", "应当先申请复议", FIRST_BECAUSE, V, "依第十四条至第十六条不予公开，以及部分公开中依此不给的部分", FIRST_FROM),
    Rule("RBC", "复议或者起诉任选", CHOICE_BECAUSE, V, "无法提供、不予处理、不再处理，已给部分，更正，认为公开侵害自己"),
    Rule("RC", "不写救济", INTERPRETED, V, "补正、延期、征求意见、说明理由、收费通知、接收回执"),
    Rule("RD", "2024年以前的不予公开任选", (Citation(LITIGATION, 46),), V, "旧法没有前置", None, date(2023, 12, 31)),
    Rule("RE", "复议与诉讼不并行", (rec(29),), V, "复议已经受理的，复议期间不得起诉；诉讼已经受理的，不得申请复议", FIRST_FROM),
    Rule("RF", "复议后谁是被告", (Citation(LITIGATION, 26),), V, "维持的，原机关与复议机关为共同被告；改变的，复议机关为被告"),
    Rule("RG", "管辖法院", (Citation(LITIGATION, 18),), V, "由最初作出行为的机关所在地法院管辖；高级法院可以经批准确定跨区域管辖",
         parts=(("宁夏试点", S),)),
    Rule("RH", "对未主动公开直接起诉的", (Citation(DISCLOSURE_INTERPRETATION, 2),), V, "法院告知先提出申请", date(2025, 6, 1)),
)  # fmt: skip
