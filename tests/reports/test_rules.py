"""Every rule finds its failing example and leaves its passing one alone; a correct report raises no error or warning."""

import pytest

from gongkai.reports.checking import Severity, check, rules
from gongkai.reports.checking.example import changed, correct, make
from gongkai.reports.checking.finding import Example

RULES = rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_failing_example(rule):
    found = list(rule.check(rule, make(rule.fails)))
    assert found
    assert {each.rule for each in found} == {rule.id}
    assert all(len(each.message) > 10 and each.message.endswith("。") for each in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_passing_example_alone(rule):
    assert list(rule.check(rule, make(rule.passes))) == []


@pytest.mark.parametrize(("year", "form"), [(2021, ""), (2023, ""), (2025, ""), (2020, "")])
def test_a_correct_report_has_nothing_to_be_said_about(year, form):
    assert [(each.rule, each.message) for each in check(correct(year, form), previous=None)] == []


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_finding_names_both_sides_their_difference_and_the_cells():
    report = changed(correct(), {"requests/received/natural_person": 9, "requests/received/total": 12})
    finding = next(each for each in check(report) if each.rule == "V1" and each.where.endswith("/natural_person"))
    assert (finding.expected, finding.found, finding.difference) == (10, 8, -2)
    assert ("requests/received/natural_person", "9") in finding.cells
    assert "自然人" in finding.message
    assert finding.citation == "国办公开办函〔2021〕30号表三表头"


def test_a_fingerprint_survives_a_run_and_changes_with_the_figures():
    wrong = changed(correct(), {"appeals/reconsideration/total": 0})
    first, again = (next(e for e in check(wrong) if e.rule == "V5") for _ in range(2))
    other = next(e for e in check(changed(correct(), {"appeals/reconsideration/total": 1})) if e.rule == "V5")
    assert first.fingerprint == again.fingerprint != other.fingerprint
    accepted = check(wrong, accepted={first.fingerprint: "已核对原件"})
    assert [each.accepted for each in accepted if each.rule == "V5"] == ["已核对原件"]


def test_an_unknown_cell_is_never_taken_for_zero():
    report = changed(correct(), {f"requests/granted/{column}": None for column in ("natural_person", "total")})
    assert [each for each in check(report) if each.severity is Severity.ERROR] == []


def test_a_fingerprint_survives_other_paragraphs_findings_and_formats():
    wrong, right = "全年我镇共收到政府信息公开申请12件。", "我镇开展培训2次。"
    one = {each.rule: each.fingerprint for each in check(make(Example("", sections={1: wrong})).report)}
    report = make(Example("", cells={"requests/granted/total": 9}, sections={1: f"{right}\n{wrong}"})).report
    other = {each.rule: each.fingerprint for each in check(report)}
    assert one["V6"] == other["V6"]
    assert len(other) > len(one)


def test_two_findings_alike_in_one_section_are_told_apart():
    report = make(Example("", sections={1: "严格落实“三审制度，做好发布。\n认真执行“公开制度，做好更新。"})).report
    marks = [each.fingerprint for each in check(report) if each.rule == "W3"]
    assert len(set(marks)) == len(marks) == 2


CITED = [
    ("依据《中华人民共和国物权法》公开征收信息。", "L1"),
    ("按照《合同法》签订协议。", "L1"),
    ("依据《中华人民共和国行政复议法》第九十三条申请复议。", "L2"),
    ("依据《条例》第六十条公开信息。", "L2"),
    ("贯彻《中华人民共和国政府信息公开条列》。", "L4"),
    ("贯彻《政务信息公开条例》。", "L4"),
    ("贯彻《中华人民共和国行政许可证法》。", "L4"),
]
NOT_WRONG = [
    "依据《民法典》第一千二百六十条，清理原《合同法》时期的文件。",
    "《中华人民共和国物权法》《担保法》废止后，及时更新公开内容。",
    "贯彻《中华人民共和国劳动合同法》《中华人民共和国保守国家秘密法实施条例》。",
    "学习《示例省政府信息公开条例》《示例市政务公开办法》《示例县信息公开工作条例》。",
    "依据《中华人民共和国行政复议法》第二十三条、《条例》第五十条办理。",
    "学习《中华人民共和国政府信息公开工作年度报告格式》《中华人民共和国宪法》。",
]


@pytest.mark.parametrize(("sentence", "rule"), CITED, ids=[s for s, _ in CITED])
def test_a_law_that_is_gone_or_misprinted_is_named(sentence, rule):
    found = [each for each in check(make(Example("", sections={1: sentence})).report) if each.rule[0] == "L"]
    assert [(each.rule, each.severity) for each in found] == [(rule, Severity.WARNING)]


@pytest.mark.parametrize("sentence", NOT_WRONG)
def test_a_law_in_force_a_local_rule_or_a_mention_of_the_past_is_no_finding(sentence):
    assert [
        each.message for each in check(make(Example("", sections={1: sentence})).report) if each.rule[0] == "L"
    ] == []


def test_a_law_still_in_force_in_the_reporting_year_is_no_finding():
    report = make(Example("", year=2020, sections={1: "按照《合同法》签订协议。"})).report
    assert [each for each in check(report) if each.rule == "L1" and "合同法" in each.message] == []


def test_a_title_that_is_not_in_the_list_is_at_most_a_hint():
    report = make(Example("", sections={1: "学习《中华人民共和国乡村戏台保护条例》。"})).report
    assert [each.severity for each in check(report) if each.rule == "L4"] == [Severity.HINT]
