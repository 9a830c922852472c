"""Outlets stay what they are; deliveries are written once, and only of what was released."""

from gongkai.ledger.triggers import Guard, append_only, frozen

GUARDS = (
    *frozen("outlets_outlet", ("id", "agency_id", "kind"), "渠道的机关和类别不能改动，渠道不能删除。"),
    Guard(
        "outlet_name_once",
        "outlets_outlet",
        "INSERT",
        "EXISTS (SELECT 1 FROM outlets_outlet o WHERE o.agency_id = NEW.agency_id AND o.kind = NEW.kind AND o.name = NEW.name)",
        "这个渠道已经登记过。",
    ),
    Guard(
        "outlet_renamed_to_a_free_name",
        "outlets_outlet",
        "UPDATE",
        "EXISTS (SELECT 1 FROM outlets_outlet o WHERE o.agency_id = NEW.agency_id AND o.kind = NEW.kind "
        "AND o.name = NEW.name AND o.id <> NEW.id)",
        "这个渠道已经登记过。",
    ),
    *append_only("outlets_delivery", "投放记录不能修改或删除。", keys=("id", "outlet_id+evidence")),
    Guard(
        "delivery_not_in_the_future",
        "outlets_delivery",
        "INSERT",
        "NEW.recorded_on IS DISTINCT FROM DAY(NEW.recorded_at) OR NEW.delivered_on > NEW.recorded_on "
        "OR EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND BEFORE_HEAD(NEW.recorded_at))",
        "投放日期不能晚于录入日期，录入时间由系统记录。",
    ),
    Guard(
        "delivery_of_what_was_released",
        "outlets_delivery",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM outlets_outlet o WHERE o.id = NEW.outlet_id) OR (NEW.item_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM publishing_release r WHERE r.item_id = NEW.item_id))",
        "只有已经发布的信息可以登记为投放。",
    ),
)
