"""Who may sign what, kept by the database itself."""

from gongkai.ledger.chain import canonical
from gongkai.ledger.triggers import Guard, append_only, entered
from gongkai.review.secrecy import KEYS

SIGNED_ONCE = "签署不能修改或删除。"
HELD_OFFICE = (
    "EXISTS (SELECT 1 FROM organisation_appointment a WHERE a.person_id = NEW.reviewer_id AND a.agency_id = c.agency_id "
    "AND a.office = {office} AND a.since <= NEW.signed_on AND (a.until IS NULL OR a.until >= NEW.signed_on) "
    "AND NOT EXISTS (SELECT 1 FROM organisation_appointmentend e WHERE e.appointment_id = a.id "
    "AND e.last_day < NEW.signed_on))"
)
CONTENT = "review_submission s JOIN review_content c ON c.id = s.content_id"
CLOSED = (
    "EXISTS (SELECT 1 FROM review_verdict v WHERE v.submission_id = NEW.submission_id AND NOT v.approved) "
    "OR EXISTS (SELECT 1 FROM review_secrecycheck k WHERE k.submission_id = NEW.submission_id AND NOT k.passed) "
    "OR EXISTS (SELECT 1 FROM review_recall r WHERE r.submission_id = NEW.submission_id)"
)
WITH_ENTRY = "签署须与账本记录同时写下，人和时间一致。"
OF_SUBMISSION = "(SELECT s.subject FROM review_submission s WHERE s.id = r.submission_id)"
ALL_CLEAR = canonical(dict.fromkeys(KEYS, "clear"))
DAY_AND_HEAD = (
    "NEW.signed_on IS DISTINCT FROM DAY(NEW.signed_at) "
    "OR EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND BEFORE_HEAD(NEW.signed_at))"
)

