"""Who reports, on which year, in which parts: titles, openings and headings as sites print them. All made up."""

import random

import pytest
import report_drawing as d

from gongkai.reports.reading import read_bytes

TABLES = (
    d.text_document(d.random_report(random.Random(9)), random.Random(9), d.as_pipes).decode().split("二、主动公开")[1]
)
REST = "\n二、主动公开" + TABLES


def read(text):
    (report,) = read_bytes(text.encode(), "x")
    return report


OPENINGS = {
    "named in the opening": (
        "根据《条例》要求，现发布《临溪县新田镇2022年政府信息公开工作年度报告》。",
        "临溪县新田镇",
    ),
    "to be made public": ("根据规定，现将北塘镇2022年政府信息公开工作年度报告进行公开。", "北塘镇"),
    "in traditional characters": ("根據規定，現將北塘鎮2022年政府信息公開工作年度報告進行公開。", "北塘镇"),
    "compiled by": ("本报告由云岭县结合有关统计数据编制，由云岭县政府办公室编制。", "云岭县政府办公室"),
    "compiles": ("根据要求，示例市越溪区东湖街道特编制2022年政府信息公开年度报告。", "示例市越溪区东湖街道"),
    "to be asked": (
        "如有疑问请与凤来县政务服务和大数据管理局(地址:凤来县政务服务中心501室)。",
        "凤来县政务服务和大数据管理局",
    ),
    "to be asked, with a colon": (
        "如有疑问，请联系：示例市江滨区人民政府长河街道办事处；邮编：310000。",
        "示例市江滨区人民政府长河街道办事处",
    ),
    "compiled by its office": ("本年报由示例市河东区教育局办公室编制。", "示例市河东区教育局"),
    "compiled by what is no bureau": ("本报告根据规定，由示例市第二中学编制。", "示例市第二中学"),
    "an office within is to be asked": (
        "如有疑问，请联系:河东区卫生局局党政办公室，地址:河东大道5号。",
        "河东区卫生局",
    ),
    "an office of a town is to be asked": ("请与白石乡人民政府党建办联系(地址:白石街9号)。", "白石乡人民政府"),
    "a government's office is to be asked": (
        "请与河东区人民政府办公室联系(地址:河东大道1号)。",
        "河东区人民政府办公室",
    ),
    "to the public": ("根据要求，青山县教育体育局现向社会公开《2022年政府信息公开工作年度报告》。", "青山县教育体育局"),
    "year before it": ("特向社会公布2022年连水乡人民政府政府信息公开工作情况报告。", "连水乡人民政府"),
    "with a short name": (
        "本报告结合国家税务总局示例市镜水区税务局（以下简称“镜水区税务局”）政府信息公开工作有关数据撰写。",
        "国家税务总局示例市镜水区税务局",
    ),
    "at the beginning of the sentence": (
        "青川县审批局2022年政府信息公开工作年度报告(以下简称年报)是根据《条例》编制的。",
        "青川县审批局",
    ),
    "now made public": (
        "现公开示例市东城区人民政府滨河街道办事处2022年政府信息公开工作年度报告。",
        "示例市东城区人民政府滨河街道办事处",
    ),
    "of its superior the office": (
        "2022年，在区政府的引领下，小河街道办事处严格依照安排公开信息，现将情况报告如下：",
        "小河街道办事处",
    ),
    "more in whom to ask": (
        "2022年以来,长河街道通过公示栏公开信息。请与南山区长河街道办事处办公室联系。",
        "南山区长河街道办事处",
    ),
    "another's notice": (
        "根据《平川县人民政府办公室关于2022年度政府信息公开工作年度报告编制工作的通知》要求编制。",
        "",
    ),
    "nobody": ("结合工作实际，编制本报告。全年公开了我局2022年度预算，并公布各镇2022年信息。", ""),
}


