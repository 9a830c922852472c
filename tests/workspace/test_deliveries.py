"""The outlets desk over HTTP: outlets, an import that names every fault and changes nothing unless all is good."""

from io import BytesIO

import factories
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from gongkai.files.models import StoredFile
from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.outlets import services
from gongkai.outlets.models import Delivery, Outlet

pytestmark = pytest.mark.django_db
HEAD = "日期,标题,性质,凭证,信息编号\n"


@pytest.fixture
def outlet(world):
    """The township's WeChat account."""
    return services.open_outlet(world.town, kind="wechat", name="柳溪之声", by=factories.SYSTEM)


@pytest.fixture
def address(outlet):
    """Where deliveries are brought in."""
    return f"/work/outlets/{outlet.pk}/import"


def page(answer, status=200):
    """The words of a page."""
    assert answer.status_code == status, answer.content.decode()[:1500]
    return answer.content.decode()


def day():
    """Today, as people type it."""
    return clock.today().isoformat()


def test_an_outlet_is_entered_once_by_the_channel_operator(world, browser):
    channels = browser("channels")
    words = {"agency": world.town.pk, "kind": "wechat", "name": "柳溪之声"}
    assert channels.post("/work/outlets/new", words).status_code == 302
    assert "已经登记过" in page(channels.post("/work/outlets/new", words), 422)
    assert "柳溪之声" in page(channels.get("/work/outlets"))
    assert Outlet.objects.count() == 1
    assert browser("officer").get("/work/outlets/new").status_code == 403
    assert "柳溪之声" not in page(browser("x-channels").get("/work/outlets"))


def test_good_rows_are_entered_in_one_act_and_the_original_is_kept(world, browser, outlet, address):
    made = factories.release(world)
    rows = f"{HEAD}{day()},农机检修,已发布信息,wx-1,{made.item.number}\n{day()},转一篇,转发,wx-2,\n"
    answer = browser("channels").post(address, {"rows": rows})
    assert answer.status_code == 302
    assert list(outlet.deliveries.order_by("id").values_list("title", "kind", "item__number")) == [
        ("农机检修", "item", made.item.number),
        ("转一篇", "relay", None),
    ]
    entry = Entry.objects.get(kind="delivery.recorded")
    assert set(Delivery.objects.values_list("batch_id", flat=True)) == {entry.id}
    assert StoredFile.objects.filter(pk__in=[entry.payload.split('"source":"')[1].split('"')[0]]).exists()
    assert "农机检修" in page(browser("channels").get(f"/work/outlets/{outlet.pk}"))


def test_every_fault_is_named_by_row_and_column_and_nothing_is_changed(world, browser, outlet, address):
    draft = factories.send_up(world)
    rows = (
        f"{HEAD}{day()},好的一行,文章,wx-1,\n"
        f"昨天,没有日期,文章,wx-2,\n"
        f"2099-01-01,,故事,,\n"
        f"{day()},重复的,文章,wx-1,\n"
        f"{day()},没发布的,已发布信息,wx-5,{draft.item.number}\n"
        f"{day()},没编号,已发布信息,wx-6,\n"
    )
    text = page(browser("channels").post(address, {"rows": rows}), 422)
    for fault in (
        "第3行“日期”：“昨天”应写成",
        "第4行“日期”：2099-01-01 晚于今天",
        "第4行“标题”：没有填",
        "第4行“性质”：应为",
        "第4行“凭证”：没有填",
        "第5行“凭证”：与第2行重复",
        f"第6行“信息编号”：“{draft.item.number}”不是本机关已发布信息的编号",
        "第7行“信息编号”：没有填",
    ):
        assert fault in text, fault
    assert "好的一行" in text
    assert not Delivery.objects.exists()
    assert not Entry.objects.filter(kind="delivery.recorded").exists()


