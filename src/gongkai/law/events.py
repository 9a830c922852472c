"""What can happen in a case, as rows: each event with its meaning, its article, what must come before it, and its details.

Source: 《条例》第三十条至第四十四条；国办函〔2020〕109号；《行政复议法》；《行政诉讼法》。
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, NamedTuple

from gongkai.law.citation import (
    DISCLOSURE_INTERPRETATION,
    FEE_RULES,
    LITIGATION,
    LITIGATION_INTERPRETATION,
    PENALTIES,
    PRACTICE,
    RECEIPT_LETTER,
    RECONSIDERATION,
    REGULATION,
    SERVICE_LETTER,
    Citation,
    Rule,
    Source,
    Standing,
)

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


class Event(NamedTuple):
    """One dated event of a case. `on` is when it happened, never when it was entered.

    party: whose consultation, where several run side by side. days: a term of working days that a letter sets.
    until: a term's last day that a letter sets. served: when the other side received it. told: when the applicant was told.
    approved: the head of the disclosure office consented. consents: a third party agrees. good_reason: a late supplement has one.
    checked: post in transit and reasons given were checked. discloses: the reply discloses. informed: the reply named rights,
    body and term of the remedies. first: reconsideration has to come first. simple: by the simple procedure. electronic: served by electronic means.
    None means not recorded.
    """

    kind: str
    on: date
    party: str = ""
    days: int | None = None
    until: date | None = None
    served: date | None = None
    told: date | None = None
    approved: bool | None = None
    consents: bool | None = None
    good_reason: bool | None = None
    checked: bool | None = None
    discloses: bool | None = None
    informed: bool | None = None
    first: bool | None = None
    simple: bool | None = None
    electronic: bool | None = None

    @property
    def row(self) -> "EventKind":
        """Its row of the table."""
        return KINDS[self.kind]


DETAILS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "party": ("text", "征求的对象，几个并行时用来区分"),
    "days": ("number", "文书写明的期限（工作日）"),
    "until": ("date", "文书写明的最后一日"),
    "served": ("date", "对方收到之日"),
    "told": ("date", "告知申请人之日"),
    "approved": ("flag", "公开工作机构负责人同意"),
    "consents": ("flag", "同意公开"),
    "good_reason": ("flag", "有正当理由"),
    "checked": ("flag", "已核对在途邮件和所述理由"),
    "discloses": ("flag", "答复公开了信息"),
    "informed": ("flag", "已告知救济的权利、机关、期限"),
    "first": ("flag", "应当先申请行政复议"),
    "simple": ("flag", "适用简易程序"),
    "electronic": ("flag", "电子送达"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventKind:
    """One row: what an event is called and means, and what must have happened before it can.

    needs: kinds of which at least one must have happened by then; otherwise the history is impossible.
    receipt: a fact of article 31, and `fact` is its name for `receipt`. aside: outside the handling of the application, so that
    it may also precede receipt. once: only one day is possible. details: what may be recorded with it.
    """

    key: str
    label: str
    meaning: str
    citations: tuple[Citation, ...]
    standing: Standing = V
    needs: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    fact: str = ""
    aside: bool = False
    once: bool = False

    @property
    def receipt(self) -> bool:
        """Whether it is a fact of article 31."""
        return bool(self.fact)

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        return Rule(f"E-{self.key}", self.label, self.citations, self.standing, self.meaning)


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> tuple[Citation, ...]:
    """A place in the Regulation."""
    return (Citation(REGULATION, article, paragraph, subparagraph),)


def at(source: Source, *articles: int) -> tuple[Citation, ...]:
    """Articles of another source."""
    return tuple(Citation(source, article) for article in articles) or (Citation(source),)


TERM = ("days", "until")
ASKED = ("party", *TERM, "served")
EVENTS: tuple[EventKind, ...] = (
    EventKind("submitted", "提交申请", "申请人提交或者寄出申请", art(31), fact="submitted_on", once=True),
    EventKind("arrived", "申请到达", "申请到达本机关任一入口", art(31), fact="arrived_on", once=True),
    EventKind("signed", "签收", "需签收的邮件由本机关签收", art(31, None, 2), fact="signed_on", once=True),
    EventKind("forwarded", "转到公开工作机构", "其他机构或者上级平台转来，公开工作机构实际收到", at(RECEIPT_LETTER), fact="forwarded_on", once=True),
    EventKind("contact-failed", "联系不上申请人", "没留电话或者打不通，先登记", at(RECEIPT_LETTER), fact="unreachable"),
    EventKind("reached", "恢复联络", "与申请人恢复联络", at(RECEIPT_LETTER), fact="reached_on", once=True),
    EventKind("confirmed", "双方确认收到", "与申请人确认收到申请", art(31), fact="confirmed_on", once=True),
    EventKind("received", "收到申请", "已经确定的收到申请之日，答复期自此起算", art(31), fact="received_on", once=True),
    EventKind("clarification-asked", "要求补正", "发出补正告知书，答复期停止；days 或 until 写补正期限，served 写申请人收到之日", art(30),
              details=(*TERM, "served")),
    EventKind("clarification-served", "补正告知书送达", "申请人收到补正告知书，补正期限起算", art(30), needs=("clarification-asked",)),
    EventKind("clarification-received", "收到补正", "收到补正材料，答复期重新起算；迟到的可写 good_reason", art(30), needs=("clarification-asked",),
              details=("good_reason",)),
    EventKind("clarification-lapsed", "决定不再处理（逾期不补正）", "由人核对后决定不再处理；checked 写是否核对", art(30), needs=("clarification-asked",),
              details=("checked",)),
    EventKind("third-party-asked", "征求第三方意见", "发出第三方意见征求书，次日起不计入答复期", art(32), S, details=(*ASKED,)),
    EventKind("third-party-served", "征求书送达第三方", "第三方收到征求书，15个工作日起算", art(32), S, needs=("third-party-asked",), details=("party",)),
    EventKind("third-party-answered", "收到第三方意见", "收到第三方意见，次日起恢复计算", art(32), S, needs=("third-party-asked",),
              details=("party", "consents")),
    EventKind("third-party-told", "书面告知第三方", "决定不顾异议公开，书面告知第三方决定和理由", art(32), S, details=("party",)),
    EventKind("agency-asked", "征求共同制作机关意见", "发出征求意见函，次日起不计入；15个工作日不答复视为同意", art(34), S, details=(*ASKED,)),
    EventKind("agency-served", "征求函送达共同制作机关", "共同制作机关收到征求函，15个工作日起算", art(34), S, needs=("agency-asked",),
              details=("party",)),
    EventKind("agency-answered", "收到共同制作机关意见", "收到意见，次日起恢复计算", art(34), S, needs=("agency-asked",),
              details=("party", "consents")),
    EventKind("other-agency-asked", "征求其他机关意见", "发函征求其他机关意见，次日起不计入；days 或 until 写函中期限", art(33, 3), S, details=(*ASKED,)),
    EventKind("other-agency-answered", "收到其他机关意见", "收到意见，次日起恢复计算", art(33, 3), S, needs=("other-agency-asked",), details=("party", "consents")),
    EventKind("reasons-asked", "要求说明理由", "数量、频次明显超过合理范围的，要求说明理由", art(35), S, details=(*TERM, "served")),
    EventKind("reasons-given", "收到理由说明", "申请人说明了理由", art(35), S, needs=("reasons-asked",)),
    EventKind("delay-told", "告知延迟答复", "理由合理但来不及的，告知延迟答复；until 写延迟到哪天", art(35), S, details=("until",)),
    EventKind("extended", "延长答复期限", "届满前经负责人同意并告知申请人，至多20个工作日；days 或 until 写延长多少", art(33, 2),
              details=(*TERM, "approved", "told")),
    EventKind("fee-noticed", "发出收费通知", "在答复期内发出收费通知，答复期停止", at(FEE_RULES), details=("served",)),
    EventKind("fee-served", "收费通知送达", "申请人收到收费通知，次日起20个工作日内缴费", at(FEE_RULES), needs=("fee-noticed",)),
    EventKind("fee-paid", "缴费完成", "缴费完成，次日起重新计算处理期限", at(FEE_RULES), V, needs=("fee-noticed",)),
    EventKind("fee-refunded", "退付信息处理费", "退付已缴的费用，不影响答复期", at(FEE_RULES), S, needs=("fee-paid",)),
    EventKind("fee-lapsed", "决定不再处理（逾期不缴费）", "由人核对后决定不再处理；checked 写是否核对", at(FEE_RULES), needs=("fee-noticed",),
              details=("checked",)),
    EventKind("replied", "答复", "答复送出：邮寄为交邮日，直接、委托送达为签收日，电子为发出成功之日", (*art(33), *at(SERVICE_LETTER)),
              details=("discloses", "informed", "first", "served", "electronic")),
    EventKind("reply-served", "答复送达申请人", "申请人收到答复，复议、起诉期限起算", at(SERVICE_LETTER), needs=("replied", "clarification-lapsed", "fee-lapsed")),
    EventKind("withdrawn", "申请人撤回", "申请人书面撤回申请", at(PRACTICE), U),
    EventKind("merged", "并案", "并入另一件办理", at(PRACTICE), U),
    EventKind("reconsideration-filed", "申请行政复议", "复议机关收到复议申请", at(RECONSIDERATION, 20, 30), aside=True),
    EventKind("reconsideration-admitted", "复议受理", "复议机关受理；simple 写是否简易程序", at(RECONSIDERATION, 30, 62), aside=True,
              details=("simple",)),
    EventKind("reconsideration-refused", "复议不予受理或者驳回", "复议机关不予受理或者驳回申请", at(RECONSIDERATION, 30, 34), aside=True,
              details=("served",)),
    EventKind("reconsideration-copy-received", "收到复议申请书副本", "机关收到申请书副本，举证期限起算；simple 写是否简易程序",
              at(RECONSIDERATION, 48, 54), aside=True, details=("simple",)),
    EventKind("reconsideration-switched", "简易程序转普通程序", "收到转为普通程序的通知", at(RECONSIDERATION, 55), U,
              needs=("reconsideration-copy-received",), aside=True),
    EventKind("reconsideration-answered", "提交复议答复和证据", "提交书面答复、证据和依据", at(RECONSIDERATION, 48, 54, 70),
              needs=("reconsideration-copy-received",), aside=True),
    EventKind("reconsideration-decided", "复议决定送达", "收到复议决定书；责令履行的用 days 或 until 写期限", at(RECONSIDERATION, 66, 77), aside=True,
              details=TERM),
    EventKind("decision-performed", "履行复议决定", "按复议决定作出答复", at(RECONSIDERATION, 77), needs=("reconsideration-decided",), aside=True),
    EventKind("lawsuit-filed", "提起行政诉讼", "申请人向法院起诉", at(LITIGATION, 45, 46), aside=True),
    EventKind("complaint-copy-received", "收到起诉状副本", "机关收到起诉状副本，答辩、举证期限起算", at(LITIGATION, 67), aside=True),
    EventKind("evidence-delay-asked", "申请延期举证", "书面申请延期提供证据，须在15日内提出", at(LITIGATION_INTERPRETATION, 34), S,
              needs=("complaint-copy-received",), aside=True),
    EventKind("defence-filed", "提交答辩状和证据", "向法院提交答辩状、证据和依据", at(LITIGATION, 34, 67), needs=("complaint-copy-received",), aside=True),
    EventKind("judgment-effective", "判决生效", "责令公开的判决生效", (Citation(DISCLOSURE_INTERPRETATION), Citation(LITIGATION, 96)), S, aside=True,
              details=TERM),
    EventKind("judgment-performed", "履行判决", "按判决作出答复", at(LITIGATION, 96), needs=("judgment-effective",), aside=True),
    EventKind("correction-requested", "请求更正本人信息", "收到更正本人信息的请求", art(41), S, aside=True),
    EventKind("corrected", "更正或者告知", "更正并告知，或者转送、告知去向", art(41), S, needs=("correction-requested",), aside=True),
    EventKind("suggestion-received", "建议转主动公开", "收到转为主动公开的建议", art(44, 2), S, aside=True),
    EventKind("suggestion-answered", "答复建议", "公开，或者答复建议人", art(44, 2), S, needs=("suggestion-received",), aside=True),
    EventKind("penalty-revised", "处罚决定被变更、撤销", "已公开的处罚决定被变更、撤销、确认违法或者无效", at(PENALTIES, 48), aside=True),
    EventKind("penalty-withdrawn", "撤回处罚决定信息", "撤回信息并公开说明理由", at(PENALTIES, 48), needs=("penalty-revised",), aside=True),
)  # fmt: skip

KINDS: Mapping[str, EventKind] = MappingProxyType({row.key: row for row in EVENTS})
RANK: Mapping[str, int] = MappingProxyType({row.key: rank for rank, row in enumerate(EVENTS)})
CONSULTATIONS: Mapping[str, str] = MappingProxyType({"third-party": "T7", "agency": "T8", "other-agency": "T9"})


def kind_of(key: str) -> EventKind:
    """The row of that key. Raises ValueError, with what it may have meant, if there is none."""
    if key in KINDS:
        return KINDS[key]
    near = get_close_matches(key, KINDS, 1, 0.5)
    hint = f"是不是 {near[0]}（{KINDS[near[0]].label}）？" if near else ""
    raise ValueError(f"没有这个事件：{key}。{hint}全部事件见 gongkai law timeline --help")


def as_date(value: object) -> date:
    """A date from what a person or a YAML file writes. Raises ValueError for a day that does not exist."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"没有这个日期：{text}（应写作 2026-03-02）") from None


