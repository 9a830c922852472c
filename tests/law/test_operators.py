"""The operator's own calendar: read whole or not at all, previewed, and used."""

from datetime import date

import pytest

from gongkai import law
from gongkai.law.holidays import LUNAR, NATIONAL, statutory_days
from gongkai.law.layers import Layer, Notice
from gongkai.law.workdays import PROVINCES, Workdays, calendar

URL = "https://example.invalid/notice"
NUMBER = "国办发明电〔2099〕1号"  # 虚构的文号，只为测试格式
HEAD = "日期,类型,文号,网址,名称\n"


def a_year(year=2027, number=NUMBER, extra=()):
    """A made-up notice that takes off what the law names in a year, and what a test adds."""
    rows = [(day, "放假", name) for day, name in statutory_days(year).items()]
    lines = [f"{day},{kind},{number},{URL},{name}" for day, kind, name in (*rows, *extra)]
    return HEAD + "\n".join(lines)


def test_a_national_notice_makes_its_year_announced_and_moves_dates():
    layer = law.operator_layer(a_year(extra=[(date(2027, 2, 9), "放假", "春节"), (date(2027, 2, 14), "上班", "")]))
    after = law.calendar(layer)
    assert after.known_until == date(2027, 12, 31)
    assert not after.is_provisional(date(2027, 5, 1))
    assert date(2027, 2, 9) not in after
    assert date(2027, 2, 14) in after
    assert law.calendar().known_until == date(2026, 12, 31)
    got = law.deadline(law.DISCLOSURE, start=date(2027, 1, 25), workdays=after)
    assert not got.provisional
    assert got.cautious is None
    assert got.due == date(
        2027, 2, 24
    )  # 1/26–29 计4；2/1–4 计8；2/5–9 放假；2/10–12 计11；2/14 计12；2/15–19 计17；2/22–24 计20


def test_the_preview_says_what_changes():
    layer = law.operator_layer(a_year(extra=[(date(2027, 2, 9), "放假", "春节"), (date(2027, 2, 14), "上班", "")]))
    open_deadline = law.deadline(law.DISCLOSURE, start=date(2027, 2, 3), workdays=law.calendar())
    got = law.preview(law.calendar(), law.calendar(layer), [open_deadline])
    assert [(day.date, day.before, day.after) for day in got.days] == [
        (date(2027, 2, 9), "", "春节放假"),
        (date(2027, 2, 14), "周末", "调休上班"),
    ]
    assert got.announced == (2027,)
    assert got.workdays == () or got.workdays[0][1] == got.workdays[0][2]
    assert got.moved == ()  # 一休一班，正好相抵
    assert "2027-02-09 上班 → 春节放假" in got.lines
    assert "2027年不再是暂定" in got.lines


def test_the_preview_lists_each_deadline_that_moves():
    layer = law.operator_layer(a_year(extra=[(date(2027, 2, 9), "放假", "春节")]))
    open_deadline = law.deadline(law.DISCLOSURE, start=date(2027, 2, 3), workdays=law.calendar())
    (moved,) = law.preview(law.calendar(), law.calendar(layer), [open_deadline]).moved
    assert (moved.before.due, moved.after.due) == (date(2027, 3, 5), date(2027, 3, 8))
    assert str(moved) == "主动公开期限（2027-02-03起算）：2027-03-05 → 2027-03-08"


def test_a_notice_that_does_not_name_every_festival_leaves_its_year_provisional():
    layer = law.operator_layer(f"{HEAD}2027-02-09,放假,{NUMBER},{URL},春节")
    assert law.calendar(layer).is_provisional(date(2027, 2, 9))
    ((year, names),) = law.preview(law.calendar(), law.calendar(layer)).incomplete
    assert year == 2027
    assert "国庆节" in names


def test_a_local_notice_is_regional_so_that_the_date_without_it_is_kept():
    layer = law.operator_layer(f"{HEAD}2026-06-01,放假,某县政办发〔2026〕1号,{URL},县庆")
    got = law.deadline(law.DISCLOSURE, start=date(2026, 5, 11), workdays=law.calendar(layer))
    assert (got.due, got.cautious) == (date(2026, 6, 9), date(2026, 6, 8))


