"""Every rule of the library, as `gongkai law sources` lists it."""

import itertools
import re
from collections import Counter

import pytest

from gongkai import law
from gongkai.law.citation import RULE_MODULES

RULES = list(law.rules())


def test_every_id_of_the_facts_is_there():
    heads = {re.split(r"[-a-z]", rule.id)[0] for rule in RULES}
    wanted = [
        *(f"T{n}" for n in (*range(1, 42), *range(51, 76))), *(f"D{n}" for n in range(1, 22)), *(f"R{n}" for n in range(1, 8)),
        *(f"V{n}" for n in range(1, 11)), *(f"C{n}" for n in range(1, 18)), *(f"W{n}" for n in range(1, 18)),
    ]  # fmt: skip
    assert [each for each in wanted if each not in heads] == []


def test_an_id_has_two_rows_of_one_title_only_where_the_rule_changed():
    """一个编号可以有几项期限（名称不同，如两种程序）；名称相同的两行，必是新旧相接的规则。"""
    repeated = {key for key, number in Counter((rule.id, rule.title) for rule in RULES).items() if number > 1}
    for id_, title in repeated:
        found = [rule for rule in RULES if (rule.id, rule.title) == (id_, title)]
        rows = sorted(found, key=lambda rule: str(rule.since or ""))
        assert all(earlier.until and later.since and earlier.until < later.since for earlier, later in itertools.pairwise(rows)), id_  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_it_rests_on(rule):
    assert rule.title
    assert rule.citations
    assert all(str(citation) for citation in rule.citations)
    assert rule.standing.label


def test_a_rule_ends_after_it_begins():
    assert all(rule.since <= rule.until for rule in RULES if rule.since and rule.until)


def test_every_module_that_holds_rules_is_listed():
    import importlib
    import pkgutil

    import gongkai.law

    holding = set()
    for module in pkgutil.walk_packages(gongkai.law.__path__, "gongkai.law."):
        if module.name.endswith((".columns",)):
            continue
        found = importlib.import_module(module.name)
        if "RULES" in vars(found) and "Rule" not in vars(found).get("__all__", ()):
            holding.add(module.name)
    assert holding == set(RULE_MODULES)


def test_every_setting_is_read_by_something_or_explains_a_rule():
    texts = " ".join(rule.note for rule in RULES)
    assert all(setting.key in texts for setting in law.SETTINGS)
