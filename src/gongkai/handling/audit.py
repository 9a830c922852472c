"""What handling owes the ledger."""

from gongkai.handling.models import Appeal, Case
from gongkai.ledger.audit import RowRule

RULES = (
    RowRule(
        Case, ("case.registered",), {"applicant": "applicant_kind", "received_on": "received_on", "number": "number"}
    ),
    RowRule(Appeal, ("appeal.filed",), {"kind": "kind", "filed_on": "filed_on", "agency": "agency_id"}),
)