def spreadsheet(*rows):
    """An XLSX file with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


def test_a_spreadsheet_with_a_fault_comes_back_as_text_to_mend(world, browser, outlet, address):
    head = HEAD.strip().split(",")
    text = page(
        browser("channels").post(address, {"file": spreadsheet(head, ["2021年3月5日", "春耕", "文章", None, None])}),
        422,
    )
    assert "第2行“凭证”：没有填" in text
    assert "2021年3月5日,春耕,文章,," in text
    answer = browser("channels").post(
        address, {"file": spreadsheet(head, [clock.today(), "春耕", "文章", "wx-1", None])}
    )
    assert answer.status_code == 302
    assert outlet.deliveries.get().delivered_on == clock.today()


def test_a_csv_in_gbk_and_rows_pasted_with_tabs_are_read(world, browser, outlet, address):
    data = f"{HEAD}{day()},国标码,文章,wx-1,\n".encode("gb18030")
    assert browser("channels").post(address, {"file": SimpleUploadedFile("a.csv", data)}).status_code == 302
    pasted = HEAD.replace(",", "\t") + "\t".join([day(), "粘贴的", "文章", "wx-2", ""])
    assert browser("channels").post(address, {"rows": pasted}).status_code == 302
    assert set(outlet.deliveries.values_list("title", flat=True)) == {"国标码", "粘贴的"}


def test_what_is_no_table_gets_one_clear_line(world, browser, outlet, address):
    channels = browser("channels")
    for data, words in (
        (b"PK\x03\x04broken", "文件打不开"),
        (b"\x00\x01\x02\x03", "文件不是 CSV 或 XLSX"),
        ("随便写的".encode(), "第1行应为表头"),
    ):
        assert words in page(channels.post(address, {"file": SimpleUploadedFile("a.csv", data)}), 422)
    assert "请粘贴表格" in page(channels.post(address, {"rows": ""}), 422)


def test_a_mark_of_secrecy_in_a_table_stops_everything(world, browser, outlet, address):
    text = page(browser("channels").post(address, {"rows": f"{HEAD}{day()},机密★一年,文章,wx-1,\n"}), 422)
    assert "密级标识" in text
    assert not StoredFile.objects.exists()
    assert not Delivery.objects.exists()


def test_others_do_not_bring_in_deliveries(world, browser, outlet, address):
    assert browser("officer").get(address).status_code == 403
    assert browser("x-channels").get(address).status_code == 404


def test_a_file_that_came_when_the_log_in_had_expired_is_there_after_it(world, browser, outlet, address):
    channels = browser("channels")
    channels.get(address)
    del channels.cookies["sessionid"]
    data = f"{HEAD}{day()},春耕,文章,wx-1,\n".encode()
    answer = channels.post(address, {"rows": "", "file": SimpleUploadedFile("台账.csv", data)})
    answer = channels.post(answer.url, {"username": "channels", "password": factories.PASSWORD})
    text = page(channels.get(answer.url))
    assert "已收到“台账.csv”" in text
    note = text.split('name="kept" value="')[1].split('"')[0]
    assert channels.post(address, {"rows": "", "kept": note}).status_code == 302
    assert outlet.deliveries.get().title == "春耕"


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ("日期,题目,性质,凭证,信息编号", ["第1行第2列：应为“标题”，现在是“题目”"]),
        ("标题,日期,性质,凭证", ["第1行第1列：应为“日期”，现在是“标题”", "第1行第2列：应为“标题”，现在是“日期”"]),
        ("日期,标题,性质", ["第1行第4列：应为“凭证”，现在没有"]),
        ("日期,标题,性质,凭证,信息编号,备注", ["第1行：多出一列“备注”"]),
        ("日期,标题,性质,凭证,编号", ["第1行第5列：应为“信息编号”，现在是“编号”"]),
    ],
)
def test_a_wrong_column_is_named(world, browser, outlet, address, head, faults):
    rows = f"{head}\n{day()},春耕,文章,wx-1,\n"
    text = page(browser("channels").post(address, {"rows": rows}), 422)
    for fault in faults:
        assert fault in text
    assert "春耕" in text
    assert not Delivery.objects.exists()


def test_a_day_with_its_hour_in_a_spreadsheet_is_that_day(world, browser, outlet, address):
    from datetime import datetime

    at = datetime.combine(clock.today(), datetime.min.time()).replace(hour=9, minute=30)
    book = spreadsheet(HEAD.strip().split(","), [at, "春耕", "文章", "wx-1", None])
    assert browser("channels").post(address, {"file": book}).status_code == 302
    assert outlet.deliveries.get().delivered_on == clock.today()


def test_rows_that_somebody_entered_at_the_same_moment_are_refused_whole(world, outlet):
    made = [
        services.Row(clock.today(), "先登记的", "story", "wx-1", None),
        services.Row(clock.today(), "后登记的", "story", "wx-2", None),
    ]
    services.record(outlet, made[:1], by=world["channels"])
    with pytest.raises(services.ImportRefused):
        services.record(outlet, made[::-1], by=world["channels"])
    assert outlet.deliveries.count() == 1
