"""Lists, feeds, sitemap, statutory parts, search, large text, the demonstration's marks: and no dead link anywhere."""

from urllib.parse import quote, unquote, urlsplit

import factories
import pytest
from django.core.management import call_command
from lxml import etree, html
from public import Portal

from gongkai.ledger import clock
from gongkai.portal import addresses, figures, inventory, lists
from gongkai.portal.views import lists as list_views
from gongkai.publishing.models import Section

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def links(body: str) -> set[str]:
    """Every address of this site that a page points to."""
    tree = html.fromstring(body)
    found = set(tree.xpath("//a/@href | //img/@src | //link/@href | //form/@action"))
    return {unquote(urlsplit(href).path) for href in found if not urlsplit(href).netloc and not href.startswith("#")}


def test_no_link_on_any_page_is_dead(portal, notice):
    portal.correct(notice.item, change_note="户数有误")
    portal.release()
    gone = portal.release(title="将要撤回的事项")
    portal.withdraw(gone.item)
    seen: dict[str, int] = {}
    for address in inventory.all_addresses():
        status, _, body = portal.get(address)
        if not address.endswith("/") or status == 410:
            continue
        for link in links(body):
            if link not in seen:
                seen[link] = portal.get(link)[0]
            assert seen[link] in (200, 302, 410) or link.startswith("/static/"), (address, link, seen[link])
    assert addresses.item(gone.item.number) not in seen


def test_every_page_in_large_text_stays_in_large_text(portal, notice):
    for address in ("/", addresses.item(notice.item.number), "/section/gsgg/", "/guide/", "/search/"):
        body = portal.text(addresses.LARGE + address)
        assert 'class="large"' in body
        inside = {link for link in links(body) if link.endswith("/") and not link.startswith("/work/")}
        back = {address, notice.item and addresses.item_print(notice.item.number)}
        assert {link for link in inside if not link.startswith("/large/")} <= back
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in body


def test_what_is_released_stands_in_its_lists_and_on_the_first_page(portal, notice):
    town = portal.world.town.pk
    month = f"{notice.first_on:%Y-%m}"
    for address in (
        "/", "/section/gsgg/", f"/section/gsgg/{month}/", f"/agency/{town}/", f"/agency/{town}/gsgg/",
        f"/agency/{town}/{month}/", f"/agency/{town}/gsgg/{month}/",
    ):  # fmt: skip
        assert "柳溪乡第一批农村低保初审对象公示" in portal.text(address), address
    assert "低保" not in portal.text("/section/xzdt/")
    assert "还没有发布信息" in portal.text(f"/agency/{portal.world.other.pk}/")


def test_a_month_with_too_much_for_one_page_is_cut_by_day(portal, monkeypatch):
    for module in (lists, list_views, inventory):
        monkeypatch.setattr(module, "MOST_IN_A_MONTH", 2)
    made = [portal.release(title=f"第{n}件事情") for n in range(3)]
    on = made[0].first_on
    month = portal.text(addresses.month("/section/xzdt/", on))
    assert "请按日查看" in month
    assert "第1件事情" not in month
    day = portal.text(addresses.day("/section/xzdt/", on))
    assert "第1件事情" in day
    assert addresses.day("/section/xzdt/", on) in list(inventory.plain_addresses())


def test_lists_that_never_were_answer_404(portal):
    for address in ("/section/nothing/", "/section/xzdt/2019-01/", "/section/xzdt/2026-13/", "/section/xzdt/2026-02-30/",
                    "/agency/99999/", "/item/99999/", "/feed/nothing.atom", "/sitemap/2019-01.xml"):  # fmt: skip
        status, headers, body = portal.get(address)
        assert status == 404, address
        assert "没有这个网页" in body
        assert headers["Content-Security-Policy"]


def test_made_up_addresses_fill_no_disk(portal, page_store):
    before = set(page_store.addresses())
    for n in range(5):
        portal.get(f"/section/made-up-{n}/")
        portal.get(f"/item/{90000 + n}/")
    assert set(page_store.addresses()) == before


