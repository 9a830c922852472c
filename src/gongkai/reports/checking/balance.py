"""New and carried in against concluded and carried over, within one sentence of the narrative."""

from collections.abc import Iterator

from gongkai.law.report_form import Severity
from gongkai.reports.checking.agreement import by_sentence, values
from gongkai.reports.checking.claims import CARRIED_IN, CARRIED_OVER, CONCLUDED, RECEIVED, Claim
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, apart

NAMES = {RECEIVED: "收到", CARRIED_IN: "上年结转", CONCLUDED: "办结", CARRIED_OVER: "结转下年度"}


def balance(rule: Rule, context: Context) -> Iterator[Finding]:
    """Sentences whose own figures do not come out even; what the tables contradict is another rule's."""
    for _, said in by_sentence(context):
        figures = once(said)
        if figures is None or any(known and claim.value not in known for claim, known in compared(context, said)):
            continue
        received, concluded = figures[RECEIVED].value, figures[CONCLUDED].value
        before, left = figures.get(CARRIED_IN), figures[CARRIED_OVER].value
        whole = received + (before.value if before else 0)
        if concluded + left in (whole, received):
            continue  # 收到 may take in what was carried over from the year before
        sure = before is not None and all(claim.certain for claim in figures.values())
        why = "" if sure else "；没有写上年结转，或者办结另有所指的，则不算错"
        first = figures[RECEIVED]
        listed = "，".join(f"{name} {figures[home].value}" for home, name in NAMES.items() if home in figures)
        yield context.found(
            rule, first.path, f"正文写{listed}：收到加上年结转为 {whole}，办结加结转下年度为 {concluded + left}，相差 {apart(whole, concluded + left)}{why}。请查申请登记台账。",
            severity=Severity.WARNING if sure else Severity.HINT, expected=whole, found=concluded + left, place=first.paragraph.place,
            cells=tuple((claim.path, str(claim.value)) for claim in figures.values()), about=first.words,
        )  # fmt: skip


def once(said: list[Claim]) -> dict[str, Claim] | None:
    """The claim of each side, if received, concluded and carried over are each said just once."""
    found: dict[str, Claim] = {}
    for claim in said:
        if claim.home not in NAMES:
            continue
        if claim.home in found and found[claim.home].value != claim.value:
            return None
        found[claim.home] = claim
    return found if {RECEIVED, CONCLUDED, CARRIED_OVER} <= found.keys() else None


def compared(context: Context, said: list[Claim]) -> list[tuple[Claim, list[int]]]:
    """The claims with what the tables say."""
    return [(claim, [int(each) for each in values(context, claim)]) for claim in said if claim.home in NAMES]


RULES = (
    Rule("N5", "正文所述收到、办结、结转相符", Severity.WARNING, "同一句里写了收到、上年结转、办结、结转下年度的，前两个数之和应等于后两个数之和。没有写上年结转的只作提示；与表三不同的由 V6 报告，不重复。", "国办公开办函〔2021〕30号表三表头", balance,
         Example("收到 12 件，办结 10 件，结转 1 件", sections={1: "新收政府信息公开申请12件，上年结转1件，办结政府信息公开申请10件，结转下年度1件。"}, without=("requests",)),
         Example("收到 10 件，上年结转 1 件，办结 10 件，结转 1 件", sections={1: "新收政府信息公开申请10件，上年结转1件，办结政府信息公开申请10件，结转下年度1件。"}, without=("requests",))),
)  # fmt: skip
