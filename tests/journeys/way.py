"""The whole way of one item, step by step at a keyboard, and what a reader sees after each."""

import re
import time
import urllib.error
import urllib.request

from journeys.site import ledger_faults


def get(live, path):
    """Status and text of a public page, as a reader without a browser gets it."""
    try:
        with urllib.request.urlopen(live.url + path, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def within_a_second(live, path, holds):
    """What a reader sees at `path` once `holds(status, text)`; it has to come within a second."""
    end = time.monotonic() + 1
    while True:
        status, text = get(live, path)
        if holds(status, text):
            return text
        assert time.monotonic() < end, f"{path} 一秒内没有更新：{status}"
        time.sleep(0.02)


def draft(keyboard, title, body):
    """A clerk writes a news item and sends it up."""
    keyboard.press("起草一条信息")
    keyboard.write("title", title)
    keyboard.write("body", body)
    keyboard.choose("kind", "政务动态")
    keyboard.choose("section", "乡镇动态")
    keyboard.choose("station", "综合办公室")
    keyboard.page.keyboard.press("Tab")
    keyboard.page.keyboard.press("ArrowDown")
    keyboard.answer("author_is_collective", "yes")
    keyboard.write("author_name", "柳溪村委会")
    keyboard.answer("formed", "signing")
    keyboard.button("保存并送审")


def sign(keyboard, act):
    """Open what waits and approve it."""
    keyboard.press(act)
    keyboard.button("通过" if "通过，送" in keyboard.text() else "签发")


def check_secrecy(keyboard):
    """Answer every item of the secrecy check; nothing is answered beforehand."""
    keyboard.press("去保密审查")
    assert keyboard.page.locator("input[type=radio]:checked").count() == 0
    names = "all => all.map(one => one.name)"
    for name in keyboard.page.eval_on_selector_all("input[type=radio][value=clear]", names):
        keyboard.answer(name, "clear")
    keyboard.button("提交保密审查")


def walk(person, live, title):
    """Draft, return, signatures, secrecy check, release, correction, withdrawal; the ledger then verifies.

    person: logs somebody in. title: of the item; it is corrected by two more characters.
    """
    corrected = f"{title}完成"
    clerk = person("clerk")
    draft(clerk, title, "12月，村里检修了供水管道。\n检修期间停水两小时。")
    assert "已送审" in clerk.text()

    first = person("first")
    first.press("去审核")
    assert title in first.text()
    first.write("opinion", "请写明停水的具体日期。")
    first.button("退回修改")

    clerk = person("clerk")
    assert "请写明停水的具体日期。" in clerk.text()
    clerk.press("按意见修改")
    clerk.write("body", "12月6日，村里检修了供水管道。\n检修期间停水两小时。")
    clerk.button("保存并送审")

    first = person("first")
    first.press("去审核")
    assert "6日" in "".join(first.page.locator("ins").all_inner_texts())
    first.press("通过")
    sign(person("second"), "去审核")
    check_secrecy(person("secrecy"))
    sign(person("head"), "去签发")

    officer = person("officer")
    officer.press("去发布")
    before = time.monotonic()
    officer.button("发布")
    home = within_a_second(live, "/", lambda status, text: title in text)
    assert time.monotonic() - before < 3
    number = re.search(r"/item/(\d+)/", home[: home.index(title)][::1].rsplit("<a", 1)[1])[1]
    page = within_a_second(live, f"/item/{number}/", lambda status, text: status == 200)
    for label in ("索引号", "主题分类", "发文机关", "成文日期", "发文字号", "发布日期", "有效性"):
        assert label in page, label
    for name in ("ArticleTitle", "PubDate", "ContentSource", "SiteName", "ColumnName"):
        assert f'name="{name}"' in page, name
    assert title in within_a_second(live, "/section/xzdt/", lambda status, text: title in text)
    assert title in within_a_second(live, "/feed/xzdt.atom", lambda status, text: title in text)
    maps = re.findall(r"<loc>[^<]*?(/sitemap/[^<]+)</loc>", get(live, "/sitemap.xml")[1])
    assert any(f"/item/{number}/" in get(live, path)[1] for path in maps)

    clerk = person("clerk")
    clerk.open(f"/work/items/{number}")
    clerk.press("更正")
    clerk.button("起草更正")
    clerk.write("title", corrected)
    clerk.write("change_note", "标题漏写了检修已经完成。")
    clerk.button("保存并送审")
    sign(person("first"), "去审核")
    sign(person("second"), "去审核")
    check_secrecy(person("secrecy"))
    sign(person("head"), "去签发")
    officer = person("officer")
    officer.press("去发布")
    officer.button("发布更正")
    page = within_a_second(live, f"/item/{number}/", lambda status, text: corrected in text)
    assert "更正" in page
    assert "标题漏写了检修已经完成。" in page

    first = person("first")
    first.open(f"/work/items/{number}")
    first.press("撤回")
    first.write("reason", "检修日期有误，核实后重发。")
    first.field("sure")
    first.page.keyboard.press("Space")
    first.button("撤回")
    status, gone = get(live, f"/item/{number}/")
    assert status == 410
    assert "检修" not in gone
    for path in ("/", "/section/xzdt/", "/feed/xzdt.atom"):
        assert corrected not in get(live, path)[1], path
    assert ledger_faults(live) == []
