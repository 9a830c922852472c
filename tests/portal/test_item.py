"""The page of an item: head table, meta tags, chain, deadline, attachments, corrections, withdrawal, notice periods."""

import re
from datetime import datetime, timedelta

import factories
import pytest
import time_machine
from lxml import html
from public import Portal

from gongkai import law
from gongkai.cli.demo import cast
from gongkai.ledger import clock, follow
from gongkai.outbox.services import work
from gongkai.portal import addresses
from gongkai.publishing.deadlines import set_first_day

pytestmark = pytest.mark.django_db


def page(portal, address: str):
    return html.fromstring(portal.text(address))


def table(tree) -> dict[str, str]:
    """The head table as label → value."""
    rows = tree.xpath("//dl[contains(@class, 'head-table')]/div")
    return {row.xpath("string(dt)"): " ".join(row.xpath("string(dd)").split()) for row in rows}


def meta(tree) -> dict[str, str]:
    return {node.get("name"): node.get("content") for node in tree.xpath("//meta[@name]")}


def test_the_head_table_has_the_eight_rows_and_the_notice_period(portal, notice):
    today = clock.today()
    until = today + timedelta(days=6)
    year = "" if until.year == today.year else f"{until.year}年"
    rows = table(page(portal, addresses.item(notice.item.number)))
    assert list(rows) == [
        "索引号",
        "主题分类",
        "发文机关",
        "成文日期",
        "标题",
        "发文字号",
        "发布日期",
        "公示期",
        "有效性",
    ]
    assert rows["索引号"] == f"LXX/{today.year}-00001"
    assert rows["主题分类"] == "社会救助"
    assert rows["发文机关"] == "柳溪乡人民政府"
    assert rows["发文字号"] == "柳政发〔2026〕3号"
    assert rows["公示期"] == f"{today.year}年{today.month}月{today.day}日至{year}{until.month}月{until.day}日（7天）"
    assert rows["有效性"] == f"公示中，至{until.month}月{until.day}日"


def test_the_meta_tags_are_those_of_the_guide_for_government_sites(portal, notice):
    portal.setting("site.code", "0000000000")
    tree = page(portal, addresses.item(notice.item.number))
    tags = meta(tree)
    at = notice.released_at.astimezone(clock.ZONE)
    assert tags["SiteName"] == "示例区政府信息公开"
    assert tags["SiteDomain"] == "127.0.0.1:8000"
    assert tags["SiteIDCode"] == "0000000000"
    assert tags["ColumnName"] == tags["ColumnType"] == "公示公告"
    assert tags["ColumnDescription"]
    assert tags["ColumnKeywords"]
    assert tags["ArticleTitle"] == "柳溪乡第一批农村低保初审对象公示"
    assert tags["PubDate"] == at.strftime("%Y-%m-%d %H:%M")
    assert tags["ContentSource"] == "柳溪乡综合办公室"
    assert tags["Url"] == f"http://127.0.0.1:8000/item/{notice.item.number}/"
    assert tree.xpath("//link[@rel='canonical']/@href") == [tags["Url"]]
    assert "robots" not in tags


def test_every_mandatory_meta_tag_stands_on_every_kind_of_page(portal, notice):
    portal.setting("site.code", "0000000000")
    number, agency = notice.item.number, notice.agency_id
    kinds = {
        "home": ["/"],
        "column": ["/section/gsgg/", f"/agency/{agency}/", f"/agency/{agency}/gsgg/"],
        "article": [addresses.item(number), f"/item/{number}/print/", f"/large{addresses.item(number)}"],
    }
    for kind, pages in kinds.items():
        for address in pages:
            assert law.meta_faults(kind, meta(page(portal, address))) == (), address
            assert meta(page(portal, address))["SiteIDCode"] == "0000000000", address


def test_the_demonstration_carries_a_site_code_of_the_right_form_that_nobody_has():
    assert re.fullmatch(r"0{10}", cast.SETTINGS["slq"]["site.code"])


