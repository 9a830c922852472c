"""Agencies, stations, people, dated appointments, chains: what is entered, what is refused, what it takes effect on."""

from datetime import timedelta

import pytest
from django.test import Client
from factories import PASSWORD

from gongkai.ledger import clock
from gongkai.organisation.models import Agency, Appointment, Person
from gongkai.organisation.queries import holds
from gongkai.review.models import Submission
from gongkai.review.queries import chain_for

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


@pytest.fixture
def admin(browser):
    return browser("admin")


def in_days(number):
    return (clock.today() + timedelta(days=number)).isoformat()


def test_a_person_is_entered_without_any_right_and_appointed_for_a_day(world, admin):
    page = f"/work/admin/agencies/{world.town.pk}/people/new"
    words = {"name": "新来的人", "login": "newcomer", "station": "", "password": PASSWORD}
    assert admin.post(page, words).status_code == 302
    person = Person.objects.get(login="newcomer")
    client = Client()
    client.post("/work/login", {"username": "newcomer", "password": PASSWORD})
    assert "您今天没有担任职务" in text(client.get("/work/"))
    assert client.get("/work/drafts").status_code == 403
    words = {"agency": str(world.town.pk), "office": "author", "since": in_days(0), "until": ""}
    assert admin.post(f"/work/admin/people/{person.pk}/appoint", words).status_code == 302
    assert client.get("/work/drafts").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"login": "clerk"}, "已有人使用"),
        ({"login": "13800138000"}, "个人信息"),
        ({"name": "张三 110101199003078056"}, "个人信息"),
        ({"login": "有汉字"}, "登录名只用字母"),
        ({"password": "short"}, "口令至少 10 个字符，请加长"),
    ],
)
def test_what_cannot_be_entered_is_refused_and_kept(world, admin, changes, said):
    words = {"name": "新来的人", "login": "newcomer", "station": "", "password": PASSWORD, **changes}
    answer = admin.post(f"/work/admin/agencies/{world.town.pk}/people/new", words)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Person.objects.filter(login="newcomer").exists()


def test_an_appointment_is_never_for_the_past_nor_twice(world, admin):
    page = f"/work/admin/people/{world['cadre'].pk}/appoint"
    words = {"agency": str(world.town.pk), "office": "author", "since": in_days(-1), "until": ""}
    assert "不能从过去的日子起算" in text(admin.post(page, words))
    assert "不必重复任命" in text(admin.post(page, {**words, "since": in_days(0)}))
    assert "结束日不能早于开始日" in text(
        admin.post(page, {**words, "office": "signatory", "since": in_days(2), "until": in_days(1)})
    )


def test_an_appointment_ends_today_at_the_earliest(world, admin):
    appointment = world["head"].appointments.get()
    page = f"/work/admin/appointments/{appointment.pk}/end"
    assert "任职最早到今天为止" in text(admin.post(page, {"last_day": in_days(-1)}))
    assert admin.post(page, {"last_day": in_days(0)}).status_code == 302
    assert holds(world["head"], world.town, "signatory", clock.today())
    assert not holds(world["head"], world.town, "signatory", clock.today() + timedelta(days=1))
    assert "已经办过结束" in text(admin.post(page, {"last_day": in_days(0)}))
    assert Appointment.objects.filter(pk=appointment.pk).exists()


def chain(**changes):
    words = {"kind": "news", "since": in_days(0)}
    steps = ("first_review", "station_review", "second_review", "signatory")
    for n, office in enumerate(steps, 1):
        words |= {f"name_{n}": f"第{n}环", f"office_{n}": office}
    return {**words, **changes}


def test_a_new_chain_holds_for_what_is_sent_up_afterwards(world, admin, browser, typed):
    import factories

    before = factories.send_up(world).submission
    assert admin.post(f"/work/admin/agencies/{world.town.pk}/chain", chain()).status_code == 302
    after = factories.send_up(world).submission
    assert (before.steps_required, after.steps_required) == (3, 4)
    assert "第1环" in text(browser("first").get(f"/work/review/{after.pk}"))
    assert Submission.objects.get(pk=before.pk).steps.count() == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"office_4": "", "name_4": "", "office_3": "", "name_3": ""}, "审核链至少三步"),
        ({"office_4": "second_review"}, "最后一步须是签发"),
        ({"since": "2021-01-01"}, "不能从过去的日子起用"),
        ({"office_2": ""}, "第2步写了名称，请选职务"),
    ],
)
def test_a_chain_that_cannot_be_is_refused(world, admin, changes, said):
    was = chain_for(world.town, "news", clock.today())
    answer = admin.post(f"/work/admin/agencies/{world.town.pk}/chain", chain(**changes))
    assert answer.status_code == 422
    assert said in text(answer)
    assert chain_for(world.town, "news", clock.today()) == was


def test_a_new_agency_says_what_it_still_needs(world, browser):
    import factories

    from gongkai.organisation.models import Office
    from gongkai.organisation.services import appoint

    appoint(world["handler"], world.county, Office.ADMINISTRATOR, since=clock.today(), by=factories.SYSTEM)
    client = browser("handler")
    words = {
        "name": "北沟镇人民政府",
        "short_name": "北沟镇",
        "kind": "township",
        "parent": str(world.county.pk),
        "code": "BGZ",
    }
    assert client.post("/work/admin/agencies/new", words).status_code == 302
    made = Agency.objects.get(code="BGZ")
    shown = text(client.get(f"/work/admin/agencies/{made.pk}"))
    assert "没有设置审核链" in shown
    assert "没有人担任“撰稿”" in shown
    assert "已经登记过" in text(client.post("/work/admin/agencies/new", {**words, "code": "BG2"}))
    assert "已被别的机关使用" in text(client.post("/work/admin/agencies/new", {**words, "name": "另一个镇"}))
    assert "大写字母或数字" in text(client.post("/work/admin/agencies/new", {**words, "code": "小写"}))


def test_an_administrator_of_the_county_manages_its_townships_and_one_of_a_township_only_their_own(world, browser):
    assert world.other.name not in text(browser("admin").get("/work/admin"))
    import factories

    from gongkai.organisation.models import Office
    from gongkai.organisation.services import appoint

    appoint(world["handler"], world.county, Office.ADMINISTRATOR, since=clock.today(), by=factories.SYSTEM)
    shown = text(browser("handler").get("/work/admin"))
    assert world.other.name in shown
    assert world.town.name in shown


def test_the_ledger_page_says_whether_it_verifies(world, browser, settings, tmp_path):
    from django.db import connection

    from gongkai.ledger import heads

    settings.HOME = tmp_path
    heads.note()
    client = browser("admin")
    assert "全部校验通过" in text(client.post("/work/ledger"))
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER publishing_release_no_update"
            + (" ON publishing_release" if connection.vendor == "postgresql" else "")
        )
    answer = text(client.post("/work/ledger"))
    assert "校验没有通过" in answer
    assert "publishing_release_no_update" in answer


def test_the_ledger_page_finds_by_kind_and_day(world, browser):
    client = browser("admin")
    assert "任命" in text(client.get(f"/work/ledger?kind=person.appointed&day={in_days(0)}"))
    assert "没有符合的记录" in text(client.get("/work/ledger?day=2001-01-01"))
    assert client.get("/work/ledger?day=2001-99-99&kind=x&page=abc").status_code == 200
