"""Deliveries brought in from a file at the browser: every fault named, nothing entered, mended in the form, entered."""

import factories
import pytest

pytestmark = pytest.mark.journey
OUTLET = """
import factories
from gongkai.ledger import clock
from gongkai.organisation.models import Person
from gongkai.outlets import services
outlet = services.open_outlet(Person.objects.get(login="channels").agency, kind="wechat", name="柳溪发布", by=factories.SYSTEM)
print(outlet.pk, clock.today().isoformat())
"""
COUNT = """
from gongkai.outlets.models import Delivery
print(Delivery.objects.count())
"""


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_table_with_faults_is_mended_in_the_form(desk, live, tmp_path, size):
    outlet, today = live.code(OUTLET.replace("柳溪发布", f"柳溪发布{size}")).split()
    before = live.code(COUNT)
    table = tmp_path / "台账.csv"
    rows = f"日期,标题,性质,凭证,信息编号\n{today},春耕备耕,文章,{size}-1,\n昨天,防火宣传,文章,{size}-1,\n{today},链接到没有的,已发布信息,{size}-3,99999\n"
    table.write_bytes(rows.encode("gb18030"))
    at = desk(size)
    page = at.page
    at.go("/work/login")
    page.fill("[name=username]", "channels")
    page.fill("[name=password]", factories.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/")
    at.go(f"/work/outlets/{outlet}/import")
    page.set_input_files("[name=file]", table)
    page.click("main form button:has-text('登记'), main form button:has-text('导入')")
    text = page.inner_text("main")
    for fault in (
        "第3行“日期”：“昨天”",
        "第3行“凭证”：与第2行重复",
        "第4行“信息编号”：“99999”不是本机关已发布信息的编号",
    ):
        assert fault in text, fault
    assert "一行也没有导入" in text
    assert at.axe() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    typed = page.input_value("[name=rows]")
    assert "春耕备耕" in typed
    assert live.code(COUNT) == before
    mended = typed.replace("昨天", today).replace(f"防火宣传,文章,{size}-1", f"防火宣传,文章,{size}-2")
    page.fill("[name=rows]", mended.replace("已发布信息", "转发").replace("99999", ""))
    page.click("main form button:has-text('登记'), main form button:has-text('导入')")
    assert "已登记3条投放" in page.inner_text("body")
    assert int(live.code(COUNT)) == int(before) + 3