@pytest.mark.parametrize("name", OPENINGS)
def test_without_a_title_the_agency_is_the_one_that_the_opening_names(name):
    opening, agency = OPENINGS[name]
    text = f"{opening}统计期限自2022年1月1日起至2022年12月31日止。\n一、总体情况\n认真做好公开工作。{REST}"
    report = read(text)
    assert (report.agency, report.year) == (agency, 2022)


def test_an_opening_that_ends_in_a_colon_is_one():
    text = "索 引 号 | za77/2023 | 发布机构 | 镇川县政府 |\n现将茅岭回族镇2022年度政府信息公开工作报告如下：\n一、总体概述\n认真公开。"
    report = read(f"{text}{REST}")
    assert (report.agency, report.year) == ("茅岭回族镇", 2022)
    assert report.sections[0].title == "总体概述"


def test_of_a_title_in_one_line_and_again_in_two_the_whole_is_taken():
    titles = "示例市东湖管理委员会 卫生办公室2023年政府信息公开工作年度报告\n\n示例市东湖管理委员会\n\n卫生办公室2023年政府信息公开工作年度报告"
    report = read(f"{titles}\n一、总体情况\n认真公开。{REST}")
    assert report.agency == "示例市东湖管理委员会卫生办公室"


def test_without_a_title_the_agency_is_the_one_that_the_first_part_says_did_the_work():
    report = read(f"一、总体情况\n2023年，官河街道办事处认真贯彻落实《条例》。{REST}")
    assert (report.agency, report.year) == ("官河街道办事处", 2023)


def test_the_name_in_a_record_block_is_no_part_of_the_agency():
    block = "索 引 号 szfb/2022-00275 发布机构 市政府办\n名  称 山南县人民政府2021年度政府信息公开工作年度报告"
    report = read(
        f"山南县人民政府2021年度政府信息公开工作年度报告\n{block}\n根据要求编制。\n一、总体情况\n公开。{REST}"
    )
    assert (report.agency, report.year) == ("山南县人民政府", 2021)


def test_points_numbered_with_digits_under_part_one_head_no_other_part():
    points = "1.主动公开政府信息情况。我镇及时公开。\n2.依申请公开情况。全年没有申请。\n3.政府信息管理情况\n严格审查。"
    report = read(f"青石镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n{points}{REST}")
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.section(1).text.startswith("1.主动公开政府信息情况。我镇及时公开。\n2.")
    assert not report.section(2).text


def test_parts_numbered_with_digits_are_parts():
    text = f"青石镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n1、 主动公开。及时。{REST}"
    for n, numeral in enumerate("一二三四五六", 1):
        text = text.replace(f"\n{numeral}、", f"\n{n}、 ", 1)
    assert [section.number for section in read(text).sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "title",
    [
        "政府信息公开工作存在不足及改进措施",
        "存在的主要短板和改进情况",
        "存在的问题和不足及下一步改进措施",
        "存在的主要问题及整改措施",
    ],
)
def test_part_five_is_found_by_other_words(title):
    text = f"一、总体情况\n公开。{REST}".replace("存在的主要问题及改进情况", title)
    assert read(text).section(5).title == title


def test_part_six_is_found_by_other_words():
    assert read(f"一、总体情况\n公开。{REST}".replace("其他需要报告的事项", "其他需要汇报事项")).section(6)


@pytest.mark.parametrize("seed", range(6))
def test_a_whole_report_in_one_line_is_taken_apart_at_its_headings(seed):
    rng = random.Random(seed)
    report = d.random_report(rng)
    text = d.text_document(report, rng, d.as_running_text).decode()
    title, _, body = text.partition("\n\n")
    got = read(f"{title}\n{' '.join(body.split())}")
    assert d.differences(report, got) == ([], [])
    assert [section.title for section in got.sections] == [section.title for section in report.sections]
    assert (got.agency, got.year) == (report.agency, report.year)


def test_an_opening_that_lists_the_parts_with_their_numbers_heads_none():
    titles = d.random_report(random.Random(1)).edition.sections
    listed = "、".join(f"{numeral}、{title}" for numeral, title in zip("一二三四五六", titles, strict=True))
    opening = "根据规定编制本报告，报告所列数据的统计期限自2022年1月1日起至2022年12月31日止，" * 6
    report = read(f"{opening}包括：{listed}等六个部分。\n一、总体情况\n认真公开。{REST}")
    assert report.section(1).text == "认真公开。"


