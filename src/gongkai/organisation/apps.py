"""机构与人员。"""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrganisationConfig(AppConfig):
    name = "gongkai.organisation"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        from gongkai.ledger import audit, triggers
        from gongkai.organisation import jobs
        from gongkai.organisation.audit import RULES, entered_faults, name_faults
        from gongkai.organisation.guards import GUARDS
        from gongkai.outbox import services as outbox

        outbox.register(jobs.CLEAR_SESSIONS, jobs.clear_sessions)
        triggers.register(*GUARDS)
        audit.register(*RULES, checks=(entered_faults, name_faults))
        # Django would write a row per model and right; there are no such tables here (see auth_migrations).
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
