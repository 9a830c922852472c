"""Which state an item is in: what its records must say of it, and which acts lead to it. Pure: SQL for guards.

The state of an item is a cache of its events. A guard holds it against the item's own records when it changes, another
against the entry of the act that changed it; `audit.state_faults` goes through the ledger.
"""

NEWEST = (
    "EXISTS (SELECT 1 FROM publishing_version p JOIN review_submission s ON s.id = p.submission_id "
    "WHERE p.item_id = NEW.id AND NOT EXISTS (SELECT 1 FROM publishing_version n WHERE n.item_id = p.item_id "
    "AND n.ordinal > p.ordinal) AND {so})"
)
RECALLED = "EXISTS (SELECT 1 FROM review_recall r WHERE r.submission_id = s.id)"
RETURNED = (
    "(EXISTS (SELECT 1 FROM review_verdict v WHERE v.submission_id = s.id AND NOT v.approved) "
    "OR EXISTS (SELECT 1 FROM review_secrecycheck k WHERE k.submission_id = s.id AND NOT k.passed))"
)
SIGNED = (
    "EXISTS (SELECT 1 FROM review_verdict v WHERE v.submission_id = s.id AND v.approved AND v.step = s.steps_required)"
)
WAITS = (
    f"{SIGNED} AND p.attribute = 'proactive' "
    "AND NOT EXISTS (SELECT 1 FROM publishing_release r WHERE r.version_id = p.id)"
)
EVER_FILED = (
    "EXISTS (SELECT 1 FROM publishing_version p JOIN review_submission s ON s.id = p.submission_id "
    f"WHERE p.item_id = NEW.id AND p.attribute <> 'proactive' AND {SIGNED})"
)
EVER_RELEASED = "EXISTS (SELECT 1 FROM publishing_release r WHERE r.item_id = NEW.id)"

# State → SQL over OLD and NEW (the item) that holds whenever an act leads there.
LED = {
    "draft": NEWEST.format(so=RECALLED),
    "in_review": NEWEST.format(so=f"NOT {RECALLED} AND NOT {RETURNED} AND NOT {SIGNED}"),
    "returned": NEWEST.format(so=f"({RETURNED} OR (OLD.state = 'approved' AND {WAITS}))"),
    "approved": NEWEST.format(so=WAITS),
    "filed": EVER_FILED,
    "released": "NEW.current_id IS NOT NULL",
    "withdrawn": f"(NEW.current_id IS NULL AND {EVER_RELEASED})",
    "discarded": f"(OLD.state IN ('draft', 'returned') AND NEW.current_id IS NULL AND NOT {EVER_RELEASED} AND NOT {EVER_FILED})",
}
# Kind of entry → the states that its act can lead to.
STATE_OF = {
    "item.submitted": ("in_review",),
    "review.approved": ("approved", "filed"),
    "review.returned": ("returned",),
    "review.secrecy_checked": ("returned",),
    "review.recalled": ("draft",),
    "item.sent_back": ("returned",),
    "item.released": ("released",),
    "item.withdrawn": ("withdrawn",),
    "item.discarded": ("released", "withdrawn", "filed", "discarded"),
}
