"""The portal in a browser: nothing for axe to find, no sideways scrolling, no script needed, focus always visible."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.once]

WORLD = """
from datetime import timedelta
import factories
from gongkai.ledger import clock
from gongkai.publishing import drafts, services
world = factories.make_world()
today = clock.today()
for n in range(3):
    factories.release(world, title=f"柳溪村开展第{n + 1}次冬季农机检修", formed_on=(today - timedelta(days=20 * n)).isoformat())
table = "<p>分村面积如下。</p><table><tbody>" + "<tr>" + "".join(
    f"<td>第{n}列很宽的内容不换行</td>" for n in range(12)) + "</tr></tbody></table>"
draft = drafts.start(factories.fields(
    world, title="柳溪乡第一批农村低保初审对象公示", kind="notice", section="gsgg", body=table, body_format="html",
    notice_from=today.isoformat(), notice_until=(today + timedelta(days=6)).isoformat(),
), agency=world.town, by=world["clerk"])
drafts.attach(draft, drafts.take_file("申请条件".encode(), "申请条件.txt"), "申请条件.txt", by=world["clerk"])
version = services.send_up(draft, by=world["clerk"])
factories.approve(world, version.submission)
made = services.release(version, by=world["officer"])
draft = drafts.begin_correction(made.item, by=world["clerk"])
drafts.save(draft, {**drafts.fields_of(draft), "change_note": "户数有误"}, revision=draft.revision, by=world["clerk"])
draft.refresh_from_db()
version = services.send_up(draft, by=world["clerk"])
factories.approve(world, version.submission)
services.release(version, by=world["officer"])
gone = factories.release(world, title="将要撤回的事项")
services.withdraw(gone.item, by=world["first"], reason="内容有误")
"""


@pytest.fixture(scope="module")
def live():
    """A portal with a little of everything, running."""
    from journeys.site import site

    with site(WORLD) as made:
        made.start()
        yield made


# Item numbers are given in order from 10001: three news, the notice, the withdrawn one.
PAGES = (
    "/", "/item/10004/", "/item/10001/", "/item/10005/", "/item/10004/print/", "/section/gsgg/", "/agency/2/",
    "/guide/", "/policies/", "/catalogue/", "/annual/", "/apply/", "/figures/", "/feeds/", "/map/", "/help/",
    "/search/", "/search/?q=农机", "/nothing/", "/large/", "/large/item/10004/",
)  # fmt: skip


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_on_any_public_page(desk, size):
    reader = desk(size)
    for path in PAGES:
        reader.go(path)
        assert reader.axe() == [], path


def test_nothing_scrolls_sideways_at_320_pixels(desk):
    reader = desk("phone")
    reader.page.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES:
        reader.go(path)
        over = reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path


def test_the_portal_works_without_scripts(browser, live):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live.url + "/")
    page.fill("input[name=q]", "低保")
    page.click("button[type=submit]")
    page.click("text=柳溪乡第一批农村低保初审对象公示")
    assert "更正说明：户数有误" in page.text_content("article")
    page.click("text=怎么算的")
    assert page.is_visible("text=首日不计")
    page.click("text=打印版")
    assert page.is_visible("text=固定网址")
    context.close()


def test_every_link_of_the_first_page_is_reached_by_tab_with_its_focus_visible(desk):
    reader = desk()
    reader.go("/")
    wanted = reader.page.evaluate("document.querySelectorAll('a[href], input, button').length")
    seen = []
    for _ in range(wanted):
        reader.page.keyboard.press("Tab")
        seen.append(
            reader.page.evaluate(
                """() => { const at = document.activeElement, style = getComputedStyle(at);
                return [at.outerHTML.slice(0, 60), parseFloat(style.outlineWidth), style.outlineStyle]; }"""
            )
        )
    assert len({html for html, _, _ in seen}) >= wanted - 2  # two links may look alike
    assert all(width >= 2 and style != "none" for _, width, style in seen), seen
    assert "跳到正文" in reader.page.evaluate("document.querySelector('.skip').textContent")


def test_large_text_is_larger_and_colours_follow_the_system(desk, browser, live):
    reader = desk()
    reader.go("/")
    normal = reader.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    reader.go("/large/")
    assert reader.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == pytest.approx(normal * 1.35)
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(live.url + "/item/10004/")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("getComputedStyle(document.querySelector('.badge')).borderTopStyle") == "solid"
    context.close()


def test_the_printed_item_leaves_out_what_is_not_the_document(desk):
    reader = desk()
    reader.go("/item/10001/")
    reader.page.emulate_media(media="print")
    for hidden in ("nav.bar", ".side", ".tools", ".skip"):
        assert not reader.page.is_visible(hidden), hidden
    assert reader.page.is_visible("article h1")


def test_no_page_asks_for_anything_from_elsewhere_or_is_refused_by_its_own_policy(desk, live):
    reader = desk()
    asked, refused = [], []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.on(
        "console", lambda message: refused.append(message.text) if "Content Security" in message.text else None
    )
    for path in PAGES:
        reader.go(path)
    assert {url.split("/")[2] for url in asked} == {live.url.split("//")[1]}
    assert refused == []