@pytest.mark.parametrize(
    "layout", [d.as_tabs, d.as_padded_pipes, d.as_running_text, d.as_cell_lines], ids=lambda f: f.__name__
)
def test_headings_at_the_end_of_the_line_before_them_head_their_parts(layout):
    rng = random.Random(11)
    report = d.random_report(rng)
    text = d.text_document(report, rng, layout).decode()
    for numeral in "一二三四五六":
        text = text.replace(f"\n\n{numeral}、", f" {numeral}、", 1)
    got = read(text)
    assert d.differences(report, got) == ([], [])
    assert [section.title for section in got.sections] == [section.title for section in report.sections]


def test_the_year_of_a_title_may_stand_in_full_width_digits():
    report = read(f"白石镇人民政府２０２３年政府信息公开工作年度报告\n一、总体情况\n认真公开。{REST}")
    assert (report.agency, report.year) == ("白石镇人民政府", 2023)


TITLES = {
    "白石镇人民政府政府信息公开工作年度报告（2022年）": "白石镇人民政府",
    "白石镇政府信息公开年报（2022年度）": "白石镇",
    "【2022年】白石镇政府信息公开工作年度报告": "白石镇",
    "2022年度白石镇政务公开工作年度报告": "白石镇",
    "2022年政府信息公开年度报告——青川县水利局": "青川县水利局",
    "2022年度政府信息公开工作年度报告（白石镇）": "白石镇",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_may_have_agency_or_year_in_brackets_or_behind_a_dash(title):
    report = read(f"{title}\n一、总体情况\n认真公开。{REST}")
    assert (report.agency, report.year) == (TITLES[title], 2022)


def test_a_site_s_name_before_the_agency_gives_way_to_the_sentence_that_names_the_report():
    text = "网上_平台:第三中学2022年政府信息公开工作年度报告\n现发布《示例市第三中学2022年政府信息公开工作年度报告》。\n一、总体情况\n认真公开。"
    assert read(f"{text}{REST}").agency == "示例市第三中学"


def test_the_year_may_be_the_one_that_the_first_part_begins_with():
    text = "编制本报告。\n一、政府信息公开工作的基本情况\n2022年，水文总局坚持公开。发布《水文总局2021年政府信息公开工作年度报告》。"
    report = read(f"{text}{REST}")
    assert report.year == 2022
    assert report.sections[0].number == 1


SIX = [
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
]  # fmt: skip


def told(*opening):
    body = [line for n, heading in enumerate(SIX) for line in (heading, f"第{n + 1}部分说的事。")]
    return read_bytes(
        "\n".join(["青溪县石门镇人民政府2023年政府信息公开工作年度报告", *opening, *body]).encode(), "a.txt"
    )


@pytest.mark.parametrize(
    "opening",
    [
        ["目录", *SIX],
        [f"{heading}……{n}" for n, heading in enumerate(SIX)],
        [f"本报告包括：{'；'.join(SIX)}。编制如下。"],
    ],
    ids=["contents", "contents with pages", "a sentence that lists the parts"],
)
def test_a_list_of_the_parts_is_no_report_and_no_part(opening):
    (report,) = told(*opening)
    assert report.agency == "青溪县石门镇人民政府"
    assert [(section.number, section.text) for section in report.sections] == [
        (n, f"第{n}部分说的事。") for n in range(1, 7)
    ]


def test_what_stands_before_a_heading_at_the_end_of_a_line_belongs_to_the_part_before():
    text = "\n".join(
        ["石门镇2023年政府信息公开工作年度报告", *SIX[:5], "（二）加强培训。 六、其他需要报告的事项", "无。"]
    )
    (report,) = read_bytes(text.encode(), "a.txt")
    assert [section.text for section in report.sections[4:]] == ["（二）加强培训。", "无。"]
