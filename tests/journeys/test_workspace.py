"""The workspace in a real browser: the whole way without JavaScript, by keyboard alone, and with axe on every page."""

import re
import time
import urllib.error
import urllib.request

import pytest
from factories import PASSWORD

from gongkai.review.secrecy import ITEMS

pytestmark = [pytest.mark.journey, pytest.mark.once]

TITLE = "柳溪村开展冬季农机检修"


def enter(page, live, login):
    page.goto(live.url + "/work/login")
    page.fill("[name=username]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(live.url + "/work/")


def status(address):
    try:
        return urllib.request.urlopen(address, timeout=5).status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def plain(browser, live):
    """Opens browsers without JavaScript, already logged in."""
    contexts = []

    def of(login):
        contexts.append(browser.new_context(java_script_enabled=False, locale="zh-CN"))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        enter(page, live, login)
        return page

    yield of
    for context in contexts:
        context.close()


def fill_draft(page, title):
    page.fill("[name=title]", title)
    page.fill("[name=body]", "12月，柳溪村组织农机手检修拖拉机。\n检修完成后入库停放。")
    page.select_option("[name=section]", "xzdt")
    page.select_option("[name=topic]", "社会救助")
    page.check("[name=formed][value=signing]")


def test_the_whole_way_without_javascript(plain, live):
    title = f"{TITLE}，一步一步"
    clerk = plain("clerk")
    clerk.click("text=起草一条信息 >> nth=0")
    fill_draft(clerk, title)
    clerk.click("button[value=save]")
    assert "已保存" in clerk.inner_text("main")
    assert "可以送审" in clerk.inner_text("#checks")
    clerk.click("button[value=send]")
    assert "已送审，现在等“初审”" in clerk.inner_text("main")
    number = re.search(r"编号 (\d+)", clerk.inner_text("main")).group(1)
    for login, button in (("first", "通过，送审核"), ("second", "通过，送签发")):
        page = plain(login)
        page.click(f"li:has-text('{title}') >> a.button")
        assert title in page.inner_text("article")
        page.click(f"text={button}")
        assert "已通过" in page.inner_text("main")
    secrecy = plain("secrecy")
    secrecy.click(f"li:has-text('{title}') >> a.button")
    assert secrecy.locator("input[type=radio]:checked").count() == 0
    for item in ITEMS:
        secrecy.check(f"[name=answer_{item.key}][value=clear]")
    secrecy.click("text=提交保密审查")
    assert "保密审查已通过" in secrecy.inner_text("main")
    head = plain("head")
    head.click(f"li:has-text('{title}') >> a.button")
    head.click("button[value=approve]")
    assert "已签发，等待发布" in head.inner_text("main")
    officer = plain("officer")
    officer.click(f"li:has-text('{title}') >> a.button")
    officer.click("main button.wide")
    assert "已发布" in officer.inner_text("main")
    released = time.monotonic()
    address = f"{live.url}/item/{number}/"
    while status(address) != 200:
        assert time.monotonic() - released < 1, "发布后一秒内没有看到"
    officer.click("text=撤回")
    officer.fill("[name=reason]", "附件拿错了")
    officer.check("[name=sure]")
    officer.click("button:has-text('撤回')")
    assert status(address) == 410


def focus(page, selector, *, most=90):
    """Go on with the tabulator until the focus is on `selector`; it must always be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """(selector) => {
                const at = document.activeElement;
                if (!at || at === document.body) return {there: false, visible: true};
                const style = getComputedStyle(at);
                const box = at.getBoundingClientRect();
                return {there: at.matches(selector), what: at.outerHTML.slice(0, 120),
                        visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0};
            }""",
            selector,
        )
        assert here["visible"], f"焦点看不见：{here.get('what')}"
        if here["there"]:
            return
    raise AssertionError(f"键盘走不到 {selector}")


def follow(page):
    """Press Enter on what has the focus, and wait for the page that it opens."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_row(desk, live, login, title):
    """Log in and open what waits under `title` with the keyboard."""
    one = desk()
    enter(one.page, live, login)
    target = one.page.locator(f"li:has-text('{title}') a.button").get_attribute("href")
    focus(one.page, f"a.button[href='{target}']")
    follow(one.page)
    return one.page


def test_the_whole_way_by_keyboard_alone(desk, live):
    title = f"{TITLE}，只用键盘"
    clerk = desk()
    page = clerk.page
    clerk.go("/work/login")
    page.keyboard.type("clerk")  # the field has the focus
    focus(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(live.url + "/work/")
    focus(page, "a[href='/work/drafts/new']")
    follow(page)
    focus(page, "[name=title]")
    page.keyboard.type(title)
    focus(page, "[name=body]")
    page.keyboard.type("十二月，柳溪村组织检修。")
    focus(page, "[name=section]")
    page.keyboard.press("ArrowDown")
    focus(page, "[name=topic]")
    page.keyboard.press("ArrowDown")
    focus(page, "[name=formed]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    focus(page, "button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已送审")
    for login in ("first", "second"):
        page = open_row(desk, live, login, title)
        focus(page, "[name=opinion]")
        page.keyboard.type("写得清楚。")
        focus(page, "button[value=approve]")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=已通过")
    page = open_row(desk, live, "secrecy", title)
    for item in ITEMS:
        focus(page, f"[name=answer_{item.key}]")
        page.keyboard.press("Space")  # the first answer of the group: 没有
        assert page.locator(f"[name=answer_{item.key}][value=clear]").is_checked()
    focus(page, "button[value=secrecy]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=保密审查已通过")
    page = open_row(desk, live, "head", title)
    focus(page, "button[value=approve]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已签发")
    page = open_row(desk, live, "officer", title)
    focus(page, "main button.wide")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已发布，网站上已经可以看到")


@pytest.fixture(scope="module")
def records(live):
    """Something at every desk. Returns addresses by log-in name."""
    said = live.code(
        """
import factories
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.services import appoint
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Section
from gongkai.ledger import clock
from gongkai.review import services as review
world = factories.World(*Agency.objects.order_by("pk"))
world.people = {p.login: p for p in Person.objects.all()}
world.stations = {"office": world.town.stations.first()}
appoint(world["handler"], world.town, Office.AUDITOR, since=clock.today(), by=factories.SYSTEM)
draft = drafts.start(factories.fields(world, title="停水的通告", kind="notice"), agency=world.town, by=world["clerk"])
back = factories.send_up(world, title="补贴发放情况")
review.sign(back.submission, by=world["first"], approved=False, digest=back.content.digest, opinion="金额不一致")
first = factories.send_up(world, title="等初审的")
last = factories.send_up(world, title="等保密审查的")
factories.approve(world, last.submission, steps=2)
ready = factories.send_up(world, title="等发布的")
factories.approve(world, ready.submission)
shown = factories.release(world, title="已发布的")
print(draft.item.number, back.item.number, first.submission.pk, last.submission.pk, ready.item.number, shown.item.number,
      world.town.pk, world["clerk"].pk, world["clerk"].appointments.first().pk)
"""
    )
    draft, back, first, last, ready, shown, town, person, appointment = said.split()
    return {
        None: ["/work/login"],
        "clerk": [
            "/work/", "/work/password", "/work/drafts", "/work/drafts/new", f"/work/drafts/{draft}", f"/work/drafts/{back}",
            f"/work/drafts/{draft}/discard", "/work/items", "/work/items?tab=working", f"/work/items/{shown}",
            f"/work/items/{shown}/correct", f"/work/review/{first}/recall", f"/work/review/{first}", "/work/nothing", "/work/admin",
        ],
        "first": ["/work/", "/work/review", f"/work/review/{first}", f"/work/items/{shown}/withdraw"],
        "secrecy": ["/work/", f"/work/review/{last}"],
        "officer": ["/work/", "/work/release", f"/work/release/{ready}"],
        "admin": [
            "/work/", "/work/admin", "/work/admin/agencies/new", f"/work/admin/agencies/{town}",
            f"/work/admin/agencies/{town}/stations/new", f"/work/admin/agencies/{town}/people/new",
            f"/work/admin/agencies/{town}/chain", f"/work/admin/people/{person}", f"/work/admin/people/{person}/appoint",
            f"/work/admin/people/{person}/password", f"/work/admin/people/{person}/access",
            f"/work/admin/appointments/{appointment}/end", "/work/ledger",
        ],
        "handler": ["/work/", "/work/ledger"],
    }  # fmt: skip


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(desk, live, records, size):
    found = []
    for login, paths in records.items():
        one = desk(size)
        if login:
            enter(one.page, live, login)
        for path in paths:
            one.go(path)
            found += [f"{login} {path} {fault}" for fault in one.axe()]
            if one.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{login} {path} 比屏幕宽")
    assert found == []


def test_axe_finds_nothing_on_a_refused_form_and_on_both_texts(desk, live, records):
    clerk = desk()
    enter(clerk.page, live, "clerk")
    page = clerk.page
    path = next(path for path in records["clerk"] if re.fullmatch(r"/work/drafts/\d+", path))
    clerk.go(path)
    page.fill("[name=body]", "秘密★5年 不该写在这里")
    page.click("button[value=save]")
    page.wait_for_selector("text=已停止保存 >> nth=0")
    assert "秘密★5年" in page.input_value("[name=body]")
    assert clerk.axe() == []
    clerk.go(path)
    revision = page.locator("[name=revision]")
    revision.evaluate("each => { each.value = '0' }")
    page.fill("[name=body]", "另一份文字")
    page.click("button[value=save]")
    page.wait_for_selector("text=这份稿件刚被别处保存过")
    assert clerk.axe() == []


def test_a_draft_saves_itself_while_somebody_writes(desk, live, records):
    clerk = desk()
    enter(clerk.page, live, "clerk")
    path = next(path for path in records["clerk"] if re.fullmatch(r"/work/drafts/\d+", path))
    clerk.go(path)
    before = int(clerk.page.input_value("[name=revision]"))
    clerk.page.fill("[name=body]", "写到一半的一段话。")
    clerk.page.wait_for_selector("#autosave:has-text('已自动保存')", timeout=15_000)
    assert int(clerk.page.input_value("[name=revision]")) == before + 1
    clerk.go(path)
    assert clerk.page.input_value("[name=body]") == "写到一半的一段话。"


def test_what_was_typed_survives_an_expired_log_in_and_a_restart(plain, live):
    clerk = plain("clerk")
    clerk.goto(live.url + "/work/drafts/new")
    fill_draft(clerk, "重启也不能丢的标题")
    live.code("from django.contrib.sessions.models import Session; Session.objects.all().delete()")
    clerk.click("button[value=save]")
    assert "已加密保留 24 小时" in clerk.inner_text("main")
    live.stop()
    live.start()
    clerk.fill("[name=username]", "clerk")
    clerk.fill("[name=password]", PASSWORD)
    clerk.click("main button")
    assert clerk.input_value("[name=title]") == "重启也不能丢的标题"
    clerk.click("button[value=save]")
    assert "已保存" in clerk.inner_text("main")