FLAGS = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


def as_detail(key: str, value: object) -> Any:
    """The value of one detail. Raises ValueError if it cannot be one."""
    form, label = DETAILS[key]
    if form == "date":
        return as_date(value)
    if form == "text":
        return str(value)
    if form == "flag":
        if isinstance(value, bool):
            return value
        if str(value).lower() in FLAGS:
            return FLAGS[str(value).lower()]
        raise ValueError(f"{key}（{label}）只能写 yes 或 no：{value}")
    text = str(value).strip()
    if isinstance(value, bool) or not text.isdigit():
        raise ValueError(f"{key}（{label}）应为不小于0的整数：{value}")
    return int(text)


def event(kind: str, on: object, **details: object) -> Event:
    """An event from words: `event("extended", "2026-04-10", days=10)`.

    Raises ValueError for an unknown event, a day that does not exist, or a detail that the event does not have.
    """
    row = kind_of(kind)
    for key in details:
        if key not in row.details:
            known = f"（可用：{'、'.join(row.details)}）" if row.details else ""
            raise ValueError(f"{row.label}（{kind}）没有 {key} 这一项{known}")
    return Event(
        kind, as_date(on), **{key: as_detail(key, value) for key, value in details.items() if value is not None}
    )


def parse_event(text: str) -> Event:
    """An event from the command line: `extended:2026-04-10` or `extended:2026-04-10:days=10:approved=yes`.

    Raises ValueError as `event` does, and for a text of another form.
    """
    kind, colon, rest = text.partition(":")
    if not colon:
        kind_of(kind)
        raise ValueError(f"事件要写成 名称:日期：{text}")
    day, *pairs = rest.split(":")
    details = dict(pair.partition("=")[::2] for pair in pairs)
    return event(kind, day, **details)


def events_of(entries: Iterable[object]) -> list[Event]:
    """Events from any of the forms that people write: Event, (kind, day), `kind:day`, {kind: day}, {event: kind, on: day, …}."""
    return [event_of(entry) for entry in entries]


def event_of(entry: object) -> Event:
    """One entry as an event. Raises ValueError as `event` does."""
    if isinstance(entry, Event):
        return entry
    if isinstance(entry, str):
        return parse_event(entry)
    if isinstance(entry, Mapping):
        details = {str(key): value for key, value in entry.items()}
        kind, on = details.pop("event", None), details.pop("on", details.pop("date", None))
        if kind is None:
            first = next((key for key in details if key not in DETAILS), None)
            if first is None:
                raise ValueError(f"事件缺少名称：{dict(entry)}")
            kind, on = first, details.pop(first)
        if on is None:
            raise ValueError(f"事件缺少日期：{kind}")
        return event(str(kind), on, **details)
    if isinstance(entry, tuple | list) and len(entry) == 2:
        return event(str(entry[0]), entry[1])
    raise ValueError(f"不是一件事：{entry}（应写成 名称:日期）")


RULES = tuple(row.as_rule() for row in EVENTS)
