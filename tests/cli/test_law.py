"""`gongkai law`: what it prints, what it refuses, and that it stays quick."""

import os
import subprocess
import sys

import pytest

from gongkai import law


def test_twenty_working_days_across_the_spring_festival_of_2026(answer):
    # 2/14 补班 1；2/24–27 2–5；2/28 补班 6；3/2–6 7–11；3/9–13 12–16；3/16–19 17–20
    found = answer("workday 2026-02-13 +20")
    assert set(found) == {"date", "provisional", "cautious", "calendar", "because"}
    assert (found["date"], found["provisional"], found["cautious"]) == ("2026-03-19", False, None)
    assert found["because"] == ["《民法典》第二百零一条", "《民法典》第二百零三条", "国办发明电〔2025〕7号"]
    assert "2019—2026" in found["calendar"]


def test_ningxia_gives_the_earlier_date_beside_its_own(answer):
    # 2026-05-26 起 3 个工作日：宁夏 5/27、28 古尔邦节，5/29 1，6/1 2，6/2 3；不计地方假日为 5/29
    found = answer("workday 2026-05-26 +3 --profile ningxia")
    assert (found["date"], found["cautious"]) == ("2026-06-02", "2026-05-29")
    assert answer("workday 2026-05-26 +3")["date"] == "2026-05-29"


def test_a_year_without_notice_is_provisional_and_says_why(run, answer):
    assert answer("workday 2026-12-20 +20")["provisional"] is True
    assert "暂定：" in run("workday 2026-12-20 +20")[1]


def test_any_clock_is_counted_by_its_id(answer, run):
    # 2026-03-02 起 60 日：4/30 为第 59 日，5/1 为第 60 日，劳动节顺延到 5/6
    found = answer("deadline T28 2026-03-02")
    assert list(found[0]) == [
        "clock",
        "name",
        "start",
        "due",
        "provisional",
        "cautious",
        "calendar",
        "because",
        "follows",
    ]
    assert found[0]["due"] == "2026-05-06"
    assert [each["due"] for each in answer("deadline T38 2026-03-02")] == ["2026-04-01", "2026-05-06", "2026-04-01"]
    assert answer("deadline T9 2026-03-02 --length 10")[0]["due"] == "2026-03-16"
    assert answer("deadline T52 2026-08-03 --set living_allowance_days=30")[0]["due"] == "2026-09-02"
    assert "到期：过期不受理" in run("deadline T28 2026-03-02")[1]


def test_a_day_is_asked_about_by_itself(answer):
    found = answer("workday 2026-02-14")
    assert (found["workday"], found["reason"], found["because"]) == (True, "调休上班", ["国办发明电〔2025〕7号"])
    assert answer("workday 2026-02-16")["workday"] is False


def test_days_are_counted_between_two(answer):
    assert answer("workday 2026-02-13 --until 2026-03-19")["workdays"] == 20


def test_whether_the_first_day_counts_is_a_setting(answer):
    # 2026-03-02 计第 1 日，3/6 为第 5 日
    assert answer("workday 2026-03-02 +5 --set first_day_counts=是")["date"] == "2026-03-06"
    assert answer("workday 2026-03-02 +5")["date"] == "2026-03-09"


def test_a_year_is_shown_with_its_notices(answer):
    found = answer("calendar show 2026")
    assert (found["workdays"], found["notices"], found["provisional"]) == (248, ["国办发明电〔2025〕7号"], False)
    assert {"date": "2026-10-10", "workday": True, "name": "调休上班", "notice": "国办发明电〔2025〕7号"} in found[
        "days"
    ]
    assert answer("calendar show 2026 --profile ningxia")["workdays"] == 246


def test_the_fee_has_its_keys_and_its_working(answer):
    found = answer("fee --items 35")
    assert {"yuan", "working", "because"} <= set(found)
    assert (found["yuan"], found["working"][-1]) == (3000, "合计：3000元")
    assert answer("fee --pages 250")["yuan"] == 4700
    assert answer("fee --items 35 --set fee_first_step=100")["yuan"] == 2500
    assert answer("fee --items 2 --earlier 9")["yuan"] == 100


