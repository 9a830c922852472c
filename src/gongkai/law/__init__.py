"""法规即数据：时钟、结论、收费、表式、节假日。纯 Python：无 Django、无时钟、无网络。

`from gongkai import law` is quick: each name is taken in when it is first used.

    law.deadline(law.DISCLOSURE, start=date(2026, 3, 2), workdays=law.calendar())
    law.add_workdays(date(2026, 2, 13), 20)
    law.rules()
"""

import importlib
from typing import Any

_HOME = {
    "citation": ("Citation", "Rule", "Source", "Standing", "rules"),
    "layers": ("Layer", "Notice"),
    "workdays": (
        "NoData", "Workdays", "add_workdays", "calendar", "count_workdays", "for_province", "is_workday", "missing_notice",
    ),
    "terms": ("add_calendar_days", "add_months", "months_after"),
    "clocks": ("CLOCKS", "DISCLOSURE", "Clock", "Follows", "Unit", "clock"),
    "deadlines": ("CountedDay", "Deadline", "Pause", "deadline", "term"),
    "channels": ("CHANNELS", "Channel"),
    "receipts": ("Receipt", "receipt"),
    "operators": ("MovedDeadline", "Preview", "operator_layer", "preview", "read_operator_layer"),
    "casefiles": ("CaseFile", "case_of", "case_of_text", "read_case"),
    "events": ("EVENTS", "Event", "EventKind", "event", "events_of", "parse_event"),
    "timelines": ("Impossible", "NextAct", "Running", "State", "Timeline", "Violation", "timeline"),
    "profiles": ("NATIONAL_PROFILE", "NINGXIA_PROFILE", "PROFILES", "SETTINGS", "Profile", "Setting", "profile"),
    "exemptions": ("GROUNDS", "Ground", "ground"),
    "decisions": ("OUTCOMES", "Outcome", "Part", "grounds_of", "SEVERANCE", "missing", "outcome", "row_of", "row_under", "unsaid"),
    "remedies": (
        "Remedy", "RemedyKind", "remedy", "remedies_of", "remedy_for_silence", "remedy_for_third_party", "remedy_of_notice", "unsigned",
    ),
    "reviewers": ("REVIEWING_BODIES", "Court", "ReviewingBody", "court_on", "reviewing_body"),
    "fees": ("Charge", "Fee", "charge", "counted_before", "fee", "per_application", "per_page"),
    "letters": ("LETTERS", "Letter", "empty_blanks", "letter"),
    "signing": ("CHECKS", "Draft", "faults"),
    "service": ("METHODS", "Method", "method"),
    "applications": ("ELEMENTS", "absent"),
    "catalogues": ("COLUMNS", "FIELDS", "field", "refused_channels", "row_faults"),
    "showings": ("FORBIDDEN_LISTS", "SHOWINGS", "Showing", "after_end", "days_shown", "on_portal", "permitted", "showing"),
    "personal": ("NEVER_LISTED", "masked_identity", "masked_phone"),
    "websites": ("INDICATORS", "ITEM_FIELDS", "METAS", "PLATFORM_LABELS", "Indicator", "indicator", "meta_faults", "metas_for"),
    "retention": ("PERIODS", "appraised_on", "period", "transferred_on"),
    "secrecy": ("LEAK_STEPS", "MARKS"),
    "counting": ("COUNTING", "REPORTERS", "SECTIONS", "counting_rule", "report_due"),
    "supervision": ("CATALOGUE_PARTS", "GUIDE_PARTS", "NATURES"),
    "report_form": ("FORMS", "FORM_2019", "FORM_2021", "form_for"),
    "scope": ("ATTRIBUTES", "TOPICS", "Attribute", "Topic", "attribute", "topic", "topics_for"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name == "columns":  # the only module that needs NumPy
        return importlib.import_module("gongkai.law.columns")
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'gongkai.law' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"gongkai.law.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
