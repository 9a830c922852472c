"""The report desk over HTTP: open, write, declare, check, send up, release, download, read back, differ, correct."""

import html
import json
import re
from datetime import date

import factories
import pytest

from gongkai.annual import services
from gongkai.annual.models import Edition, Report
from gongkai.cli.main import main
from gongkai.handling import services as handling
from gongkai.ledger import clock
from gongkai.publishing import services as publishing

pytestmark = pytest.mark.django_db
PARTS = {
    "proactive": "通过政府网站主动公开。",
    "management": "修订公开制度一件。",
    "platform": "维护政府网站专栏。",
    "supervision": "全年培训{{培训次数}}次。",
    "problems": "一是信息更新不够及时。\n二是今后每周核对一次。",
}


IDENTITY = "110101199003078056"  # made up; its check digit is right


@pytest.fixture
def year(world):
    """Last year: the one that is reported on."""
    return clock.today().year - 1


@pytest.fixture
def report(world, browser, year):
    """A report opened at the desk."""
    answer = browser("officer").post("/work/annual", {"agency": world.town.pk, "year": year})
    assert answer.status_code == 302
    return Report.objects.get()


def page(answer, status=200):
    """The words of a page."""
    assert answer.status_code == status, answer.content.decode()[:1500]
    return answer.content.decode()


def values(text):
    """What stands in the text areas of a page, and its revision."""
    found = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s?(.*?)</textarea>', text, re.DOTALL))
    revision = re.search(r'name="revision" value="(\d+)"', text)[1]
    return {name: html.unescape(value) for name, value in found.items()} | {"revision": revision}


def write(browser, report, act="save", **changes):
    """Hand in the form of the desk as it stands, with changes."""
    stored = values(page(browser("officer").get(f"/work/annual/{report.pk}")))
    return browser("officer").post(f"/work/annual/{report.pk}", {**stored, **changes, "act": act})


def declare(browser, report):
    """Declare what records cannot give, and the number of trainings."""
    desk, address = browser("officer"), f"/work/annual/{report.pk}/declare"
    numbers = {f"d-n{n}": "0" for n in range(4)} | {"d-source": "行政执法台账"}
    assert desk.post(address, {"act": "four", **numbers}).status_code == 302
    own = {"act": "own", "name": "培训次数", "number": "2", "unit": "次", "source": "签到册"}
    assert desk.post(address, own).status_code == 302


def released(world, browser, report):
    """The report, released."""
    declare(browser, report)
    assert write(browser, report, "send", **PARTS).status_code == 302
    edition = Edition.objects.order_by("-id").first()
    factories.approve(world, edition.version.submission)
    publishing.release(edition.version, by=world["officer"])
    return edition


def test_the_today_list_shows_the_report_until_it_is_released(world, browser, year):
    officer = browser("officer")
    assert "年度政府信息公开工作年度报告" in page(officer.get("/work/"))
    assert "年度政府信息公开工作年度报告" not in page(browser("clerk").get("/work/"))
    officer.post("/work/annual", {"agency": world.town.pk, "year": year})
    released(world, browser, Report.objects.get())
    assert "年度政府信息公开工作年度报告" not in page(officer.get("/work/"))


def test_only_those_who_compile_or_review_see_a_report(world, browser, report):
    for login, status in (("officer", 200), ("first", 200), ("clerk", 403), ("admin", 403), ("x-officer", 404)):
        for path in ("", "/tables", "/records/requests/received/total", "/preview", "/declare"):
            assert browser(login).get(f"/work/annual/{report.pk}{path}").status_code == status, (login, path)


def test_a_reviewer_reads_but_does_not_write(world, browser, report):
    answer = browser("first").post(f"/work/annual/{report.pk}", {"supervision": "别人写的话", "revision": "1"})
    assert "别人写的话" in page(answer, 409)
    report.refresh_from_db()
    assert report.revision == 1


def test_every_cell_leads_to_as_many_records_as_it_says(world, browser, report, year):
    by, day = world["handler"], date(year, 3, 1)
    for n in range(3):
        case = handling.register(world.town, applicant_kind="natural_person", received_on=day, by=by)
        if n:
            handling.decide(case, outcome="granted", decided_on=day, by=by)
    tables = page(browser("officer").get(f"/work/annual/{report.pk}/tables"))
    cells = re.findall(r'<a href="(/work/annual/\d+/records/[^"]+)">(\d+)<span class="sr">', tables)
    assert len(cells) > 7 * 25 + 15
    nonzero = [(link, int(number)) for link, number in cells if number != "0"]
    assert len(nonzero) >= 2 + 2 + 2 + 2  # 新收、予以公开、总计、结转，各在自然人和总计两列
    for link, number in nonzero:
        records = page(browser("officer").get(html.unescape(link)))
        assert f"记录（{number} 条）" in records, link
        assert records.count("<tr><td") == number


