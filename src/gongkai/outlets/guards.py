"""Deliveries are written once."""

from gongkai.ledger.triggers import Guard, append_only

GUARDS = (
    *append_only("outlets_delivery", "投放记录不能修改或删除。", keys=("id", "outlet_id+evidence")),
    Guard(
        "delivery_not_in_the_future",
        "outlets_delivery",
        "INSERT",
        "NEW.recorded_on IS DISTINCT FROM DAY(NEW.recorded_at) OR NEW.delivered_on > NEW.recorded_on",
        "投放日期不能晚于录入日期。",
    ),
)
