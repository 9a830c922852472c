"""What is asserted of a decision before it is signed: eight checks, each fault with its article.

Source: 《行政复议法》第二十条、第二十二条至第二十四条；《条例》第三十六条；国办公开办函〔2016〕235号。
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import LITIGATION, PRACTICE, RECONSIDERATION, REGULATION, Citation, Rule, Source, Standing
from gongkai.law.decisions import OUTCOMES, Outcome, Part, missing, outcome
from gongkai.law.letters import art, empty_blanks, letter
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
    "前置的写“先”，且决定自2024年1月1日起作出",
    "复议机关依机关类别取，法院未确认不印",
    "电子送达有线上申请复议的入口",
    "不引2007年行政复议法实施条例条号，不引宁夏旧办法",
    "送达方式合乎规定",
    "结论与记录不矛盾",
)
RULES = (
    *(Rule(f"W-check-{number}", f"签发前核对：{text}", (Citation(RECONSIDERATION, 20), art(36)), Standing.SINGLE_SOURCE)
      for number, text in enumerate(CHECKS, 1)),
    Rule("W-rules", "行政复议法实施条例", (Citation(RECONSIDERATION_RULES), Citation(RECONSIDERATION_RULES_2007)), Standing.VERIFIED,
         "2026年7月1日起施行的修订本正文未见，旧第十五条至第十七条不得再引"),
)  # fmt: skip