GUARDS = (
    *append_only("review_chain", "审核链另立新条，旧条不能修改。", keys=("id", "entry_id")),
    *append_only("review_chainstep", "审核链的环节不能修改。", keys=("id", "chain_id+ordinal")),
    Guard(
        "chain_step_before_use",
        "review_chainstep",
        "INSERT",
        "EXISTS (SELECT 1 FROM review_submission s WHERE s.chain_id = NEW.chain_id)",
        "审核链已经用过，不能再添环节；请另立新链。",
    ),
    *append_only("review_content", "送审内容不能改动；要改请另行送审。", keys=("id", "entry_id")),
    *append_only("review_contentfile", "送审附件不能改动。", keys=("id", "content_id+position")),
    Guard(
        "content_file_before_submission",
        "review_contentfile",
        "INSERT",
        "EXISTS (SELECT 1 FROM review_submission s WHERE s.content_id = NEW.content_id)",
        "送审之后不能再加附件。",
    ),
    *append_only("review_submission", "送审记录不能改动。", keys=("id", "content_id", "entry_id")),
    Guard(
        "submission_of_its_agency",
        "review_submission",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM review_content c JOIN review_chain h ON h.id = NEW.chain_id "
        "WHERE c.id = NEW.content_id AND h.agency_id = c.agency_id AND (h.kind = c.kind OR h.kind = '*')) "
        "OR NEW.steps_required <> (SELECT COUNT(*) FROM review_chainstep t WHERE t.chain_id = NEW.chain_id) "
        "OR NEW.steps_required < 3 OR NEW.submitted_on IS DISTINCT FROM DAY(NEW.submitted_at)",
        "送审须走本机关这一类信息的审核链，步数须与审核链一致。",
    ),
    *append_only("review_submissionstep", "送审环节不能改动。", keys=("id", "submission_id+ordinal")),
    Guard(
        "submission_step_as_in_chain",
        "review_submissionstep",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM review_submission s JOIN review_chainstep t ON t.chain_id = s.chain_id "
        "WHERE s.id = NEW.submission_id AND t.ordinal = NEW.ordinal AND t.office = NEW.office)",
        "送审环节须与审核链一致。",
    ),
    *append_only("review_verdict", SIGNED_ONCE, keys=("id", "entry_id", "submission_id+step", "submission_id+reviewer_id")),
    Guard(
        "verdict_on_this_content",
        "review_verdict",
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {CONTENT} WHERE s.id = NEW.submission_id AND c.digest = NEW.digest)",
        "签署的内容与送审内容不一致，请重新打开后再签。",
    ),
    Guard(
        "verdict_in_order",
        "review_verdict",
        "INSERT",
        "NEW.step <> 1 + (SELECT COUNT(*) FROM review_verdict v WHERE v.submission_id = NEW.submission_id) "
        f"OR {CLOSED} OR NEW.step > (SELECT s.steps_required FROM review_submission s WHERE s.id = NEW.submission_id)",
        "还没轮到这一步，或者这次送审已经办结。",
    ),
    Guard(
        "verdict_by_office_holder",
        "review_verdict",
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {CONTENT} JOIN review_submissionstep t ON t.submission_id = s.id "
        f"AND t.ordinal = NEW.step WHERE s.id = NEW.submission_id AND {HELD_OFFICE.format(office='t.office')})",
        "签署人当天没有在这个机关担任这一步的职务。",
    ),
    Guard(
        "verdict_not_by_author",
        "review_verdict",
        "INSERT",
        f"EXISTS (SELECT 1 FROM {CONTENT} WHERE s.id = NEW.submission_id "
        "AND (c.author_id = NEW.reviewer_id OR s.submitted_by_id = NEW.reviewer_id))",
        "撰稿人、送审人不能审核自己的稿件。",
    ),
    Guard("verdict_not_backdated", "review_verdict", "INSERT", DAY_AND_HEAD, "签署时间由系统记录，不能倒签。"),
    Guard(
        "verdict_after_secrecy_check",
        "review_verdict",
        "INSERT",
        f"NEW.approved AND EXISTS (SELECT 1 FROM {CONTENT} WHERE s.id = NEW.submission_id "
        "AND NEW.step = s.steps_required AND NOT EXISTS (SELECT 1 FROM review_secrecycheck k "
        "WHERE k.submission_id = s.id AND k.passed AND k.digest = c.digest))",
        "签发之前须先通过保密审查。",
    ),
    *entered("review_verdict", ("review.approved", "review.returned"), WITH_ENTRY, moment="signed_at", person="reviewer_id", subject=OF_SUBMISSION, also="r.approved = (NEW.kind = 'review.approved')"),
    *append_only("review_secrecycheck", SIGNED_ONCE, keys=("id", "entry_id", "submission_id")),
    Guard(
        "secrecy_check_by_office_holder",
        "review_secrecycheck",
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {CONTENT} WHERE s.id = NEW.submission_id AND c.digest = NEW.digest "
        "AND c.author_id <> NEW.reviewer_id AND s.submitted_by_id <> NEW.reviewer_id "
        f"AND {HELD_OFFICE.format(office=chr(39) + 'secrecy_reviewer' + chr(39))}) OR {CLOSED}",
        "保密审查须由当天担任这项职务、且不是撰稿人的人，对这一版内容作出。",
    ),
    Guard("secrecy_check_not_backdated", "review_secrecycheck", "INSERT", DAY_AND_HEAD, "审查时间由系统记录，不能倒签。"),
    Guard(
        "secrecy_check_answers_each_item",
        "review_secrecycheck",
        "INSERT",
        f"REPLACE(NEW.answers, ':\"doubt\"', ':\"clear\"') <> '{ALL_CLEAR}' OR NEW.passed <> (NEW.answers = '{ALL_CLEAR}')",
        "保密审查须逐项回答；每项都没有疑问才是通过。",
    ),
    *entered("review_secrecycheck", ("review.secrecy_checked",), WITH_ENTRY, moment="signed_at", person="reviewer_id", subject=OF_SUBMISSION),
    *append_only("review_recall", "取回记录不能改动。", keys=("id", "submission_id", "entry_id")),
    Guard(
        "recall_before_decision",
        "review_recall",
        "INSERT",
        "EXISTS (SELECT 1 FROM review_verdict v JOIN review_submission s ON s.id = v.submission_id "
        "WHERE s.id = NEW.submission_id AND (NOT v.approved OR v.step = s.steps_required))",
        "已经办结的送审不能取回。",
    ),
    *entered("review_recall", ("review.recalled",), "取回须与账本记录同时写下。", person="by_id", subject=OF_SUBMISSION),
    *entered("review_submission", ("item.submitted",), "送审须与账本记录同时写下，人、时间和对象一致。", moment="submitted_at", person="submitted_by_id", subject="r.subject"),
)  # fmt: skip