def test_the_days_of_a_notice_period_say_how_they_are_counted(portal, notice):
    text = portal.text(addresses.item(notice.item.number))
    assert "公示期7天含起止两日；起始日不计，是6个整日" in text
    set_first_day(notice.agency, True, since=clock.today(), by=factories.SYSTEM)
    text = portal.text(addresses.item(notice.item.number))
    assert "公示期7天，起始日计入" in text
    assert "整日" not in text
    set_first_day(notice.agency, False, since=clock.today(), by=factories.SYSTEM)
    assert "是6个整日" in portal.text(addresses.item(notice.item.number))
    plain = portal.release(title="没有公示期的一条")
    assert "含起止两日" not in portal.text(addresses.item(plain.item.number))


@pytest.mark.parametrize("line", ["各村民委员会：", "各村，乡直各单位：", "区人民政府：", "各站所、中心："])
def test_a_salutation_is_set_flush_left(portal, line):
    made = portal.release(title="关于防汛的通知", body=f"{line}\n汛期将至。\n各村民委员会：\n照办。")
    first, *others = page(portal, addresses.item(made.item.number)).xpath("//div[@class='prose']//p")
    assert (first.text_content(), first.get("class")) == (line, "unindented")
    assert all(other.get("class") is None for other in others)


@pytest.mark.parametrize(
    "line", ["汛期将至。", "现将有关事项通知各单位：", "一、总体要求：", "联系电话及地址：", "公示如下："]
)
def test_another_first_line_is_indented(portal, line):
    made = portal.release(title="一则通知", body=f"{line}\n第二段。")
    assert page(portal, addresses.item(made.item.number)).xpath("//div[@class='prose']//p[1]/@class") == []


def test_no_identification_code_is_shown_that_nobody_has_set(portal, notice):
    text = portal.text("/") + portal.text(addresses.item(notice.item.number))
    for word in ("SiteIDCode", "网站标识码", "ICP", "公安备案"):
        assert word not in text


def test_the_chain_and_the_working_of_the_deadline_stand_beside_the_text(portal, notice):
    tree = page(portal, addresses.item(notice.item.number))
    links = tree.xpath("//ol[@class='chain']/li/b/text()")
    assert links == ["信息形成", "工作人员初审", "站所分管领导审核", "综合办审核", "保密审查", "主要领导签发", "发布"]
    assert "怎么算的" in tree.text_content()
    assert "《条例》第二十六条" in tree.text_content()
    for person in notice.version.submission.verdicts.all():
        assert person.reviewer.name not in tree.text_content()


def test_a_correction_keeps_the_address_and_shows_its_date_and_note(portal, notice):
    second = portal.correct(notice.item, title="柳溪乡第一批农村低保初审对象公示（更正）", change_note="户数有误")
    tree = page(portal, addresses.item(notice.item.number))
    text = tree.text_content()
    on = second.released_on
    assert f"本信息于{on.year}年{on.month}月{on.day}日更正" in text
    assert "更正说明：户数有误" in text
    assert "全部版本（2）" in text
    assert table(tree)["标题"] == "柳溪乡第一批农村低保初审对象公示（更正）"
    assert "更正" in portal.text("/section/gsgg/")


def test_attachments_are_listed_with_size_and_can_be_fetched(portal, notice):
    tree = page(portal, addresses.item(notice.item.number))
    (link,) = tree.xpath("//ul[contains(@class, 'files')]//a")
    assert link.text == "申请条件.txt"
    from urllib.parse import unquote

    status, _, body = portal.get(unquote(link.get("href")))
    assert (status, body) == (200, "申请条件")


def test_what_was_typed_is_shown_as_text_and_never_runs(portal):
    made = portal.release(title="<script>alert(1)</script>&\"'", body="<img src=x onerror=alert(1)>\n正文")
    for address in ("/", addresses.item(made.item.number), "/section/xzdt/", "/feed/xzdt.atom", "/search/"):
        text = portal.text(address, query="q=alert")
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_no_page_has_inline_styles_or_scripts(portal, notice):
    for address in (
        "/",
        addresses.item(notice.item.number),
        addresses.item_print(notice.item.number),
        "/search/",
        "/apply/",
    ):
        assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=", portal.text(address)), address


