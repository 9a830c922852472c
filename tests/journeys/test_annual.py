"""The annual report in a real browser: deliveries, words, declared figures, the chain, release, download, difference."""

import json

import pytest
from factories import PASSWORD

from journeys.site import ledger_faults

pytestmark = [pytest.mark.journey, pytest.mark.once]
HANDLE = """
from datetime import date
from gongkai.handling import services
from gongkai.organisation.models import Agency, Person
town, by = Agency.objects.get(code="LXX"), Person.objects.get(login="handler")
for n in range({times}):
    services.register(town, applicant_kind="natural_person", received_on=date({year}, 3, 1), by=by)
"""
WORDS = {
    "proactive": "通过政府网站主动公开政府信息。",
    "management": "修订公开制度一件。",
    "platform": "维护政府网站专栏。",
    "supervision": "全年开展培训{{培训次数}}次。",
    "problems": "一是信息更新不够及时。\n二是今后每周核对一次。",
}


def enter(desk, login):
    """Log in."""
    desk.context.clear_cookies()
    desk.go("/work/login")
    desk.page.fill("[name=username]", login)
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.click("main button")
    desk.page.wait_for_url("**/work/")


def clean(desk, what):
    """Nothing for axe to find, and nothing wider than the screen."""
    assert desk.axe() == [], what
    wide = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{what}：宽出 {wide} 像素"


@pytest.fixture(params=["desk", "phone"])
def at(request, desk):
    """A desk of each size."""
    return desk(request.param)


@pytest.fixture(scope="module")
def year(live):
    """The year that is reported on."""
    return int(live.code("from gongkai.ledger import clock; print(clock.today().year)")) - 1


def sent(desk, live, year):
    """The report as far as its way to the reviewers; safe to repeat."""
    page = desk.page
    enter(desk, "officer")
    desk.go("/work/annual")
    clean(desk, "年度报告列表")
    page.locator(f"li:has-text('{year}年度') >> css=a.button, button").last.click()
    page.wait_for_url("**/work/annual/*")
    return page.url.removeprefix(live.url)


def test_the_report_of_a_year_in_a_browser(live, desk, year):
    live.code(HANDLE.format(times=2, year=year))
    one = desk("desk")
    page = one.page
    address = sent(one, live, year)
    clean(one, "报告台")
    one.go(f"{address}/declare#four")
    for n in range(4):
        page.fill(f"[name=d-n{n}]", "0")
    page.fill("[name=d-source]", "行政执法台账")
    page.click("text=申报这四个数")
    page.wait_for_selector("text=已申报四个数")
    for name, text in {"name": "培训次数", "number": "2", "unit": "次", "source": "培训签到册"}.items():
        page.fill(f"#own [name={name}]", text)
    page.click("#own button")
    page.wait_for_selector("text=可以在文字里用了")
    clean(one, "申报")
    one.go(address)
    for part, text in WORDS.items():
        page.fill(f"#{part}", text)
    page.click("button[value=send]")
    page.wait_for_selector("text=已送审")
    clean(one, "送审之后")
    review = page.locator("a:has-text('看送审的内容')").get_attribute("href")
    for login in ("first", "station", "second"):
        enter(one, login)
        one.go(review)
        page.click("button[value=approve]")
        page.wait_for_load_state()
    enter(one, "secrecy")
    one.go(review)
    for box in page.locator("input[type=radio][value=clear]").all():
        box.check()
    page.click("button[value=secrecy]")
    page.wait_for_load_state()
    enter(one, "head")
    one.go(review)
    clean(one, "签发")
    page.click("button[value=approve]")
    page.wait_for_load_state()
    enter(one, "officer")
    one.go(address)
    page.click("main a:has-text('去发布')")
    page.click("main button:has-text('发布')")
    page.wait_for_selector("text=已发布")
    one.go(address)
    public = page.locator("main a:has-text('看公开的页面')").get_attribute("href")
    files = {}
    for label, name in (("PDF", "report.pdf"), ("网页", "report.html")):
        link = page.locator(f"main a:has-text('{label}')").first.get_attribute("href")
        files[name] = live.home / name
        files[name].write_bytes(page.request.get(live.url + link).body())
    one.go(public)
    told = page.inner_text("body")
    assert f"{year}年收到政府信息公开申请2件" in told
    assert "全年开展培训2次" in told
    assert page.locator("td[colspan], th[colspan='7']").count() > 0
    for path in files.values():
        done = live.command("verify", str(path), "--json")
        read = json.loads(done.stdout.splitlines()[0])
        assert done.returncode == 0, read["findings"]
        assert read["requests"]["received"] == [2, 0, 0, 0, 0, 0, 2]
    live.code(HANDLE.format(times=1, year=year))
    one.go(address)
    page.click("text=看差异和记录")
    page.wait_for_selector("text=封存 2 → 现在 3")
    clean(one, "差异")
    assert ledger_faults(live) == []


def test_every_page_of_the_two_desks_at_both_sizes(live, at, year):
    live.code(
        "from gongkai.outlets.models import Outlet\nfrom gongkai.outlets import services\n"
        "from gongkai.organisation.models import Agency\nfrom gongkai.ledger.services import SYSTEM\n"
        "town = Agency.objects.get(code='LXX')\n"
        "Outlet.objects.filter(agency=town).exists() or services.open_outlet(town, kind='wechat', name='柳溪之声', by=SYSTEM)"
    )
    number = live.code("from gongkai.outlets.models import Outlet; print(Outlet.objects.first().pk)").strip()
    address = sent(at, live, year)
    for path in ("", "/tables", "/preview", "/declare", "/records/requests/received/total", "/correct"):
        answer = at.go(address + path)
        assert answer.status == 200, path
        clean(at, address + path)
    enter(at, "channels")
    for path in ("/work/outlets", "/work/outlets/new", f"/work/outlets/{number}", f"/work/outlets/{number}/import"):
        at.go(path)
        clean(at, path)
    at.page.fill("[name=rows]", "日期,标题,性质,凭证,信息编号\n昨天,春耕,文章,wx-1,\n")
    at.page.click("text=核对并登记")
    at.page.wait_for_selector("text=应写成 2021-03-05 的样子")
    clean(at, "导入有错")


def test_the_desk_is_worked_by_keyboard_with_focus_in_sight(live, desk, year):
    one = desk("desk")
    address = sent(one, live, year)
    one.go(f"{address}/tables")
    seen = set()
    for _ in range(60):
        one.page.keyboard.press("Tab")
        shown = one.page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.getAttribute('href') || e.name || '', s.outlineStyle !== 'none' && s.outlineWidth !== '0px']; })()"
        )
        assert shown[2], f"焦点看不见：{shown}"
        seen.add(shown[1])
    assert any("/records/" in link for link in seen)
