"""Who works at the report desk, and whether a report can be changed now."""

from datetime import date

from gongkai.annual.models import Report
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import holds
from gongkai.publishing.models import Draft


class AnnualRefused(Exception):
    """What cannot be done with a report; the message says what to do."""


def may_report(by: Person, agency: Agency, day: date) -> None:
    """Raise AnnualRefused unless `by` compiles the reports of this agency on `day`."""
    if not holds(by, agency, Office.DISCLOSURE_OFFICER, day):
        raise AnnualRefused("年度报告由信息公开专员编制，您今天没有在这个机关担任这项职务。")


def open_draft(report: Report) -> Draft | None:
    """The draft of the report's item, while it can be changed."""
    return report.item.drafts.filter(open=True).first() if report.item else None