def test_the_declared_part_is_listed_apart(world, browser, report):
    key = "requests/received/company"
    answer = browser("officer").post(
        f"/work/annual/{report.pk}/declare", {"act": "one", "key": key, "number": "2", "source": "启用前登记簿"}
    )
    assert answer.status_code == 302
    records = page(browser("officer").get(f"/work/annual/{report.pk}/records/requests/received/total"))
    assert "启用前登记簿" in records
    assert "系统外申报" in records
    assert "记录（0 条）" in records


def test_what_stops_the_report_is_named_and_what_was_typed_stays(world, browser, report):
    text = page(write(browser, report, "send", supervision="刚写的监督保障，培训{{没有的数}}次"), 422)
    assert "刚写的监督保障" in text
    assert "没有叫“没有的数”的数" in text
    assert "行政许可" in text
    assert "还没有申报" in text
    assert not Edition.objects.exists()


def test_personal_data_in_the_narrative_stops_the_report_at_its_part_and_the_text_stays(world, browser, report):
    declare(browser, report)
    words = f"五名干部参训，联系人身份证号{IDENTITY}。"
    text = page(write(browser, report, "send", **{**PARTS, "supervision": words}), 422)
    assert "（五）监督保障有" in text
    assert all(IDENTITY not in said[:60] for said in text.split("（五）监督保障有")[1:])
    assert words in text
    assert not Edition.objects.exists()
    assert write(browser, report, "send", **PARTS).status_code == 302


def test_an_office_telephone_in_the_narrative_may_stay_with_a_reason(world, browser, report):
    declare(browser, report)
    words = "监督电话：0951-5012345（值班电话）。"
    parts = {**PARTS, "supervision": words}
    text = page(write(browser, report, "send", **parts), 422)
    assert "请写明理由" in text
    assert not Edition.objects.exists()
    done = write(browser, report, "send", **parts, reason="公开的值班电话")
    assert done.status_code == 302
    assert Edition.objects.exists()


def test_a_refused_declaration_keeps_what_was_typed(world, browser, report):
    answer = browser("officer").post(
        f"/work/annual/{report.pk}/declare",
        {"act": "own", "name": "培训次数", "number": "两次", "unit": "次", "source": "签到册"},
    )
    text = page(answer, 422)
    assert "“两次”不是数字" in text
    assert 'value="签到册"' in text


def test_a_stale_save_shows_both_texts(world, browser, report):
    first = values(page(browser("officer").get(f"/work/annual/{report.pk}")))
    write(browser, report, supervision="先存的")
    answer = browser("officer").post(f"/work/annual/{report.pk}", {**first, "supervision": "后存的", "act": "save"})
    text = page(answer, 409)
    assert "先存的" in text
    assert "后存的" in text
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    answer = browser("officer").post(f"/work/annual/{report.pk}", {**again, "act": "save"})
    assert answer.status_code == 302
    assert "后存的" in page(browser("officer").get(f"/work/annual/{report.pk}"))


def test_one_part_is_drafted_anew_from_records_without_saving(world, browser, report, year):
    handling.register(world.town, applicant_kind="company", received_on=date(year, 3, 1), by=world["handler"])
    text = page(write(browser, report, "propose:on_application", supervision="没保存的话"))
    assert "收到政府信息公开申请{{收到申请}}件" in text
    assert "没保存的话" in text
    report.refresh_from_db()
    assert report.revision == 1


def stripped(text):
    """A page without metadata, comments, styles and hidden attributes."""
    text = re.sub(r"(?s)<!--.*?-->|<head>.*?</head>|<style.*?</style>", "", text)
    return re.sub(r'\s(?:class|id|data-[\w-]+|hidden|aria-[\w-]+|scope)(?:="[^"]*")?', "", text)


