"""Cases and appeals: what was received stays, a decision is made once, events are only added.

A unique column that an update may set is guarded too: `UPDATE OR REPLACE` on SQLite would remove the row that holds
the value already, past every guard of deletion.
"""

from gongkai.ledger.triggers import Guard, append_only, frozen


def taken(table: str, column: str) -> str:
    """SQL: another row of `table` holds this value of a unique column already."""
    return f"EXISTS (SELECT 1 FROM {table} other WHERE other.{column} = NEW.{column} AND other.id <> NEW.id)"


HEAD_IS_LATER = "EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND BEFORE_HEAD(NEW.recorded_at))"
EARLIER_NOTICE = (
    "EXISTS (SELECT 1 FROM handling_caseevent n WHERE n.case_id = NEW.case_id AND n.kind = 'fee_notified' "
    "AND n.occurred_on <= NEW.occurred_on)"
)

GUARDS = (
    *frozen("handling_case", ("id", "agency_id", "number", "applicant_kind", "received_on", "entry_id"), "办理件的编号、申请人类别、收到日期不能改动。"),
    Guard("case_number_never_reused", "handling_case", "INSERT", "EXISTS (SELECT 1 FROM handling_case c WHERE c.number = NEW.number)", "办理件编号不能重复。"),
    Guard("case_entry_never_reused", "handling_case", "INSERT", "EXISTS (SELECT 1 FROM handling_case c WHERE c.entry_id = NEW.entry_id OR c.decided_entry_id = NEW.decided_entry_id)", "一条账本记录只对应一件。"),
    Guard("case_decision_entry_is_its_own", "handling_case", "UPDATE", f"NEW.decided_entry_id IS NOT NULL AND {taken('handling_case', 'decided_entry_id')}", "一条账本记录只对应一件。"),
    Guard("case_decided_once", "handling_case", "UPDATE", "OLD.outcome IS NOT NULL AND (NEW.outcome IS DISTINCT FROM OLD.outcome OR NEW.decided_on IS DISTINCT FROM OLD.decided_on OR NEW.decided_entry_id IS DISTINCT FROM OLD.decided_entry_id)", "办结的件不能改结果；重新答复另作记录。"),
    *append_only("handling_caseevent", "办理过程只能添加记录。", keys=("id", "entry_id")),
    Guard("case_event_day", "handling_caseevent", "INSERT", f"NEW.recorded_on IS DISTINCT FROM DAY(NEW.recorded_at) OR NEW.occurred_on > NEW.recorded_on OR {HEAD_IS_LATER}", "录入日期由系统记录，发生日不能晚于录入日。"),
    Guard("case_event_of_a_case", "handling_caseevent", "INSERT", "NOT EXISTS (SELECT 1 FROM handling_case c WHERE c.id = NEW.case_id)", "办理过程须属于一个办理件。"),
    Guard("case_event_decision_as_decided", "handling_caseevent", "INSERT", "NEW.kind = 'decided' AND NOT EXISTS (SELECT 1 FROM handling_case c WHERE c.id = NEW.case_id AND c.decided_on = NEW.occurred_on)", "处理的发生日须与办结记录一致。"),
    Guard("case_event_fee_notice_first", "handling_caseevent", "INSERT", f"NEW.kind = 'fee_paid' AND NOT {EARLIER_NOTICE}", "没有收费通知，不能登记缴费。"),
    *frozen("handling_appeal", ("id", "agency_id", "case_id", "kind", "filed_on", "entry_id"), "复议、诉讼的类别和收到日期不能改动。"),
    Guard("appeal_entry_never_reused", "handling_appeal", "INSERT", "EXISTS (SELECT 1 FROM handling_appeal a WHERE a.entry_id = NEW.entry_id OR a.closed_entry_id = NEW.closed_entry_id)", "一条账本记录只对应一件复议、诉讼。"),
    Guard("appeal_end_entry_is_its_own", "handling_appeal", "UPDATE", f"NEW.closed_entry_id IS NOT NULL AND {taken('handling_appeal', 'closed_entry_id')}", "一条账本记录只对应一件复议、诉讼。"),
    Guard("appeal_of_its_agencys_case", "handling_appeal", "INSERT", "NEW.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM handling_case c WHERE c.id = NEW.case_id AND c.agency_id = NEW.agency_id)", "复议、诉讼所涉的办理件须属于本机关。"),
    Guard("appeal_closed_once", "handling_appeal", "UPDATE", "OLD.result IS NOT NULL AND (NEW.result IS DISTINCT FROM OLD.result OR NEW.closed_on IS DISTINCT FROM OLD.closed_on OR NEW.closed_entry_id IS DISTINCT FROM OLD.closed_entry_id)", "审结的结果不能改动。"),
)  # fmt: skip
