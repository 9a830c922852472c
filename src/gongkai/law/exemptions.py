"""Grounds for not disclosing, R1–R7, and what a court would ask to see for each.

Source: 《条例》第十四条至第十六条、第三十二条；法释〔2025〕8号（举证）。
"""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.citation import DISCLOSURE_INTERPRETATION, REGULATION, SECRECY, Citation, Rule, Standing

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


class Force(StrEnum):
    """Whether the agency has a choice."""

    MUST = "must"
    MAY = "may"

    @property
    def label(self) -> str:
        """As a lawyer says it."""
        return {"must": "应当不公开", "may": "可以不公开"}[self]


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason for which information is not disclosed.

    key: the word stored with an item or a decision. id: R1 to R7; R4 has three keys.
    wording: the words of the article: 不予公开, 不得公开, 可以不予公开.
    citation: the place that a decision quotes. also: the other articles that it stands on.
    kinds: what the article counts under it. unless: when it is disclosed all the same.
    evidence: what has to be on file before the ground may be used.
    consults: the third party has to be asked in writing first (T7).
    offline: its evidence is kept outside this system; only the decision and the article are recorded.
    """

    id: str
    key: str
    label: str
    citation: Citation
    may_or_must: Force
    wording: str
    evidence: tuple[str, ...]
    unless: str = ""
    kinds: tuple[str, ...] = ()
    also: tuple[Citation, ...] = ()
    consults: bool = False
    offline: bool = False
    standing: Standing = S
    parts: tuple[tuple[str, Standing], ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything it stands on, the quoted article first."""
        return (self.citation, *self.also)

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        note = f"{self.wording}；证据：{'、'.join(self.evidence)}"
        if self.unless:
            note += f"；但{self.unless}"
        return Rule(f"{self.id}-{self.key}", self.label, self.citations, self.standing, note, parts=self.parts)


def art(article: int, paragraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph)


BURDEN = Citation(DISCLOSURE_INTERPRETATION)
PROVED = (("举证要求", V),)
UNPROVED = (("证据要件", U),)
THIRD_PARTY_EVIDENCE = (
    "征求第三方意见的材料",
    "公开会怎样损害第三方合法权益的说明",
    "因重大公共利益公开的，公开的理由",
)
OVERRIDE = "第三方同意公开，或者行政机关认为不公开会对公共利益造成重大影响的，予以公开"
RULED_OTHERWISE = "法律、法规、规章规定应当公开的，从其规定"

GROUNDS: tuple[Ground, ...] = (
    Ground("R1", "state_secret", "属于国家秘密", art(14), Force.MUST, "不予公开", ("密级标识", "保密期限", "定密依据"),
           also=(Citation(SECRECY, 31), BURDEN), offline=True, parts=PROVED),
    Ground("R2", "prohibited_by_law", "法律、行政法规禁止公开", art(14), Force.MUST, "不予公开", ("禁止公开的法律、行政法规条文",), parts=UNPROVED),
    Ground("R3", "security_or_stability", "公开后可能危及国家安全、公共安全、经济安全、社会稳定", art(14), Force.MUST, "不予公开",
           ("公开可能造成的后果的具体说明",), kinds=("国家安全", "公共安全", "经济安全", "社会稳定"), parts=UNPROVED),
    Ground("R4", "trade_secret", "涉及商业秘密", art(15), Force.MUST, "不得公开", THIRD_PARTY_EVIDENCE, OVERRIDE,
           also=(art(32), BURDEN), consults=True, parts=PROVED),
    Ground("R4", "personal_privacy", "涉及个人隐私", art(15), Force.MUST, "不得公开", THIRD_PARTY_EVIDENCE, OVERRIDE,
           also=(art(32), BURDEN), consults=True, parts=PROVED),
    Ground("R4", "third_party_interest", "公开会对第三方合法权益造成损害", art(15), Force.MUST, "不得公开", THIRD_PARTY_EVIDENCE, OVERRIDE,
           also=(art(32), BURDEN), consults=True, parts=PROVED),
    Ground("R5", "internal_affairs", "属于内部事务信息", art(16, 1), Force.MAY, "可以不予公开", ("属于人事管理、后勤管理、内部工作流程之一的证明",),
           kinds=("人事管理", "后勤管理", "内部工作流程"), also=(BURDEN,), parts=PROVED),
    Ground("R6", "deliberative", "属于过程性信息", art(16, 2), Force.MAY, "可以不予公开",
           ("属于讨论记录、过程稿、磋商信函、请示报告之一的证明", "尚未对外发生效力的证明"), RULED_OTHERWISE,
           kinds=("讨论记录", "过程稿", "磋商信函", "请示报告"), also=(BURDEN,), parts=PROVED),
    Ground("R7", "enforcement_file", "属于行政执法案卷信息", art(16, 2), Force.MAY, "可以不予公开", ("案卷目录", "所属案件"), RULED_OTHERWISE,
           also=(BURDEN,), parts=PROVED),
)  # fmt: skip
BY_KEY = {ground.key: ground for ground in GROUNDS}


def ground(key: str) -> Ground:
    """The ground of that key. Raises ValueError if there is none."""
    if key not in BY_KEY:
        raise ValueError(f"没有这个不予公开的理由：{key}（可用：{'、'.join(BY_KEY)}）")
    return BY_KEY[key]


BURDENS = Rule(
    "R-burden", "谁举证", (BURDEN,), V,
    "不存在：机关证明尽了合理检索；国家秘密：密级、期限等材料；内部事务、过程性信息、执法案卷：机关证明属于该类；公共利益公开：说明理由；原告：证明提出过申请",
)  # fmt: skip
RULES = (*(each.as_rule() for each in GROUNDS), BURDENS)
