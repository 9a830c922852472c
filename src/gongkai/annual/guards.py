"""Editions are sealed, declared figures are written once, a report is released only as one of its editions."""

from gongkai.ledger.triggers import Guard, append_only, frozen

GUARDS = (
    *append_only("annual_edition", "已送审的年度报告不能改动。", keys=("id", "version_id", "entry_id")),
    Guard(
        "edition_cut_is_known",
        "annual_edition",
        "INSERT",
        "NEW.cut_seq < 0 OR NEW.cut_seq > (SELECT head.seq FROM ledger_head head WHERE head.id = 1) "
        "OR NOT EXISTS (SELECT 1 FROM annual_report r JOIN publishing_version p ON p.item_id = r.item_id "
        "WHERE r.id = NEW.report_id AND p.id = NEW.version_id AND p.kind = 'annual_report')",
        "年度报告的版本须对应本报告，截取点须在账本之内。",
    ),
    *frozen("annual_report", ("id", "agency_id", "year", "entry_id"), "年度报告的机关和年度不能改动。"),
    Guard(
        "annual_report_once_a_year",
        "annual_report",
        "INSERT",
        "EXISTS (SELECT 1 FROM annual_report r WHERE (r.agency_id = NEW.agency_id AND r.year = NEW.year) "
        "OR r.entry_id = NEW.entry_id OR r.item_id = NEW.item_id)",
        "一个机关一个年度只有一份年度报告。",
    ),
    Guard(
        "annual_report_keeps_its_item",
        "annual_report",
        "UPDATE",
        "NEW.item_id IS DISTINCT FROM OLD.item_id AND (OLD.item_id IS NOT NULL OR NOT EXISTS (SELECT 1 "
        "FROM publishing_item i WHERE i.id = NEW.item_id AND i.agency_id = NEW.agency_id) "
        "OR EXISTS (SELECT 1 FROM annual_report r WHERE r.item_id = NEW.item_id AND r.id <> NEW.id))",
        "年度报告对应的信息定下后不能改动，且须是本机关的。",
    ),
    *append_only("annual_declaration", "申报的数不能改动；要改请另行申报。", keys=("id", "entry_id")),
    Guard(
        "declaration_made_now",
        "annual_declaration",
        "INSERT",
        "NEW.declared_on IS DISTINCT FROM DAY(NEW.declared_at) "
        "OR NOT EXISTS (SELECT 1 FROM annual_report r WHERE r.id = NEW.report_id) "
        "OR EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND BEFORE_HEAD(NEW.declared_at))",
        "申报时间由系统记录，申报须属于一份年度报告。",
    ),
    Guard(
        "annual_release_needs_edition",
        "publishing_release",
        "INSERT",
        "EXISTS (SELECT 1 FROM annual_report r WHERE r.item_id = NEW.item_id) "
        "AND NOT EXISTS (SELECT 1 FROM annual_edition e WHERE e.version_id = NEW.version_id)",
        "年度报告只能发布由记录编成、已封存的版本。",
    ),
)