def test_the_released_report_reads_back_without_error(world, browser, report, tmp_path, capsys):
    edition = released(world, browser, report)
    base = f"/work/annual/{report.pk}/editions/{edition.pk}/report"
    whole = page(browser("officer").get(f"{base}.html"))
    assert 'colspan="7"' in whole
    assert "培训2次" in whole
    pdf = browser("officer").get(f"{base}.pdf").content
    assert pdf.startswith(b"%PDF")
    (tmp_path / "报告.html").write_text(f"<html><body>{stripped(whole)}</body></html>", "utf-8")
    (tmp_path / "报告.pdf").write_bytes(pdf)
    for name in ("报告.html", "报告.pdf"):
        code = main(["verify", str(tmp_path / name), "--json"])
        read = json.loads(capsys.readouterr().out.splitlines()[0])
        assert code == 0, read["findings"]
        assert read["year"] == report.year
        assert read["agency"] == report.agency.name
        assert len(read["sections"]) == 6
        assert read["requests"]["received"] == [0] * 7
        assert read["proactive"]["行政许可"] == 0
        assert [f for f in read["findings"] if f["severity"] == "error"] == []


def test_after_release_what_is_recorded_later_is_a_difference(world, browser, report, year):
    edition = released(world, browser, report)
    handling.register(world.town, applicant_kind="company", received_on=date(year, 3, 1), by=world["handler"])
    officer = browser("officer")
    assert "处数字因封存后补录而不同" in page(officer.get(f"/work/annual/{report.pk}"))
    told = page(officer.get(f"/work/annual/{report.pk}/editions/{edition.pk}/differences"))
    assert "封存 <strong>0</strong> → 现在 <strong>1</strong>" in told
    sealed = page(officer.get(f"/work/annual/{report.pk}/records/requests/received/total?edition={edition.pk}"))
    assert "记录（0 条）" in sealed
    now = page(officer.get(f"/work/annual/{report.pk}/records/requests/received/total"))
    assert "记录（1 条）" in now
    assert officer.post(f"/work/annual/{report.pk}/correct").status_code == 302
    assert "更正说明" in page(officer.get(f"/work/annual/{report.pk}"))


def test_the_next_report_says_what_the_last_one_left_to_explain(world, browser, report, year):
    released(world, browser, report)
    handling.register(world.town, applicant_kind="company", received_on=date(year, 3, 1), by=world["handler"])
    browser("officer").post("/work/annual", {"agency": world.town.pk, "year": year + 1})
    following = Report.objects.get(year=year + 1)
    assert "上一年度报告封存以后" in page(browser("officer").get(f"/work/annual/{following.pk}"))


def test_an_annual_report_is_not_written_at_the_drafts_desk(world, browser, report):
    from gongkai.organisation.models import Office
    from gongkai.organisation.services import appoint

    appoint(world["officer"], world.town, Office.AUTHOR, since=clock.today(), by=factories.SYSTEM)
    officer = browser("officer")
    assert report.item.drafts.get().title not in page(officer.get("/work/drafts"))
    answer = officer.get(f"/work/drafts/{report.item.number}")
    assert answer.headers["Location"] == f"/work/annual/{report.pk}"
    assert officer.get(f"/work/drafts/{report.item.number}/discard").status_code == 404


def test_a_withdrawn_report_is_not_current_and_can_be_mended(world, browser, report):
    released(world, browser, report)
    report.item.refresh_from_db()
    publishing.withdraw(report.item, by=world["head"], reason="数字有误")
    officer = browser("officer")
    assert "去更正" in page(officer.get("/work/"))
    text = page(officer.get(f"/work/annual/{report.pk}"))
    assert "已撤回" in text
    assert "现行" not in text
    assert officer.post(f"/work/annual/{report.pk}/correct").status_code == 302
    answer = write(browser, report, "send", change_note="改正数字")
    assert answer.status_code == 302
    assert Edition.objects.count() == 2


def test_what_was_typed_when_the_log_in_expired_comes_back(world, browser, report):
    officer = browser("officer")
    stored = values(page(officer.get(f"/work/annual/{report.pk}")))
    del officer.cookies["sessionid"]
    answer = officer.post(f"/work/annual/{report.pk}", {**stored, "supervision": "写到一半的话", "act": "save"})
    assert answer.status_code == 302
    answer = officer.post(answer.url, {"username": "officer", "password": factories.PASSWORD})
    assert "写到一半的话" in page(officer.get(answer.url))


def test_records_that_are_none_and_editions_of_others_do_not_exist(world, browser, report):
    officer = browser("officer")
    for path in (
        "records/requests/nothing/total",
        "records/stated/nothing",
        "records/own/x",
        "tables?edition=999",
        "tables?edition=x",
    ):
        assert officer.get(f"/work/annual/{report.pk}/{path}").status_code == 404, path


