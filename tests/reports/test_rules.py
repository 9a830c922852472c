"""Every rule finds its failing example and leaves its passing one alone; a correct report raises no error or warning."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.report_form import FORM_2021
from gongkai.reports.checking import Severity, check, rules
from gongkai.reports.checking.example import changed, correct, make
from gongkai.reports.checking.finding import Example
from gongkai.reports.checking.titles import TEXTS
from gongkai.reports.reading import read_bytes

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
    ("贯彻《中华人民共和国政务信息公开条例》。", "L4"),
    ("贯彻《中华人民共和国行政许可证法》。", "L4"),
]
DATED = [  # year of the report, what it cites, the rule and how sure it is; None where the text of that year has it
    (2018, "依据《条例》第三十九条公开信息。", ("L2", "warning")),
    (2018, "依据《条例》第三十八条公开信息。", None),
    (2019, "依据《条例》第五十六条公开信息。", None),
    (2022, "依据《行政复议法》第四十三条办理。", None),
    (2022, "依据《行政复议法》第四十四条办理。", ("L2", "warning")),
    (2023, "依据《行政复议法》第四十四条办理。", None),
    (2023, "依据《中华人民共和国保守国家秘密法》第六十条审查。", ("L2", "warning")),
    (2024, "依据《中华人民共和国保守国家秘密法》第六十条审查。", None),
    (2018, "根据《条例》第三十一条、第三十二条规定，编制本年度报告。", None),
    (2020, "根据《条例》第三十一条、第三十二条规定，编制本年度报告。", ("L2", "warning")),
    (2020, "根据《条例》第四十九条、第五十条规定，编制本年度报告。", None),
    (2023, "依据《条例》第三十一条确定收到申请之日，编制年度报告时一并统计。", None),
    (2019, "依据国务院令第492号公开信息。", ("L1", "hint")),
    (2020, "依据国务院令第492号公开信息。", ("L1", "warning")),
    (2023, "《政府信息公开条例》（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）。", None),
    (2023, "根据《政府信息公开条例》（国务院令第721号）开展工作。", ("L1", "warning")),
    (2018, "对政府信息公开申请在15个工作日内答复。", None),
    (2020, "对政府信息公开申请在15个工作日内答复。", ("L1", "hint")),
    (2020, "对政府信息公开申请在20个工作日内答复，征求第三方意见的，第三方在15个工作日内答复。", None),
    (
        2020,
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕61号）要求编制。",
        ("L1", "warning"),
    ),
    (
        2020,
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求编制。",
        None,
    ),
    (
        2023,
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》要求编制。",
        ("L1", "warning"),
    ),
    (2023, "按照国办公开办函〔2019〕60号、国办公开办函〔2021〕30号的要求编制。", ("L1", "hint")),
    (2023, "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2022〕30号）要求编制。", ("L1", "warning")),
    (2023, "《中华人民共和国政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕30号）要求编制。", None),
    (2023, "《示例省政务公开办公室关于做好2022年政府信息公开工作年度报告编制工作的通知》要求编制。", ("L1", "hint")),
    (2023, "《示例省政务公开办公室关于做好2023年政府信息公开工作年度报告编制工作的通知》要求编制。", None),
    (2023, "印制《国务院政府信息公开条例》手册。", ("L4", "warning")),
    (2023, "贯彻《中华人民共和国信息公开条例》。", ("L4", "warning")),
    (2023, "贯彻《中华人民共和国政府信息公开法》。", ("L4", "warning")),
    (2023, "贯彻《中华人民共和国市场主体登记管理条列》。", ("L4", "hint")),
    (2023, "贯彻《中华人民共和国监狱法》《中华人民共和国国家公园法》《中华人民共和国原子能法》。", None),
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


@pytest.mark.parametrize(("year", "sentence", "wanted"), DATED, ids=[f"{y} {s[:20]}" for y, s, _ in DATED])
def test_a_citation_is_judged_by_the_text_in_force_in_the_reporting_year(year, sentence, wanted):
    report = make(Example("", year=year, form="2021", sections={1: sentence})).report
    found = [(each.rule, each.severity.value) for each in check(report) if each.rule in ("L1", "L2", "L4")]
    assert found == ([wanted] if wanted else [])


def test_every_text_of_a_law_says_when_it_came_into_force_and_where_its_last_article_was_read():
    for texts in TEXTS.values():
        assert [text.since for text in texts] == sorted((text.since for text in texts), reverse=True)
        assert all(text.source and text.articles > 0 and text.in_force.year - text.since in (0, 1) for text in texts)


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


TITLED = "示例市示例区柳溪镇人民政府"


@pytest.mark.parametrize(
    ("signature", "severity"),
    [
        ("柳溪镇人民政府", None),
        ("示例区柳溪镇", None),
        ("中共柳溪镇委员会柳溪镇人民政府", None),
        ("中共河湾镇委员会河湾镇人民政府", Severity.WARNING),
        ("示例市示例区河湾镇人民政府", Severity.WARNING),
        ("河湾镇人民政府", Severity.WARNING),
        ("示例市示例区柳溪乡人民政府", Severity.WARNING),
        ("示例市示例县教育局", Severity.HINT),
    ],
)
def test_another_township_in_the_signature_is_a_warning(signature, severity):
    found = [each for each in check(make(Example("", agency=TITLED, signature=signature)).report) if each.rule == "A1"]
    assert [each.severity for each in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2023年，示例区河湾镇认真落实条例，公开信息20条。", [Severity.HINT]),
        ("2023年，柳溪镇认真落实条例，公开信息20条。", []),
        ("2023年，我镇严格落实条例，组织到河湾镇学习2次。", []),
        ("全镇认真落实条例。各乡镇积极配合。", []),
    ],
)
def test_another_township_as_the_subject_is_a_hint(sentence, found):
    report = make(Example("", agency=TITLED, signature=TITLED, sections={1: sentence})).report
    assert [each.severity for each in check(report) if each.rule == "A1"] == found


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止。", []),
        ("统计期限自２０２３年１月１日起至２０２３年１２月３１日止。", []),
        ("统计时段为2023年1月至12月。", []),
        ("统计期限自２０２２年１月１日起至２０２２年１２月３１日止。", ["P1"]),
        ("统计时段从2023年1月至2023年11月。", ["P1"]),
        ("统计期限自2023年1月1日至12月30日。", ["P1"]),
    ],
)
def test_the_period_is_the_whole_year_however_it_is_written(period, found):
    report = make(Example("", preamble=f"本报告依法编制，所列数据的{period}")).report
    assert [each.rule for each in check(report) if each.rule == "P1"] == found


def test_a_signature_two_years_later_is_a_hint_that_says_why():
    (found,) = [
        each for each in check(make(Example("", signed_on=date(2025, 1, 16))).report) if each.rule in ("P2", "P3")
    ]
    assert (found.rule, found.severity) == ("P2", Severity.HINT)
    assert "改版" in found.message


WORDING = [
    ("借助宣传拦公开信息。", "W1", "warning"),
    ("及时更新以发布的信息，方便查询。", "W1", "warning"),
    ("各项信息工做有序开展。", "W1", "warning"),
    ("依法依归公开信息。", "W1", "warning"),
    ("及时回复群众的的诉求。", "W1", "warning"),
    ("规范性文件和政策解读读同步发布。", "W1", "warning"),
    ("我镇公开信息20条。。", "W1", "hint"),
    ("累计发布信息   条。", "W5", "warning"),
    ("累计发布信息____条。", "W5", "warning"),
    ("累计发布信息（  ）条。", "W5", "warning"),
    ("收到申请X件，均已答复。", "W5", "warning"),
    ("我镇高度重视公开工作，成立了。", "W4", "hint"),
    ("，加强对公开工作的领导。", "W4", "hint"),
    ("全面推行公开标准化规范化规范化建设。", "W2", "hint"),
]
NO_FAULT = [
    "以发布的信息为准，以发布公告为主要形式。",
    "达到公开的目的的过程中，注重实效。",
    "依法公开、常态公开，编制公开公开指南，信息息息相关。",
    "公开率为100%（详见附件），发布图解（含动漫）12条。",
    "群众共享，社会参与。营造温和。信息普及。",
    "严格执行“三审三校”：科室初审、分管领导复审、主要领导终审。",
    "共答复25件,其中(一)予以公开13件;( 二)部分公开5件。",
]


@pytest.mark.parametrize(("sentence", "rule", "severity"), WORDING, ids=[s for s, _, _ in WORDING])
def test_a_slip_of_the_pen_is_named(sentence, rule, severity):
    found = check(make(Example("", sections={1: sentence})).report)
    assert [(each.rule, each.severity.value) for each in found if each.rule[0] == "W"] == [(rule, severity)]


@pytest.mark.parametrize("sentence", NO_FAULT)
def test_what_only_looks_like_a_slip_is_left_alone(sentence):
    found = check(make(Example("", sections={1: sentence})).report)
    assert [each.message for each in found if each.rule[0] == "W" or each.rule == "V10"] == []


def test_the_doubled_word_is_named_whole():
    (found,) = [
        each
        for each in check(make(Example("", sections={1: "推行标准化规范化规范化建设。"})).report)
        if each.rule == "W2"
    ]
    assert "“规范化”" in found.message


def test_a_review_in_three_steps_here_and_four_there_is_a_hint():
    text = "严格“三审三校”：科室初审、分管领导复审、主要领导终审。对外执行“三审”：信息员初审、办公室复审、分管领导三审、主要领导终审。"
    (found,) = [each for each in check(make(Example("", sections={1: text})).report) if each.rule == "V10"]
    assert (found.severity, found.found) == (Severity.HINT, 4)


def prints(text, **cells):
    """Rule → fingerprint of what is found in a report with this text in part one."""
    report = changed(make(Example("", sections={1: text})).report, cells)
    return {each.rule: each.fingerprint for each in check(report)}


FAULT = "全年发布信息110条，其中乡镇动态80条、公示公告40条。"


def test_a_fingerprint_stays_when_the_sentence_moves_and_other_figures_change():
    first = prints(FAULT)["N1"]
    assert prints(f"开展培训3次。\n{FAULT}")["N1"] == first
    assert prints(FAULT, **{"requests/granted/total": 9})["N1"] == first
    moved = make(Example("", sections={1: "开展培训2次。", 5: f"{FAULT}\n将丰富解读形式。"})).report
    assert {each.rule: each.fingerprint for each in check(moved)}["N1"] == first


@pytest.mark.parametrize(
    "other", [FAULT.replace("80", "90"), FAULT.replace("110", "111"), FAULT.replace("80", "90").replace("40", "30")]
)
def test_a_fingerprint_changes_with_the_figures_of_its_own_fault_even_if_they_add_up_alike(other):
    assert prints(other)["N1"] != prints(FAULT)["N1"]


def test_a_fingerprint_changes_when_a_part_of_the_sum_does_and_not_when_another_column_does():
    wrong = {"requests/granted/natural_person": 5, "requests/granted/total": 6}
    shifted = wrong | {"requests/granted/natural_person": 4, "requests/partially_granted/natural_person": 2}
    elsewhere = wrong | {"requests/granted/company": 2, "proactive/行政许可/decisions": 98}

    def of(cells):
        report = changed(correct(), cells)
        return next(
            e.fingerprint for e in check(report) if (e.rule, e.where) == ("V2", "requests/concluded/natural_person")
        )

    assert of(wrong) == of(elsewhere) != of(shifted)


PAIRS = [  # this year's sentence, last year's, what is found; both tables say 10 received
    ("全年收到政府信息公开申请10件，与上年持平。", "", []),
    ("全年收到政府信息公开申请10件，同比增长25%。", "", [("N2", "warning")]),
    ("全年收到政府信息公开申请10件，同比增加2件。", "", [("N2", "warning")]),
    ("受理10件政府信息公开申请（均为自然人提交），同比上升25%。", "", [("N2", "warning")]),
    ("政府信息公开申请数量较上年增长25%。", "", [("N2", "hint")]),
    ("全年主动公开信息120条，同比增长20%。", "全年主动公开信息100条。", []),
    ("全年主动公开信息120条，同比增长20%。", "全年主动公开信息110条。", [("N2", "hint")]),
    ("全年主动公开信息120条，比上年减少30条，下降20%。", "全年主动公开信息150条。", []),
    ("微信公众号发布60条，同比增长50%。", "微信公众号发布50条。", [("N2", "hint")]),
    ("全年收到政府信息公开申请10件，是上年的1倍。", "", []),
    ("全年收到政府信息公开申请10件，是上年的3倍。", "", [("N2", "hint")]),
    ("全年收到政府信息公开申请12件，与上年持平。", "", [("N2", "hint")]),
    ("收到申请10件，2022年收到申请15件。", "", [("N2", "hint")]),
    ("全年办理行政许可97件，同比增长31.3%。", "", [("N2", "hint")]),
    ("收到申请10件，比2022年多3件。", "", [("N2", "warning")]),
    ("与去年相比，申请量增加3件。", "", [("N2", "hint")]),
    ("申请数量同比下降25%。", "", [("N2", "hint")]),
    ("今年收到申请10件，去年9件。", "", [("N2", "hint")]),
    ("今年收到申请10件，去年10件。", "", []),
    ("收到申请10件，较2022年的9件有所增加。", "", [("N2", "hint")]),
    ("收到申请10件，较2020年的9件有所增加。", "", []),
    ("申请量较上年大幅减少。", "", [("N2", "hint")]),
    ("收到申请10件，同比下降。", "", [("N2", "hint")]),
    ("2022年制发行政规范性文件7件。", "", [("N2", "hint")]),
    ("2022年制发行政规范性文件2件。", "", []),
    ("2019年制发行政规范性文件7件。", "", []),
    ("微信发布量较上年大幅减少。", "", []),
    ("行政事业性收费15.4万元，较上年增长38.3%。", "", [("N2", "hint")]),
]


@pytest.mark.parametrize(("now", "last", "wanted"), PAIRS, ids=[now for now, _, _ in PAIRS])
def test_growth_is_held_against_last_years_figures(now, last, wanted):
    context = make(Example("", sections={1: now}, previous={}, previous_sections={1: last}))
    found = check(context.report, previous=context.previous)
    assert [(each.rule, each.severity.value) for each in found if each.rule == "N2"] == wanted


@pytest.mark.parametrize(
    "column",
    ["natural_person", "company", "research_institute", "public_interest_body", "legal_services", "other_body"],
)
def test_what_was_carried_over_is_carried_in_column_by_column(column):
    old = {f"requests/carried_over/{column}": 3, "requests/carried_over/total": 3 if column == "natural_person" else 4}
    context = make(Example("", previous=old))
    found = [each for each in check(context.report, previous=context.previous) if each.rule == "V4"]
    assert [each.where for each in found] == [f"requests/carried_in/{column}", "requests/carried_in/total"]
    assert all(each.severity is Severity.ERROR for each in found)
    assert (found[0].expected, found[0].found) == (3, 1 if column == "natural_person" else 0)
    assert ("previous/requests/carried_over/" + column, "3") in found[0].cells


def test_the_report_of_another_year_is_not_the_year_before():
    context = make(Example("", previous={"requests/carried_over/natural_person": 9}))
    older = replace(context.previous, year=2020)
    assert [each.rule for each in check(context.report, previous=older)] == []


def test_how_much_of_last_years_text_was_kept_is_told_with_its_place():
    same = "我镇高度重视政府信息公开工作，主要领导多次听取汇报。安排专人负责栏目更新，确保内容准确。"
    new = "今年新建三个村级公开示范点，编写惠农补贴问答手册发放到户。"
    context = make(
        Example("", sections={1: f"{same}\n{new}"}, previous={}, previous_sections={1: f"2022年开展培训1次。\n{same}"})
    )
    (found,) = [each for each in check(context.report, previous=context.previous) if each.rule == "Y1"]
    assert found.where == "sections/1/1"
    assert "总体情况 5" in found.message
    assert "第一部分第1段" in found.message
    assert "第五部分第2段" in found.message


def test_one_part_copied_whole_is_told_though_the_other_is_new():
    same = "我镇高度重视政府信息公开工作，主要领导多次听取汇报。安排专人负责栏目更新，确保内容准确。"
    new = (
        "今年新建三个村级公开示范点，编写惠农补贴问答手册发放到户。组织干部到邻县学习，围绕土地流转召开说明会，当场答复群众提问。"
        * 2
    )
    context = make(
        Example(
            "",
            sections={1: same, 5: new},
            previous={},
            previous_sections={1: same, 5: "公开形式单一，将加强人员培训力度。"},
        )
    )
    (found,) = [each for each in check(context.report, previous=context.previous) if each.rule == "Y1"]
    assert "总体情况 100%" in found.message
    assert "第一部分第1段" in found.message


def test_an_office_mobile_number_is_a_hint_and_another_an_error():
    office = make(Example("", sections={1: "如有疑问，请与镇党政办联系（联系电话：13800138000）。"})).report
    other = make(Example("", sections={1: "已答复申请人王某某，手机13800138000。"})).report
    assert [each.severity for each in check(office) if each.rule == "D1"] == [Severity.HINT]
    assert [each.severity for each in check(other) if each.rule == "D1"] == [Severity.ERROR]


def test_findings_of_sums_and_growth_name_the_figures_that_they_compare():
    sums = make(Example("", sections={1: "发布信息110条，其中动态80条、公告40条。"})).report
    grown = make(Example("", sections={1: "发布信息150条，较2022年（120条）增加25条。"})).report
    (one,) = [each for each in check(sums) if each.rule == "N1"]
    (other,) = [each for each in check(grown) if each.rule == "N2"]
    assert [text for _, text in one.cells] == ["110条", "80条", "40条"]
    assert [text for _, text in other.cells] == ["120", "150", "25条"]


def test_parts_in_another_order_than_the_form_are_named():
    title = "柳溪镇人民政府2023年政府信息公开工作年度报告"
    parts = [f"{'一二三四五六'[n]}、{name}\n各项工作按要求完成。" for n, name in enumerate(FORM_2021.sections)]
    swapped = [*parts[:4], f"五、{FORM_2021.sections[5]}\n未收取费用。", f"六、{FORM_2021.sections[4]}\n解读形式单一。"]

    def said(order):
        (report,) = read_bytes("\n".join([title, *order]).encode(), "年报.txt")
        return [each.message for each in check(report) if each.rule == "S1"]

    assert said(parts) == []
    assert said(swapped) == ["“存在的主要问题及改进情况”排在“其他需要报告的事项”之后，格式里在前。请按格式调整次序。"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("本镇认真做好公开工作（正文仿宋三号，行距28磅）。", True), ("（宋体加粗小四号字）2023年认真做好公开工作。", True),
     ("本镇认真做好公开工作（宋家庄村、三号路社区已设公开栏）。", False), ("发布信息20条（其中小二区5条）。", False)],
)  # fmt: skip
def test_instructions_for_the_layout_left_in_are_found(sentence, found):
    rules = {each.rule for each in check(make(Example("", sections={1: sentence})).report)}
    assert ("W5" in rules) is found


@pytest.mark.parametrize(
    ("preamble", "first", "wanted"),
    [
        ("统计期限自2023年1月1日起至202323年12月31日止。", "公开信息20条。", [("preamble/1", "warning")]),
        ("统计期限为20231月1日至2023年12月31日。", "公开信息20条。", [("preamble/1", "hint")]),
        ("统计期限自2023年1月1日起至2023年12月31止。", "公开信息20条。", [("preamble/1", "hint")]),
        (
            "根据条例编制本报告。",
            "所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
            [("sections/1/1", "warning")],
        ),
        ("根据条例编制本报告。", "所列数据的统计期限自2023年1月1日起至12月31日止。", []),
        ("根据条例编制本报告。", "2023年1月1日至2023年10月31日公开数据30条。", []),
    ],
)
def test_the_period_is_read_where_it_stands_and_its_slips_are_named(preamble, first, wanted):
    found = check(make(Example("", preamble=preamble, sections={1: first})).report)
    assert [(each.where, each.severity.value) for each in found if each.rule == "P1"] == wanted