def test_the_feed_of_a_section_is_valid_atom_and_follows_corrections(portal, notice):
    portal.release()
    second = portal.correct(notice.item, change_note="户数有误")
    feed = etree.fromstring(portal.text("/feed/gsgg.atom").encode())
    assert feed.tag == ATOM + "feed"
    for name in ("title", "id", "updated"):
        assert feed.find(ATOM + name).text
    (entry,) = feed.findall(ATOM + "entry")
    assert entry.find(ATOM + "title").text == "更正：柳溪乡第一批农村低保初审对象公示"
    assert entry.find(ATOM + "updated").text == second.released_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert entry.find(ATOM + "published").text == notice.released_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert entry.find(ATOM + "id").text.startswith("urn:uuid:")
    assert entry.find(ATOM + "link").get("href") == f"http://127.0.0.1:8000/item/{notice.item.number}/"
    everything = etree.fromstring(portal.text("/feed/all.atom").encode())
    assert len(everything.findall(ATOM + "entry")) == 2


def test_the_sitemap_names_every_public_item_once(portal, notice):
    other = portal.release()
    index = etree.fromstring(portal.text("/sitemap.xml").encode())
    parts = [urlsplit(loc.text).path for loc in index.iter(MAP + "loc")]
    found = []
    for part in parts:
        found += [urlsplit(loc.text).path for loc in etree.fromstring(portal.text(part).encode()).iter(MAP + "loc")]
    assert len(found) == len(set(found))
    assert {addresses.item(notice.item.number), addresses.item(other.item.number)} <= set(found)
    for address in found:
        assert portal.get(address)[0] == 200, address


def test_robots_may_read_everything_but_the_workspace(portal):
    text = portal.text("/robots.txt")
    assert "Disallow: /work/" in text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /\n" not in text


def test_the_figures_come_from_records(portal):
    """Two in time, one late: formed 60 days ago, whose 20 working days are over."""
    from datetime import timedelta

    today = clock.today()
    portal.release(title="按期之一")
    portal.release(title="按期之二", formed_by_signing=True, formed_on="")
    portal.release(title="超期之一", formed_on=(today - timedelta(days=60)).isoformat())
    portal.release(title="不计的转载", nature="reprint", source="某网站")
    (year,) = figures.years()
    assert (year.released, year.in_time, year.late) == (3, 2, 1)
    assert year.rate == "66.6%"
    home = portal.text("/")
    assert "3 条" in home
    assert "66.6%" in home
    assert "66.6%" in portal.text("/figures/")


def test_a_rate_is_never_rounded_up_to_a_hundred():
    assert figures.Year(2021, 3000, 2999).rate == "99.9%"
    assert figures.Year(2021, 10, 10).rate == "100%"
    assert figures.Year(2021, 0, 0).rate == "—"


def test_the_parts_of_a_bar_sum_to_a_hundred():
    assert figures.split([("甲", 1), ("乙", 1), ("丙", 1)]) == [("甲", 1, 34), ("乙", 1, 33), ("丙", 1, 33)]
    assert figures.split([]) == []
    assert sum(share for _, _, share in figures.split([("甲", 486), ("乙", 178)])) == 100


def test_search_finds_what_contains_every_word_and_marks_it(portal, notice):
    portal.release(title="低保政策宣传进村")
    body = portal.text("/search/", query=f"q={quote('低保 公示')}")
    tree = html.fromstring(body)
    hits = tree.xpath("//ol[@class='hits']/li/a")
    assert [hit.text_content() for hit in hits] == ["柳溪乡第一批农村低保初审对象公示"]
    assert tree.xpath("//mark/text()")[:2] == ["低保", "公示"]
    assert "没有找到" in portal.text("/search/", query=f"q={quote('不存在的词')}")
    assert "找到 1 条" in portal.text("/search/", query=f"q={quote('柳政发〔2026〕3号')}")


