"""How a letter is served, which day counts for whom, and what each way asks for.

Source: 国办公开办函〔2016〕235号；《行政复议法》第二十二条第二款；《条例》第四十二条。
"""

from dataclasses import dataclass

from gongkai.law.citation import RECONSIDERATION, REGULATION, SERVICE_LETTER, Citation, Rule, Standing
from gongkai.law.remedies import Fault

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Method:
    """One way of service.

    replied: the day that the reply clock ends on. served: the day from which the applicant's terms run.
    evidence: what proves it. allowed: whether a reply may go this way at all.
    """

    key: str
    label: str
    replied: str
    served: str
    evidence: str
    citations: tuple[Citation, ...]
    standing: Standing = V
    allowed: bool = True
    online: bool = False
    note: str = ""

    def faults(self, *, decides: bool, online: str) -> tuple[Fault, ...]:
        """What stops a letter from going this way. decides: whether it carries a decision."""
        if not self.allowed:
            return (Fault(f"不得以{self.label}送达：{self.note}", self.citations[0]),)
        if self.online and decides and not online.strip():
            return (Fault("电子送达决定须一并给出线上申请复议的入口", Citation(RECONSIDERATION, 22, 2)),)
        return ()

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        note = f"答复日：{self.replied}；送达日：{self.served}；凭证：{self.evidence}" if self.allowed else self.note
        return Rule(
            f"SV-{self.key}",
            f"送达方式：{self.label}",
            self.citations,
            self.standing,
            "；".join(filter(None, (note, self.note * self.allowed))),
        )


LETTER = Citation(SERVICE_LETTER)
METHODS: tuple[Method, ...] = (
    Method("direct", "直接送达", "签收当日", "签收当日", "签收回证", (LETTER,)),
    Method("entrusted", "委托其他机关代送", "签收当日", "签收当日", "代送机关的签收回证", (LETTER,)),
    Method("post", "邮寄（邮政企业）", "交邮当日", "收件人签收之日", "邮政企业的交寄凭证和妥投记录", (LETTER,), note="不得让申请人到付"),
    Method("electronic", "电子送达", "发出成功之日", "申请人可以读取之日", "发出回执和可读取记录", (LETTER, Citation(RECONSIDERATION, 22, 2)), U, online=True,
           note="送达时点没有规定：答复期按发出日，申请人的期限按可读取日（设置 electronic_service_on）"),
    Method("courier", "快递企业", "", "", "", (LETTER,), allowed=False, note="邮寄须经邮政企业"),
    Method("collect", "到付邮寄", "", "", "", (LETTER, Citation(REGULATION, 42)), allowed=False, note="不得让申请人到付"),
)  # fmt: skip
BY_KEY = {each.key: each for each in METHODS}


def method(key: str) -> Method:
    """The way of service of that key. Raises ValueError if there is none."""
    if key not in BY_KEY:
        raise ValueError(f"没有这种送达方式：{key}（可用：{'、'.join(BY_KEY)}）")
    return BY_KEY[key]


RULES = tuple(each.as_rule() for each in METHODS)