def test_every_outcome_is_listed_with_its_remedy_on_that_day(answer):
    rows = answer("outcomes --on 2026-03-02")
    assert [row["key"] for row in rows] == [each.key for each in law.OUTCOMES]
    by_key = {row["key"]: row for row in rows}
    assert by_key["refused.state_secret"]["remedy"]["type"] == "A"
    assert by_key["not_found"]["remedy"]["terms"] == ["T28", "T31"]
    before = answer("outcomes refused.state_secret --on 2023-12-31")
    assert before[0]["remedy"]["type"] == "B"
    assert answer("outcomes fee_unpaid --on 2020-12-31")[0]["remedy"] is None
    assert len(answer("outcomes D4")) == 3


def test_one_outcome_says_what_it_needs_and_tells(run):
    out = run("outcomes not_found --on 2026-03-02")[1]
    assert "须先有：检索记录" in out
    assert "文书：W12" in out
    assert "申请行政复议期限60日（T28）" in out
    assert "尾段：如对本决定不服，可以自知道本决定之日起六十日内向（复议机关全称）申请行政复议" in out


def test_the_equations_of_both_forms_have_two_sides(answer):
    rows = {row["id"]: row for row in answer("equations")}
    assert list(rows) == [f"V{n}" for n in range(1, 11)]
    assert [term["key"] for term in rows["V1"]["left"]] == ["received", "carried_in"]
    assert [term["key"] for term in rows["V1"]["right"]] == ["concluded", "carried_over"]
    assert rows["V4"]["right"][0]["before"] is True
    assert [term["sign"] for term in rows["V7"]["left"]] == [1, 1, -1]
    assert "V7" not in {row["id"] for row in answer("equations --form 2019")}


def test_sources_lists_every_rule_with_citation_and_standing(answer):
    rows = answer("sources")
    assert [row["id"] for row in rows] == [rule.id for rule in law.rules()]
    assert all(row["citations"] and row["standing"] in ("verified", "single_source", "unverified") for row in rows)
    open_ = answer("sources --standing unverified")
    assert 0 < len(open_) < len(rows)
    assert {row["standing"] for row in open_} == {"unverified"}
    assert answer("sources D9-not_found")[0]["citations"] == ["《条例》第三十六条第（四）项"]


def test_sources_lists_the_documents_with_their_versions(answer):
    rows = {row["name"]: row for row in answer("sources --documents")}
    assert rows["中华人民共和国政府信息公开条例"]["since"] == "2019-05-15"
    assert rows["中华人民共和国行政复议法"]["since"] == "2024-01-01"


def test_settings_show_default_value_and_reason(answer):
    rows = {row["key"]: row for row in answer("settings --set fee_first_step=100")}
    assert (rows["fee_first_step"]["default"], rows["fee_first_step"]["value"]) == (200, 100)
    assert all(row["reason"] and row["citations"] for row in rows.values())


@pytest.mark.parametrize(
    "name",
    [
        "clocks",
        "channels",
        "events",
        "grounds",
        "charging",
        "letters",
        "service",
        "application",
        "topics",
        "attributes",
        "fields",
        "columns",
        "showings",
        "metas",
        "indicators",
        "retention",
        "counting",
        "sections",
        "reporters",
        "reviewer",
        "settings",
    ],
)
def test_the_tables_print_and_give_json(run, answer, name):
    assert len(answer(name)) == len(run(name)[1].splitlines())


def test_one_row_is_found_by_id_or_key(answer, run):
    assert [row["key"] for row in answer("grounds R4")] == ["trade_secret", "personal_privacy", "third_party_interest"]
    assert answer("reviewer township --on 2026-03-02")[0]["choices"] == ["县级人民政府"]
    assert answer("letters W4")[0]["key"] == "extension"
    shown = answer("showings T61")[0]
    assert (shown["key"], shown["length"], shown["unit"]) == ("land_pre_announcement", 10, "workdays")
    assert answer("showings living_allowance")[0]["id"] == "T52"
    assert answer("metas PubDate")[0]["required"] is True
    assert "没有：T99" in run("clocks T99")[2]


