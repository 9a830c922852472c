"""Nothing is public without its whole chain; what was released never changes."""

from gongkai.ledger.triggers import Guard, append_only, frozen

CHAIN = (
    "publishing_version p JOIN review_submission s ON s.id = p.submission_id "
    "JOIN review_content c ON c.id = p.content_id AND c.id = s.content_id"
)
# Counted again here, from appointments up: whoever got past one guard still meets this one.
VALID_VERDICTS = (
    "(SELECT COUNT(DISTINCT v.reviewer_id) FROM review_verdict v JOIN review_submissionstep t "
    "ON t.submission_id = v.submission_id AND t.ordinal = v.step WHERE v.submission_id = s.id AND v.approved "
    "AND v.digest = c.digest AND v.step <= s.steps_required AND v.reviewer_id <> c.author_id "
    "AND EXISTS (SELECT 1 FROM organisation_appointment a WHERE a.person_id = v.reviewer_id "
    "AND a.agency_id = c.agency_id AND a.office = t.office AND a.since <= v.signed_on "
    "AND (a.until IS NULL OR a.until >= v.signed_on) AND NOT EXISTS (SELECT 1 FROM organisation_appointmentend e "
    "WHERE e.appointment_id = a.id AND e.last_day < v.signed_on)))"
)

GUARDS = (
    *frozen("publishing_item", ("id", "number", "agency_id", "created_by_id", "created_at", "entry_id"), "固定编号、所属机关不能改动。"),
    Guard("item_number_never_reused", "publishing_item", "INSERT", "EXISTS (SELECT 1 FROM publishing_item i WHERE i.number = NEW.number OR (NEW.index_number IS NOT NULL AND i.index_number = NEW.index_number))", "编号不能重复使用。"),
    Guard("index_number_is_kept", "publishing_item", "UPDATE", "OLD.index_number IS NOT NULL AND NEW.index_number IS DISTINCT FROM OLD.index_number", "索引号一经编定不能改动。"),
    Guard(
        "item_shows_only_what_is_released",
        "publishing_item",
        "UPDATE",
        "NEW.current_id IS NOT NULL AND NEW.current_id IS DISTINCT FROM OLD.current_id AND NOT EXISTS (SELECT 1 FROM publishing_release r "
        "WHERE r.id = NEW.current_id AND r.item_id = NEW.id AND NOT EXISTS (SELECT 1 FROM publishing_withdrawal w "
        "WHERE w.release_id = r.id))",
        "公众只能看到本条已发布、未撤回的版本。",
    ),
    Guard(
        "item_is_not_born_public",
        "publishing_item",
        "INSERT",
        "NEW.current_id IS NOT NULL",
        "新建的信息不能直接公开。",
    ),
    *append_only("publishing_version", "送审的版本不能改动；更正请另立新版。", keys=("id", "content_id", "submission_id", "entry_id", "item_id+ordinal")),
    Guard(
        "version_of_its_content",
        "publishing_version",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM review_submission s JOIN review_content c ON c.id = s.content_id "
        "JOIN publishing_item i ON i.id = NEW.item_id WHERE s.id = NEW.submission_id AND c.id = NEW.content_id "
        "AND c.agency_id = i.agency_id AND c.kind = NEW.kind)",
        "版本须与送审内容、所属机关一致。",
    ),
    *append_only("publishing_release", "发布记录不能改动；更正请另立新版，撤回请办理撤回。", keys=("id", "version_id", "entry_id")),
    Guard(
        "release_needs_verdicts",
        "publishing_release",
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {CHAIN} WHERE p.id = NEW.version_id AND s.steps_required >= 3 "
        f"AND {VALID_VERDICTS} = s.steps_required "
        "AND EXISTS (SELECT 1 FROM review_submissionstep t WHERE t.submission_id = s.id "
        "AND t.ordinal = s.steps_required AND t.office = 'signatory') "
        "AND EXISTS (SELECT 1 FROM review_secrecycheck k WHERE k.submission_id = s.id AND k.passed AND k.digest = c.digest) "
        "AND NOT EXISTS (SELECT 1 FROM review_recall r WHERE r.submission_id = s.id))",
        "没有走完审核链和保密审查的版本不能发布。",
    ),
    Guard(
        "release_only_proactive",
        "publishing_release",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM publishing_version p JOIN publishing_item i ON i.id = p.item_id "
        "WHERE p.id = NEW.version_id AND p.item_id = NEW.item_id AND p.attribute = 'proactive' "
        "AND p.audience = '全社会' AND p.section_id = NEW.section_id AND i.agency_id = NEW.agency_id)",
        "只有主动公开、面向全社会的版本可以在网站发布。",
    ),
    Guard(
        "release_of_the_newest_version",
        "publishing_release",
        "INSERT",
        "EXISTS (SELECT 1 FROM publishing_release r JOIN publishing_version newer ON newer.id = r.version_id "
        "JOIN publishing_version this ON this.id = NEW.version_id WHERE r.item_id = NEW.item_id AND newer.ordinal >= this.ordinal)",
        "已经发布过更新的版本，旧版本不能再发布。",
    ),
    Guard(
        "release_not_backdated",
        "publishing_release",
        "INSERT",
        "NEW.released_on IS DISTINCT FROM DAY(NEW.released_at) OR NEW.first_on > NEW.released_on "
        "OR EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND BEFORE_HEAD(NEW.released_at))",
        "发布日期由系统记录，不能填写。",
    ),
    *append_only("publishing_withdrawal", "撤回记录不能改动。", keys=("id", "release_id", "entry_id")),
    Guard(
        "withdrawal_of_its_item",
        "publishing_withdrawal",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM publishing_release r WHERE r.id = NEW.release_id AND r.item_id = NEW.item_id) "
        "OR NEW.withdrawn_on IS DISTINCT FROM DAY(NEW.withdrawn_at) "
        "OR EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND BEFORE_HEAD(NEW.withdrawn_at))",
        "撤回须对应本条信息的发布，时间由系统记录。",
    ),
)  # fmt: skip