def test_ningxia_stays_provisional_until_its_own_notice_is_there():
    national = law.operator_layer(a_year())
    ningxia = calendar(PROVINCES["ningxia"], national)
    assert ningxia.is_provisional(date(2027, 3, 1))
    assert "宁夏" in ningxia.why_provisional(date(2027, 3, 1))
    assert "省级" in str(law.missing_notice(date(2026, 11, 1), ningxia))
    both = law.operator_layer(f"{a_year()}\n2027-05-17,放假,宁政办发〔2099〕1号,{URL},古尔邦节")
    assert not calendar(PROVINCES["ningxia"], both).is_provisional(date(2027, 3, 1))
    assert date(2027, 5, 17) in calendar(both).plain


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2027-02-30,放假,某1号,https://x.invalid,春节", "没有这个日期：2027-02-30"),
        ("2027-02-06,放假,,https://x.invalid,春节", "缺少通知文号"),
        ("2027-02-06,放假,某1号,,春节", "缺少来源网址"),
        ("2027-02-06,放假,-,https://x.invalid,春节", "通知文号里没有号数"),
        ("2027-02-06,放假,见网站,https://x.invalid,春节", "通知文号里没有号数"),
        ("2027-02-06,放假,某1号,https://,春节", "应以 http:// 或 https:// 开头"),
        ("2027-02-06,放假,某1号,gov.cn,春节", "应以 http:// 或 https:// 开头"),
        ("2027-02-06,调休,某1号,https://x.invalid,春节", "类型只能是放假或者上班"),
        ("2027-02-06,放假,某1号,https://x.invalid,春节\n2027-02-06,上班,某1号,https://x.invalid,", "既写放假又写上班"),
    ],
)
def test_one_bad_row_and_nothing_is_taken(row, said):
    with pytest.raises(ValueError, match="没有收入任何一行") as refusal:
        law.operator_layer(f"{HEAD}2027-01-01,放假,某1号,https://x.invalid,元旦\n{row}")
    assert said in str(refusal.value)


def test_a_file_is_read_by_its_ending(tmp_path):
    as_csv, as_yaml = tmp_path / "a.csv", tmp_path / "b.yaml"
    as_csv.write_text("# 备注\ndate,kind,notice,url\n2026-06-01,holiday,某1号,https://x.invalid\n", encoding="utf-8")
    as_yaml.write_text("- {date: 2026-06-01, kind: 放假, notice: 某1号, url: 'https://x.invalid'}\n", encoding="utf-8")
    assert law.read_operator_layer(as_csv).marks.keys() == law.read_operator_layer(as_yaml).marks.keys()
    for text, said in (
        ("日期,类型\n", "表头缺少：通知文号"),
        ("", "表头缺少"),
        ("日期,类型,文号,网址\n", "没有一行日期"),
    ):
        as_csv.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=said):
            law.read_operator_layer(as_csv)
    with pytest.raises(ValueError, match="没有这个日历文件"):
        law.read_operator_layer(tmp_path / "none.csv")
    as_csv.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="UTF-8"):
        law.read_operator_layer(as_csv)
    with pytest.raises(ValueError, match="不是有效的 YAML"):
        law.operator_layer("a: [", kind="yaml")


def test_a_hostile_file_is_refused_in_words():
    with pytest.raises(ValueError, match="嵌套太深"):
        law.operator_layer("[" * 5000, kind="yaml")
    with pytest.raises(ValueError, match="不是有效的 CSV"):
        law.operator_layer(f'{HEAD}2027-02-06,放假,"{"x" * 200000}",https://x.invalid,')


def test_the_reason_names_every_year_without_a_notice():
    assert calendar().why_provisional(date(2027, 3, 1)).startswith("2027年放假通知未发布")
    assert calendar().why_provisional(date(2028, 3, 10)).startswith("2027—2028年放假通知未发布")


def test_the_computed_festivals_are_off_in_every_year_that_has_a_notice():
    for year in range(2019, 2027):
        for day, name in statutory_days(year).items():
            assert NATIONAL.marks[day].off, (day, name)
    assert set(LUNAR) == set(range(2019, 2100))


def test_courts_counted_the_old_cases_the_same_way():
    """旧条例 15 个工作日的两个真实个案；2011、2017 年的放假安排只在测试里，不在本库。"""
    notice_2011 = Notice("2011 年通知", None, (("端午节", date(2011, 6, 4), date(2011, 6, 6)),))
    days_2011 = Workdays((Layer("old", "2011", "national", (notice_2011,), frozenset({2011})),))
    assert days_2011.add(date(2011, 6, 1), 15) == date(2011, 6, 23)  # 6/2–3 计2；6/7–10 计6；6/13–17 计11；6/20–23 计15
    days_2017 = Workdays((Layer("old", "2017", "national", (Notice("2017 年通知"),), frozenset({2017})),))
    assert days_2017.add(date(2017, 6, 19), 15) == date(2017, 7, 10)  # 6/20–23 计4；6/26–30 计9；7/3–7 计14；7/10 计15
    with pytest.raises(law.NoData, match="收录2011年以来"):
        days_2011.add(date(2010, 12, 31), 1)


def test_a_notice_need_not_spell_out_the_weekends():
    weekdays = "\n".join(line for line in a_year().splitlines() if "2027-05-0" not in line and "2027-02-0" not in line)
    rest = f"{weekdays}\n2027-02-05,放假,{NUMBER},{URL},春节\n2027-02-08,放假,{NUMBER},{URL},春节"
    assert not law.calendar(law.operator_layer(rest)).is_provisional(date(2027, 5, 4))
    assert law.calendar(law.operator_layer(weekdays)).is_provisional(date(2027, 5, 4))
