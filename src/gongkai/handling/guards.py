"""Cases and appeals: what was received stays, a decision is made once, events are only added."""

from gongkai.ledger.triggers import Guard, append_only, frozen

GUARDS = (
    *frozen("handling_case", ("id", "agency_id", "number", "applicant_kind", "received_on", "entry_id"), "办理件的编号、申请人类别、收到日期不能改动。"),
    Guard("case_number_never_reused", "handling_case", "INSERT", "EXISTS (SELECT 1 FROM handling_case c WHERE c.number = NEW.number)", "办理件编号不能重复。"),
    Guard("case_decided_once", "handling_case", "UPDATE", "OLD.outcome IS NOT NULL AND (NEW.outcome IS DISTINCT FROM OLD.outcome OR NEW.decided_on IS DISTINCT FROM OLD.decided_on)", "办结的件不能改结果；重新答复另作记录。"),
    *append_only("handling_caseevent", "办理过程只能添加记录。", keys=("id", "entry_id")),
    Guard("case_event_day", "handling_caseevent", "INSERT", "NEW.recorded_on IS DISTINCT FROM DAY(NEW.recorded_at) OR NEW.occurred_on > NEW.recorded_on", "录入日期由系统记录，发生日不能晚于录入日。"),
    *frozen("handling_appeal", ("id", "agency_id", "kind", "filed_on", "entry_id"), "复议、诉讼的类别和收到日期不能改动。"),
    Guard("appeal_closed_once", "handling_appeal", "UPDATE", "OLD.result IS NOT NULL AND (NEW.result IS DISTINCT FROM OLD.result OR NEW.closed_on IS DISTINCT FROM OLD.closed_on)", "审结的结果不能改动。"),
)  # fmt: skip
