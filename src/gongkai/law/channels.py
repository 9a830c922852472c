"""Channels by which an application arrives, and what must be known to say on which day it was received.

Source: 《条例》第二十九条、第三十一条；国办公开办函〔2015〕207号第一部分；最高人民法院指导案例26号。
"""

from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import GUIDING_CASE_26, PRACTICE, RECEIPT_LETTER, REGULATION, Citation, Rule, Standing

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
IN_FORCE = date(2019, 5, 15)
OLD_UNTIL = date(2019, 5, 14)


@dataclass(frozen=True, slots=True)
class Channel:
    """One row: which dated fact makes the lawful day of receipt, and from which one warnings count.

    lawful: the facts that make the day, the first known one counts; `both` means that all of them must be known.
    safe: the facts that warnings count from, the first known one counts.
    confirmed: both sides must confirm. same_day: on the day of arrival by law; timed: within the profile's `confirm_workdays`.
    """

    key: str
    label: str
    rule: str
    lawful: tuple[str, ...]
    safe: tuple[str, ...]
    citations: tuple[Citation, ...]
    standing: Standing
    both: bool = False
    confirmed: bool = False
    same_day: bool = False
    timed: bool = False
    since: date | None = IN_FORCE
    until: date | None = None
    parts: tuple[tuple[str, Standing], ...] = ()
    note: str = ""

    def applies(self, on: date) -> bool:
        """Whether an application of that day falls under this row."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        note = "；".join(text for text in (self.rule, self.note) if text)
        return Rule(
            f"Q-{self.key}",
            f"收到申请之日：{self.label}",
            self.citations,
            self.standing,
            note,
            self.since,
            self.until,
            self.parts,
        )


# 事实的名称：参数名 → 缺少时怎么说
FACTS = {
    "submitted_on": "提交日",
    "arrived_on": "到达本机关之日",
    "signed_on": "签收日",
    "forwarded_on": "公开工作机构实际收到转送之日",
    "confirmed_on": "与申请人确认之日",
    "fixed_on": "本机关规定的收到之日",
    "reached_on": "恢复联络之日",
}


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph, subparagraph)


LETTER = Citation(RECEIPT_LETTER, place="第一部分")
CASE_26 = Citation(GUIDING_CASE_26)

CHANNELS: tuple[Channel, ...] = (
    Channel("in-person", "当面提交", "提交之日", ("submitted_on", "arrived_on"), ("submitted_on", "arrived_on"), (art(31, None, 1),), V),
    Channel("oral", "口头申请（代为填写）", "代为填写并复核当日", ("confirmed_on", "submitted_on", "arrived_on"), ("submitted_on", "arrived_on"),
            (art(29, 2), art(31, None, 1)), S, parts=(("日期", U),), note="书写确有困难的可以口头提出，由公开工作机构代为填写"),
    Channel("post-signed", "需签收的邮寄（挂号、EMS 等）", "行政机关签收之日", ("signed_on",), ("signed_on", "arrived_on"), (art(31, None, 2),), V,
            parts=(("收发室签收即算", U),), note="不是拆阅之日"),
    Channel("post-ordinary", "平常信函等无需签收的邮寄", "与申请人确认之日，确认应在到达当日", ("confirmed_on",), ("arrived_on", "submitted_on"),
            (art(31, None, 2),), V, confirmed=True, same_day=True),
    Channel("internet", "互联网（门户、平台、公布的电子邮箱）", "双方确认之日", ("confirmed_on",), ("submitted_on",), (art(31, None, 3), CASE_26), S,
            confirmed=True, timed=True, parts=(("稳妥日", V),), note="系统提示提交成功之日为稳妥日：法院曾据此起算"),
    Channel("internet", "互联网（旧条例）", "系统提示提交成功之日", ("submitted_on",), ("submitted_on",), (LETTER, CASE_26), V,
            since=None, until=OLD_UNTIL),
    Channel("fax", "公开工作机构的传真", "双方确认之日", ("confirmed_on",), ("arrived_on", "submitted_on"), (art(31, None, 3),), V, confirmed=True, timed=True),
    Channel("other-office", "寄给本机关其他机构、法定代表人或者个人", "公开工作机构实际收到转送之日或者电话确认之日", ("forwarded_on", "confirmed_on"),
            ("arrived_on", "submitted_on"), (LETTER, art(31)), V, confirmed=True, parts=(("转送之日一说", S),), since=None,
            note="取哪一天是设置 forwarded_by"),
    Channel("announced", "其他已公布的渠道", "机关规定的时间；没有规定的，双方确认之日", ("fixed_on", "confirmed_on"), ("arrived_on", "submitted_on"),
            (LETTER,), S, confirmed=True, since=None),
    Channel("platform", "上级平台转办", "平台推送到本机关并确认之日", ("forwarded_on", "confirmed_on"), ("submitted_on",), (Citation(PRACTICE), art(31, None, 3)),
            U, both=True, confirmed=True, note="没有规定，是本项目的默认"),
    Channel("in-person", "当面提交（旧条例）", "提交之日", ("submitted_on",), ("submitted_on",), (LETTER,), V, since=None, until=OLD_UNTIL),
    Channel("post-signed", "需签收的邮寄（旧条例）", "签收之日", ("signed_on",), ("signed_on", "arrived_on"), (LETTER,), V, since=None, until=OLD_UNTIL),
    Channel("post-ordinary", "平常信函（旧条例）", "当日电话确认之日", ("confirmed_on",), ("arrived_on", "submitted_on"), (LETTER,), V, since=None,
            until=OLD_UNTIL, confirmed=True, same_day=True),
    Channel("fax", "公布的传真（旧条例）", "双方确认之日", ("confirmed_on",), ("arrived_on", "submitted_on"), (LETTER,), V, since=None, until=OLD_UNTIL,
            confirmed=True, timed=True),
)  # fmt: skip


def channel(key: str, on: date) -> Channel:
    """The row of a channel that an application of that day falls under.

    Raises ValueError, naming the channels, if there is no such one.
    """
    rows = [row for row in CHANNELS if row.key == key]
    if not rows:
        known = "、".join(dict.fromkeys(row.key for row in CHANNELS))
        raise ValueError(f"没有这个渠道：{key}（可用：{known}）")
    for row in rows:
        if row.applies(on):
            return row
    raise ValueError(f"{rows[0].label}（{key}）没有适用于{on}的规则")


RULES = (
    *(row.as_rule() for row in CHANNELS),
    Rule(
        "Q-unreachable",
        "联系不上申请人的，先登记，自恢复联络之日起算",
        (LETTER,),
        V,
        "没留电话或者打不通的；每次联系（含打不通）都记为一件事",
    ),
)
