"""Where a case stands on a day. Source: 《条例》第三十条至第三十六条。"""

from enum import StrEnum


class State(StrEnum):
    """Where a case stands on a day."""

    NOT_RECEIVED = "not_received"
    UNCONFIRMED = "unconfirmed"
    HANDLING = "handling"
    CLARIFYING = "clarifying"
    CONSULTING = "consulting"
    AWAITING_PAYMENT = "awaiting_payment"
    REPLIED = "replied"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    ASIDE = "aside"

    @property
    def label(self) -> str:
        """In official words."""
        return STATES[self]

    @property
    def is_closed(self) -> bool:
        """Whether the case has ended."""
        return self in CLOSED


STATES = {
    State.NOT_RECEIVED: "尚未收到申请",
    State.UNCONFIRMED: "等待确认收到",
    State.HANDLING: "办理中",
    State.CLARIFYING: "等待补正",
    State.CONSULTING: "征求意见中",
    State.AWAITING_PAYMENT: "等待缴费",
    State.REPLIED: "已答复",
    State.ABANDONED: "已决定不再处理",
    State.WITHDRAWN: "申请人已撤回",
    State.MERGED: "已并案",
    State.ASIDE: "没有申请，只有其他期限",
}
CLOSED = frozenset({State.REPLIED, State.ABANDONED, State.WITHDRAWN, State.MERGED})
