"""Checking: every rule of the catalogue over one report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Finding, Rule
from gongkai.reports.model import Report

__all__ = ["Finding", "Rule", "Severity", "check", "rules"]
ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@cache
def rules() -> tuple[Rule, ...]:
    """The catalogue, in the order of the documentation."""
    from gongkai.reports.checking import (
        agreement,
        balance,
        cited,
        dates,
        equations,
        fees,
        growth,
        shares,
        structure,
        sums,
        wording,
        years,
    )

    modules = (equations, structure, agreement, balance, sums, shares, growth, fees, dates, cited, wording, years)
    return tuple(rule for module in modules for rule in module.RULES)


def check(
    report: Report,
    *,
    previous: Report | None = None,
    today: date | None = None,
    profile: Mapping[str, Any] | None = None,
    accepted: Mapping[str, str] | None = None,
) -> list[Finding]:
    """What the rules find in a report, errors first.

    previous: the agency's report of the year before; without it, no rule across years is tried.
    today: needed only to say that a report is late which bears no date. profile: what the region left open.
    accepted: fingerprint → why a person says that it is right.
    """
    context = Context(report, previous, today, profile)
    found = [finding for rule in rules() for finding in rule.check(rule, context)]
    if accepted:
        found = [replace(each, accepted=accepted.get(each.fingerprint, "")) for each in found]
    return sorted(found, key=lambda each: ORDER[each.severity])
