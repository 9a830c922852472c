"""Nothing is public without its whole chain; what was released never changes."""

from gongkai.ledger.triggers import Guard, append_only, entered, frozen
from gongkai.publishing.states import LED, STATE_OF

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
CASES = " ".join(f"WHEN '{state}' THEN {holds}" for state, holds in LED.items())
BY_ENTRY = "publishing_item i WHERE i.state_entry_id = NEW.id"
LEADS = " OR ".join(
    f"(NEW.kind = '{kind}' AND i.state = '{state}')" for kind, states in STATE_OF.items() for state in states
)
CHANGING = ", ".join(f"'{kind}'" for kind in STATE_OF if kind.startswith("item."))

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
        "WHERE w.release_id = r.id) AND NOT EXISTS (SELECT 1 FROM publishing_release newer WHERE newer.item_id = r.item_id "
        "AND newer.id > r.id))",
        "公众只能看到本条最近发布、未撤回的版本。",
    ),
    Guard(
        "item_leaves_the_public_by_withdrawal",
        "publishing_item",
        "UPDATE",
        "OLD.current_id IS NOT NULL AND NEW.current_id IS NULL AND NOT EXISTS (SELECT 1 FROM publishing_withdrawal w "
        "WHERE w.release_id = OLD.current_id)",
        "已发布的信息只有办理撤回，才不再公开。",
    ),
    Guard(
        "item_is_not_born_public",
        "publishing_item",
        "INSERT",
        "NEW.current_id IS NOT NULL OR NEW.state <> 'draft' OR NEW.state_entry_id IS NOT NULL",
        "新建的信息不能直接公开，状态从起草开始。",
    ),
    *entered("publishing_item", ("item.drafted",), "起草须与账本记录同时写下，人、时间和对象一致。", moment="created_at", person="created_by_id", subject="'item:' || r.id"),
    Guard(
        "item_state_by_an_act",
        "publishing_item",
        "UPDATE",
        "(NEW.state <> OLD.state AND (NEW.state_entry_id IS NULL OR NEW.state_entry_id = OLD.state_entry_id)) "
        "OR (NEW.state_entry_id IS DISTINCT FROM OLD.state_entry_id AND (NEW.state_entry_id IS NULL "
        "OR EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = NEW.state_entry_id)))",
        "信息的状态只能随办理改变，并与账本记录同时写下。",
    ),
    Guard(
        "item_state_as_its_records_say",
        "publishing_item",
        "UPDATE",
        f"NEW.state <> OLD.state AND NOT CASE NEW.state {CASES} ELSE 1 = 0 END",
        "信息的状态须与它的送审、审核、发布、撤回记录一致。",
    ),
    Guard(
        "item_state_as_its_entry",
        "ledger_entry",
        "INSERT",
        f"EXISTS (SELECT 1 FROM {BY_ENTRY} AND NOT (NEW.subject = 'item:' || i.id AND ({LEADS}))) "
        f"OR (NEW.kind IN ({CHANGING}) AND NOT EXISTS (SELECT 1 FROM {BY_ENTRY}))",
        "账本记录的办理须与信息的状态一致。",
    ),
    *append_only("publishing_version", "送审的版本不能改动；更正请另立新版。", keys=("id", "content_id", "submission_id", "entry_id", "item_id+ordinal")),
    *entered("publishing_version", ("item.submitted",), "送审的版本须与账本记录同时写下，对象一致。", subject="'item:' || r.item_id"),
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
    *entered("publishing_release", ("item.released",), "发布须与账本记录同时写下，人、时间和对象一致。", moment="released_at", person="released_by_id", subject="'item:' || r.item_id"),
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
    *entered("publishing_withdrawal", ("item.withdrawn",), "撤回须与账本记录同时写下，人、时间和对象一致。", moment="withdrawn_at", person="by_id", subject="'item:' || r.item_id"),
)  # fmt: skip