def test_the_administrator_sets_an_earlier_day(world, browser):
    admin, address = browser("admin"), f"/work/admin/agencies/{world.town.pk}/report-day"
    assert "请填 1 到 31" in page(admin.post(address, {"day": "32"}), 422)
    assert admin.post(address, {"day": "20"}).status_code == 302
    assert "1月20日前发布" in page(admin.get(f"/work/admin/agencies/{world.town.pk}"))
    assert "1月20日前发布" in page(browser("officer").get("/work/annual"))


def test_the_administrator_says_how_a_notice_period_is_counted(world, browser):
    admin, address = browser("admin"), f"/work/admin/agencies/{world.town.pk}/notice-days"
    assert "起始日不计，满几个整日。" in page(admin.get(f"/work/admin/agencies/{world.town.pk}"))
    assert "请选一种" in page(admin.post(address, {"first": "maybe"}), 422)
    assert admin.post(address, {"first": "yes"}).status_code == 302
    assert "起始日计入。" in page(admin.get(f"/work/admin/agencies/{world.town.pk}"))
    assert re.search(r'<input[^>]*value="yes"[^>]*checked', page(admin.get(address)))


def test_a_save_that_does_not_say_what_it_was_read_at_answers_409_and_changes_nothing(world, browser, report):
    assert write(browser, report, **PARTS).status_code == 302
    before = services.words_of(Report.objects.get())
    for revision in ({}, {"revision": ""}, {"revision": "0"}, {"revision": "1"}):
        for act in ("save", "send"):
            answer = browser("officer").post(
                f"/work/annual/{report.pk}", {"proactive": "迟来的一段。", "act": act, **revision}
            )
            text = page(answer, 409)
            assert "迟来的一段。" in text, revision
            assert ("这次保存没有说明" in text) == (revision.get("revision", "0") in ("", "0")), revision
            assert "通过政府网站主动公开。" in text, revision
            assert services.words_of(Report.objects.get()) == before
    assert page(browser("officer").post(f"/work/annual/{report.pk}", {}), 409)
    assert services.words_of(Report.objects.get()) == before
    assert Report.objects.get().revision == 2


def test_a_part_that_is_not_handed_in_stays_as_it_is_stored(world, browser, report):
    assert write(browser, report, **PARTS).status_code == 302
    before = services.words_of(Report.objects.get())
    answer = browser("officer").post(f"/work/annual/{report.pk}", {"revision": "2", "supervision": ""})
    assert answer.status_code == 302
    assert services.words_of(Report.objects.get()) == {**before, "supervision": ""}


def test_a_stale_save_with_a_bad_date_does_not_come_back_with_the_newest_revision(world, browser, report):
    assert write(browser, report, **PARTS).status_code == 302
    typed = {"revision": "1", "proactive": "迟来的一段。", "dated_on": f"{clock.today().year + 1}-12-01"}
    text = page(browser("officer").post(f"/work/annual/{report.pk}", typed), 422)
    assert 'name="revision" value="1"' in text


def test_every_cell_of_the_three_tables_is_a_link_that_opens(world, browser, report):
    tables = page(browser("officer").get(f"/work/annual/{report.pk}/tables"))
    cells = re.findall(r'<td class="report-number"[^>]*>(.*?)</td>', tables, re.DOTALL)
    assert len(cells) == 3 + 3 + 4 + 7 * 25 + 15
    links = []
    for cell in cells:
        found = re.search(r'<a[^>]* href="(/work/annual/\d+/records/[^"]+)"', cell)
        assert found, cell
        links.append(html.unescape(found[1]))
    second = [link for link in links if "/records/proactive/" in link]
    assert len(second) == 3 + 3 + 4
    for link in second:
        text = page(browser("officer").get(link))
        assert "这个数怎么来的" in text
    rules = page(browser("officer").get(f"/work/annual/{report.pk}/records/proactive/规章/issued"))
    assert "本系统没有规章的记录，所以是 0" in rules
    licences = f"/work/annual/{report.pk}/records/proactive/行政许可/decisions"
    assert "还没有申报" in page(browser("officer").get(licences))
    declare(browser, report)
    declared = page(browser("officer").get(licences))
    assert "行政执法台账" in declared
    assert f"/work/annual/{report.pk}/declare#four" in declared
    assert browser("officer").get(f"/work/annual/{report.pk}/records/proactive/规章/others").status_code == 404
