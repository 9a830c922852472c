"""The letters W1–W17: what each must hold, its clock and its ending.

Source: 《条例》第三十条至第四十一条；《行政复议法》第二十条、第二十三条、第二十四条；国办函〔2020〕109号；法释〔2025〕8号。结构参照各地文书清单。
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import FEE_RULES, PRACTICE, RECONSIDERATION, REGULATION, Citation, Rule, Standing

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


RULES = (
    *(each.as_rule() for each in LETTERS),
    Rule("W-common", "各文书通用要素", (Citation(PRACTICE),), S, "、".join(blank.label for blank in COMMON) + "；版式依 GB/T 9704—2012；多项申请逐项对应"),
)  # fmt: skip