def test_a_table_can_be_scrolled_by_keyboard(portal):
    body = "<table><tbody><tr><th>村</th><td>31</td></tr></tbody></table>"
    made = portal.release(body=body, body_format="html")
    (around,) = page(portal, addresses.item(made.item.number)).xpath("//div[@class='prose']/div[@class='scroll']")
    assert around.get("tabindex") == "0"
    assert around.get("aria-label")


def test_a_withdrawn_item_answers_410_everywhere_and_tells_nothing(portal, notice):
    number = notice.item.number
    where = [
        addresses.item(number), addresses.item_print(number), f"/large/item/{number}/", addresses.item_qr(number),
        *[file for file in (a for a in portal.text(addresses.item(number)).split('"')) if "/files/" in file],
    ]  # fmt: skip
    assert len(where) == 5
    from urllib.parse import unquote

    where = [unquote(address) for address in where]
    for address in where:
        assert portal.get(address)[0] == 200
    portal.withdraw(notice.item)
    for address in where:
        status, _, body = portal.get(address)
        assert status == 410, address
        for secret in ("低保", "公示", "柳政发", notice.item.index_number or "LXX", "申请条件", "内容有误"):
            assert secret not in body.replace("公示公告", ""), (address, secret)
    for address in ("/", "/section/gsgg/", "/feed/gsgg.atom", "/feed/all.atom", f"/agency/{portal.world.town.pk}/"):
        assert "低保" not in portal.text(address)
    assert f"/item/{number}/" not in portal.text("/sitemap/lists.xml")
    assert portal.get(addresses.sitemap_part(notice.first_on))[0] == 404


def test_a_notice_becomes_right_on_the_day_after_its_last(world_opens):
    """Stored on the last day as 公示中, renewed by the scheduled fact, found on the next day as 公示期已满."""
    portal, now, made = world_opens
    address = addresses.item(made.item.number)
    assert "公示中，至3月8日" in portal.text(address)
    assert "公示中" in portal.text("/section/gsgg/")
    now.move_to(datetime(2026, 3, 8, 23, 59, tzinfo=clock.ZONE))
    work()
    assert "公示中，至3月8日" in portal.text(address)
    now.move_to(datetime(2026, 3, 9, 0, 0, 1, tzinfo=clock.ZONE))
    work()
    assert "公示期已满，本信息留存供查阅" in portal.text(address)
    assert "公示期已满" in portal.text("/section/gsgg/")
    assert portal.get(address)[0] == 200


@pytest.fixture
def world_opens(page_store, db):
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=clock.ZONE)) as now:
        portal = Portal(factories.make_world())
        made = portal.release(
            title="公示一件事情", kind="notice", section="gsgg", notice_from="2026-03-02", notice_until="2026-03-08"
        )
        while follow.catch_up():
            pass
        yield portal, now, made


def test_the_end_of_a_notice_that_was_corrected_or_withdrawn_states_nothing(world_opens):
    from gongkai.ledger.models import Entry

    portal, now, made = world_opens
    portal.withdraw(made.item)
    now.move_to(datetime(2026, 3, 9, 8, 0, tzinfo=clock.ZONE))
    work()
    assert not Entry.objects.filter(kind="item.notice_ended").exists()


def test_the_qr_code_holds_the_permanent_address(portal, notice):
    import segno

    status, headers, body = portal.get(addresses.item_qr(notice.item.number))
    assert status == 200
    assert headers["Content-Type"] == "image/svg+xml"
    wanted = segno.make(f"http://127.0.0.1:8000/item/{notice.item.number}/", error="m", micro=False)
    assert (
        f'viewBox="0 0 {wanted.symbol_size(border=2)[0]}' in body
        or f'width="{wanted.symbol_size(border=2)[0]}"' in body
    )


def test_an_expired_document_says_so_on_its_page(portal):
    made = portal.release(kind="document", section="zcwj", validity="repealed", title="关于一件事情的通知")
    text = portal.text(addresses.item(made.item.number))
    assert "本文件已废止" in text
