"""The ledger only grows, and its time never goes back."""

from gongkai.ledger.triggers import Guard, append_only

GUARDS = (
    *append_only("ledger_entry", "账本只能添加，不能修改或删除。", keys=("id", "seq")),
    Guard(
        "entry_follows_the_head",
        "ledger_entry",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM ledger_head head WHERE head.id = 1 AND head.seq = NEW.seq - 1 "
        "AND head.hash = NEW.prev AND head.at <= NEW.at)",
        "账本记录须接在末条之后，时间不得早于末条。",
    ),
    *append_only("ledger_installation", "安装信息只写一次。"),
    Guard("head_only_advances", "ledger_head", "UPDATE", "NEW.seq <> OLD.seq + 1 OR NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = NEW.seq AND e.hash = NEW.hash AND e.prev = OLD.hash AND e.at = NEW.at)", "账本末条只能随新记录前移。"),
    Guard("head_is_never_removed", "ledger_head", "DELETE", "1 = 1", "账本末条不能删除。"),
    Guard("head_is_not_replaced", "ledger_head", "INSERT", "EXISTS (SELECT 1 FROM ledger_head)", "账本末条只有一行。"),
)  # fmt: skip
