"""What happened, in words: entries of the ledger as people read them, without any text of a draft."""

import json
from dataclasses import dataclass
from datetime import datetime

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Office

KINDS = {
    "installation.founded": "建立本系统",
    "agency.founded": "登记机关",
    "agency.setting": "更改机关设置",
    "station.opened": "登记站所",
    "person.enrolled": "登记人员",
    "person.password_changed": "更改口令",
    "person.suspended": "停用登录",
    "person.restored": "恢复登录",
    "person.appointed": "任命",
    "person.appointment_ended": "结束任职",
    "review.chain_set": "设置审核链",
    "vault.key_changed": "更换密钥",
    "section.laid": "设置栏目",
    "item.drafted": "起草",
    "item.taken_over": "接着改同事的稿件",
    "item.submitted": "送审",
    "item.released": "发布",
    "item.sent_back": "发布前退回",
    "item.withdrawn": "撤回",
    "item.discarded": "作废稿件",
    "item.correction_begun": "起草更正",
    "item.notice_ended": "公示期满",
    "review.approved": "审核通过",
    "review.returned": "退回修改",
    "review.recalled": "取回稿件",
    "review.secrecy_checked": "保密审查",
    "annual.opened": "开始编制年报",
    "annual.declared": "申报年报数字",
    "outlet.opened": "登记渠道",
    "delivery.recorded": "登记投放",
    "case.registered": "登记申请",
    "case.confirmed": "确认收到申请",
    "case.extended": "延长答复期限",
    "case.decided": "作出答复决定",
    "case.fee_notified": "通知收费",
    "case.fee_paid": "缴清费用",
    "appeal.filed": "登记复议诉讼",
    "appeal.closed": "复议诉讼办结",
}


@dataclass(frozen=True)
class Happening:
    """One entry: what, by whom, when, and the few facts worth reading."""

    seq: int
    what: str
    who: str
    at: datetime
    facts: tuple[str, ...]
    hash: str
    subject: str
    kind: str


def name_in(actor: str) -> str:
    """The printed name of an actor: `person:12 马小兰` → 马小兰."""
    return actor.split(" ", 1)[1] if " " in actor else actor


def happened(entry: Entry) -> Happening:
    """An entry in words."""
    payload = json.loads(entry.payload)
    at = datetime.fromisoformat(entry.at.replace("Z", "+00:00"))
    what = KINDS.get(entry.kind, entry.kind)
    if entry.kind == "review.approved" and payload.get("step") == payload.get("steps"):
        what = "签发"
    if entry.kind == "item.released" and payload.get("correction"):
        what = "发布更正"
    return Happening(
        entry.seq, what, name_in(entry.actor), at, tuple(facts_of(payload)), entry.hash, entry.subject, entry.kind
    )


def facts_of(payload: dict[str, object]) -> list[str]:
    """The facts of a payload that say something to people."""
    said = []
    if payload.get("name") and payload.get("step"):
        said.append(str(payload["name"]))
    if payload.get("ordinal"):
        said.append(f"第{payload['ordinal']}版")
    if payload.get("index"):
        said.append(f"索引号 {payload['index']}")
    if payload.get("office") in Office.values:
        said.append(str(Office(str(payload["office"])).label))
    if "passed" in payload:
        said.append("通过" if payload["passed"] else "有疑问，退回")
    for key, label in (("since", "自"), ("until", "至"), ("last_day", "最后一天")):
        if payload.get(key):
            said.append(f"{label} {payload[key]}")
    if payload.get("reason"):
        said.append(f"原因：{payload['reason']}")
    if payload.get("digest"):
        said.append(f"摘要 {str(payload['digest'])[:8]}…")
    return said