def test_search_forgets_what_was_withdrawn_at_once(portal, notice):
    assert "找到 1 条" in portal.text("/search/", query=f"q={quote('低保')}")
    portal.withdraw(notice.item)
    assert "没有找到" in portal.text("/search/", query=f"q={quote('低保')}")


@pytest.mark.parametrize(
    "query", ["q=%25", "q=_", "q=(", "q=%00", "q=" + "x" * 5000, "q=a&page=0", "q=a&page=99999999", "page=x", "q=%FF"]
)
def test_search_survives_any_question(portal, query):
    assert portal.get("/search/", query=query)[0] == 200


def test_the_statutory_parts_show_what_was_released_for_them(portal):
    portal.release(kind="guide", section="zcwj", title="柳溪乡政府信息公开指南")
    portal.release(kind="policy", section="zcwj", title="柳溪乡政府信息公开保密审查制度")
    portal.release(kind="annual_report", section="nb", title="柳溪乡2025年政府信息公开工作年度报告")
    assert "柳溪乡政府信息公开指南" in portal.text("/guide/")
    assert "保密审查制度" in portal.text("/policies/")
    assert "2025年政府信息公开工作年度报告" in portal.text("/annual/")
    assert "农田水利工程建设运营" in portal.text("/catalogue/")


def test_the_page_on_applications_says_truthfully_how_to_apply(portal):
    text = portal.text("/apply/")
    assert "目前不接收网上申请" in text
    assert "20 个工作日内答复" in text
    assert "《条例》第二十九条" in text


def test_contacts_are_shown_only_when_they_are_set(portal):
    assert "办公地址" not in portal.text("/apply/")
    portal.setting("disclosure.address", "示例区一号院")
    assert "示例区一号院" in portal.text("/apply/")
    assert "示例区一号院" in portal.text("/guide/")


@pytest.fixture
def demonstration(db, page_store):
    """An installation whose every word is made up."""
    from datetime import UTC, datetime, timedelta

    from gongkai.ledger.models import Installation

    call_command("check", verbosity=0)
    opens = datetime.now(UTC) - timedelta(days=100)
    made = factories.found_installation("示例区", demo=True, opens_at=opens)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factories, "found_installation", lambda name: made)
        patch.setattr(factories, "write_first_entry", lambda installation, at: None)
        factories.write_first_entry(made, opens)
        world = factories.make_world()
    assert Installation.objects.get().demo
    return Portal(world)


def test_a_demonstration_says_so_on_every_page_feed_and_header(demonstration):
    made = demonstration.release()
    shown = [addresses.item(made.item.number), addresses.item_print(made.item.number)]
    for address in ("/", *shown, "/section/xzdt/", "/apply/"):
        demonstration.get(address)  # stored; the second answer comes from the store
        _, headers, body = demonstration.get(address)
        assert "演示数据" in body, address
        assert "拨慢 100 天" in body
        assert '<meta name="robots" content="noindex">' in body
        assert headers["X-Robots-Tag"] == "noindex"
    assert "【演示数据】" in demonstration.text("/feed/xzdt.atom")
    assert "Disallow: /\n" in demonstration.text("/robots.txt")


def test_a_section_without_items_is_not_an_empty_box(portal):
    Section.objects.create(key="empty", name="新栏目", description="新栏目", position=9)
    assert "这里还没有发布信息" in portal.text("/section/empty/")


def test_the_style_sheet_uses_only_what_chromium_86_reads():
    from pathlib import Path

    import gongkai.portal

    text = (Path(gongkai.portal.__file__).parent / "static/portal/portal.css").read_text(encoding="utf-8")
    for newer in (":has(", ":is(", ":where(", "inset:", "aspect-ratio", "color-mix(", "@layer", "@container", "margin-inline:", "dvh", "http"):  # fmt: skip
        assert newer not in text
    assert "px" not in text.replace("1px", "").replace("2px", "").replace("3px", "")  # only hairlines and rules
