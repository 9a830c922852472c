"""Editions are sealed."""

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
    *frozen("annual_report", ("id", "agency_id", "year"), "年度报告的机关和年度不能改动。"),
)
