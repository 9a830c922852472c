"""axe finds nothing on any page of the way, at 1280 and 390 px, and no page is wider than its screen, down to 320 px."""

import json

import factories
import pytest

pytestmark = pytest.mark.journey
# One item in each state, so that every desk has something to show.
FILL = """
import json
from factories import *
from gongkai.publishing import drafts, services
from gongkai.review import services as review
world = make_world()
shown = release(world, title="柳溪乡2021年耕地地力保护补贴面积核实公告", kind="notice", section="gsgg",
                notice_from="2021-12-01", notice_until="2021-12-08")
gone = release(world, title="撤回的一条")
services.withdraw(gone.item, by=world["first"], reason="附件有误")
waiting = send_up(world, title="等初审的一条")
half = send_up(world, title="等签发的一条")
approve(world, half.submission, steps=2)
ready = send_up(world, title="等发布的一条")
approve(world, ready.submission)
back = send_up(world, title="退回的一条")
review.sign(back.submission, by=world["first"], approved=False, digest=back.submission.content.digest, opinion="请写清时间")
open_draft = drafts.start(fields(world, title="起草中的一条"), agency=world.town, by=world["clerk"])
print(json.dumps({
    "shown": shown.item.number, "gone": gone.item.number, "waiting": waiting.submission_id, "half": half.submission_id,
    "ready": ready.item.number, "draft": open_draft.item.number, "back": back.item.number,
    "town": world.town.pk, "person": world["clerk"].pk,
    "appointment": world["clerk"].appointments.first().pk,
}))
"""
PUBLIC = (
    "/", "/section/xzdt/", "/section/gsgg/", "/item/{shown}/", "/item/{shown}/print/", "/item/{gone}/", "/guide/",
    "/policies/", "/catalogue/", "/annual/", "/apply/", "/feeds/", "/map/", "/help/", "/figures/", "/search/?q=补贴",
    "/large/", "/large/item/{shown}/", "/nothing-here/",
)  # fmt: skip
DESKS = {
    "clerk": ("/work/", "/work/drafts", "/work/drafts/new", "/work/drafts/{draft}", "/work/drafts/{draft}/discard",
              "/work/drafts/{back}", "/work/items", "/work/items/{shown}", "/work/items/{shown}/correct",
              "/work/review/{waiting}", "/work/review/{waiting}/recall", "/work/password"),
    "first": ("/work/", "/work/review", "/work/review/{waiting}", "/work/items/{shown}/withdraw"),
    "secrecy": ("/work/", "/work/review/{half}"),
    "head": ("/work/", "/work/review/{half}"),
    "officer": ("/work/", "/work/release", "/work/release/{ready}", "/work/items/{gone}"),
    "channels": ("/work/",),
    "admin": ("/work/", "/work/admin", "/work/admin/agencies/{town}", "/work/admin/agencies/{town}/chain",
              "/work/admin/agencies/{town}/people/new", "/work/admin/agencies/{town}/stations/new",
              "/work/admin/people/{person}", "/work/admin/people/{person}/appoint", "/work/admin/people/{person}/password",
              "/work/admin/people/{person}/access", "/work/admin/appointments/{appointment}/end", "/work/admin/agencies/new",
              "/work/ledger"),
}  # fmt: skip


@pytest.fixture(scope="module")
def live():
    """A site with something in every queue."""
    from journeys.site import site

    with site("pass") as made:
        made.numbers = json.loads(made.code(FILL).strip().splitlines()[-1])
        made.start()
        yield made


def looked_at(at, path):
    """What is wrong with a page: axe's findings, and words that run out of the screen."""
    answer = at.go(path)
    assert answer.status in (200, 404, 410), f"{path}：{answer.status}"
    found = [f"{path}：{fault}" for fault in at.axe()]
    if at.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
        found.append(f"{path}：页面比屏幕宽")
    return found


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_on_the_portal(desk, live, size):
    at = desk(size)
    assert [fault for path in PUBLIC for fault in looked_at(at, path.format(**live.numbers))] == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_axe_finds_nothing_on_the_workspace(desk, live, size):
    found = []
    for login, paths in DESKS.items():
        at = desk(size)
        at.go("/work/")
        found += [f"登录：{fault}" for fault in at.axe()] if login == "clerk" else []
        at.page.fill("input[name=username]", login)
        at.page.fill("input[name=password]", factories.PASSWORD)
        at.page.press("input[name=password]", "Enter")
        at.page.wait_for_selector("main h1")
        for path in paths:
            found += [f"{login} {fault}" for fault in looked_at(at, path.format(**live.numbers))]
    assert found == []


def test_public_pages_fit_a_screen_of_320_pixels_and_work_without_scripts(browser, live):
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    for path in PUBLIC:
        page.goto(live.url + path.format(**live.numbers))
        page.set_viewport_size({"width": 320, "height": 640})
        width = page.locator("html").bounding_box()["width"]
        widest = max(box["x"] + box["width"] for box in [one.bounding_box() for one in page.locator("main, header, footer, nav").all()] if box)  # fmt: skip
        assert widest <= width + 1, f"{path}：{widest}"
    context.close()