def test_the_form_is_given_with_its_rows_and_columns(answer, run):
    form = answer("form")
    assert (len(form["requests"]), len(form["applicants"]), form["first_year"]) == (25, 7, 2021)
    assert len(answer("form 2019")["requests"]) == 23
    assert "适用2019年度起至2020年度" in run("form 2019")[1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("workday 2026-02-30 +2", "没有这一天：2026-02-30"),
        ("workday 2026/2/3 +2", "日期要写成 2026-03-02 的样子"),
        ("workday 2026-02-13 -5", "工作日数不能是负数：-5"),
        ("workday 2026-02-13 soon", "工作日数应为整数：soon"),
        ("workday 2018-02-13 +5", "没有2018年的工作日数据"),
        ("workday 2026-02-13 +5 --profile atlantis", "没有这个档案：atlantis"),
        ("workday 2026-02-13 +5 --set speed=1", "没有这个设置：speed"),
        ("workday 2026-02-13 +5 --set first_day_counts=maybe", "只能是“是”或“否”"),
        ("workday 2026-02-13 +5 --until 2026-03-01", "只能用一个"),
        ("workday 0001-01-01 +5 --set first_day_counts=是", "日期超出能算的范围"),
        ("settings --set township_report_day=13-40", "没有这一天：13月40日"),
        ("settings --set township_report_day=soon", "写成 月-日"),
        ("settings --set notice_days=x", "应为整数"),
        ("deadline T99 2026-03-02", "没有这个时钟：T99"),
        ("deadline T9 2026-03-02", "没有法定天数"),
        ("deadline T52 2026-08-03", "请在档案里填写 living_allowance_days"),
        ("deadline T28 2023-03-02", "没有适用于2023-03-02的规则"),
        ("deadline T9 2026-03-02 --length -3", "期限不能是负数"),
        ("workday", "缺少参数：日期"),
        ("fee", "须给出其中一个：--items --pages"),
        ("fee --items 3 --pages 4", "不能同时使用"),
        ("fee --items -1", "件数不能是负数：-1"),
        ("fee --items 99999999999", "件数太大：99999999999"),
        ("fee --pages many", "页数应为整数：many"),
        ("fee --pages 999999999", "页数过大"),
        ("fee --pages 40 --earlier 3", "不与本月其他件累计"),
        ("outcomes lost", "没有这个结论：lost"),
        ("reviewer school", "没有这类机关：school"),
        ("reviewer township --on 2023-01-01", "由法制机构填写"),
        ("equations --form 2018", "没有这个选项"),
        ("sources T99", "没有这条规则：T99"),
        ("calendar show", "请写年份"),
        ("calendar show 2018", "没有2018年"),
        ("calendar show 0", "没有0年"),
        ("calendar preview", "--calendar"),
        ("calendar show 2026 --calendar /nowhere.csv", "没有这个日历文件"),
        ("form 2018", "没有这个选项"),
        ("letters W18", "文书里没有：W18"),
        ("weather", "没有这个选项"),
        ("", "缺少参数：查什么"),
    ],
)
def test_what_cannot_be_meant_is_one_chinese_line_and_exit_two(run, line, said):
    code, out, err = run(line)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


def test_help_is_in_chinese_and_documents_the_json(run):
    code, out, _ = run("workday --help")
    assert code == 0
    assert out.startswith("用法：gongkai law workday")
    assert "JSON：" in out
    assert "show this help" not in out


HEAVY = ("django", "numpy", "yaml", "lxml", "openpyxl")


@pytest.mark.parametrize(
    "line", ["workday 2026-02-13 +20", "fee --items 35", "outcomes", "sources", "equations", "--help"]
)
def test_nothing_heavy_is_taken_in(line):
    code = (
        "import sys; from gongkai.cli.main import main\n"
        f"try: main(['law', *{line.split()!r}])\n"
        "except SystemExit: pass\n"
        f"sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False, capture_output=True).returncode == 0


def test_it_runs_as_a_module_with_the_same_refusals():
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "gongkai.cli.main", "law", "workday", "2018-01-02", "+1"]
    done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gongkai law：没有2018年")
