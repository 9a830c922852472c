"""Who may open what: every address of the workspace × every office of both townships × nobody. Written out by hand."""

import factories
import pytest
from django.test import Client
from django.urls import get_resolver

from gongkai.annual.services import open_report
from gongkai.ledger import clock
from gongkai.organisation.models import Office
from gongkai.organisation.queries import actor_of
from gongkai.organisation.services import appoint, enrol
from gongkai.outlets.services import open_outlet
from gongkai.publishing import drafts
from gongkai.workspace import urls

pytestmark = pytest.mark.django_db

WRITERS = {"clerk", "cadre"}
REVIEWERS = {"first", "station", "second", "head"}
INFORMATION = WRITERS | REVIEWERS | {"secrecy", "officer"}
ALL = {*factories.OFFICES, "auditor", "nobody"}
ADMINS = {"admin"}
AUDIT = {"admin", "auditor"}
REPORT = REVIEWERS | {"secrecy", "officer"}
CHANNELS = {"channels", "officer"}
# Address → who may open it (200), by log-in name; and whether the other township's people of that office get 404.
OWN, SHARED, NONE = "own", "shared", "none yet"
TABLE = {
    "today": (ALL, SHARED),
    "password": (ALL, SHARED),
    "drafts": (WRITERS, SHARED),
    "draft-new": (WRITERS, SHARED),
    "draft": (WRITERS, OWN),
    "draft-discard": (WRITERS, OWN),
    "draft-file": (WRITERS, OWN),
    "reviews": (INFORMATION, SHARED),
    "review": (INFORMATION, OWN),
    "recall": ({"clerk"}, OWN),
    "content-file": (INFORMATION, OWN),
    "releases": ({"officer"}, SHARED),
    "release": ({"officer"}, OWN),
    "items": (INFORMATION, SHARED),
    "item": (INFORMATION, OWN),
    "item-correct": (WRITERS, OWN),
    "item-withdraw": (INFORMATION, OWN),
    "agencies": (ADMINS, SHARED),
    "agency-new": (ADMINS, SHARED),
    "agency": (ADMINS, OWN),
    "station-new": (ADMINS, OWN),
    "person-new": (ADMINS, OWN),
    "chain": (ADMINS, OWN),
    "agency-report-day": (ADMINS, OWN),
    "agency-notice-days": (ADMINS, OWN),
    "person": (ADMINS, OWN),
    "appoint": (ADMINS, OWN),
    "password-reset": (ADMINS, OWN),
    "person-access": (ADMINS, OWN),
    "appointment-end": (ADMINS, OWN),
    "ledger": (AUDIT, SHARED),
    "annual": (REPORT, SHARED),
    "annual-report": (REPORT, OWN),
    "annual-preview": (REPORT, OWN),
    "annual-tables": (REPORT, OWN),
    "annual-declare": (REPORT, OWN),
    "annual-records": (REPORT, OWN),
    "annual-correct": ({"officer"}, OWN),
    "annual-differences": (REPORT, NONE),
    "annual-html": (REPORT, NONE),
    "annual-pdf": (REPORT, NONE),
    "outlets": (CHANNELS, SHARED),
    "outlet-new": ({"channels"}, SHARED),
    "outlet": (CHANNELS, OWN),
    "outlet-import": ({"channels"}, OWN),
}
# Whoever holds the right office for the page, yet has no part in this one record.
NOT_THEIRS = {("recall", "cadre")}


@pytest.fixture
def addresses(world, settings, tmp_path):
    """One address of each name, with records of the first township behind it."""
    settings.HOME = tmp_path
    for prefix, agency in (("", world.town), ("x-", world.other)):
        for login, office in (("auditor", Office.AUDITOR), ("nobody", None)):
            person = enrol(
                login=prefix + login,
                name=login,
                agency=agency,
                station=None,
                password=factories.PASSWORD,
                by=factories.SYSTEM,
            )
            if office:
                appoint(person, agency, office, since=clock.today(), by=factories.SYSTEM)
    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    attached = drafts.attach(draft, drafts.take_file("汇总".encode(), "a.txt"), "a.txt", by=world["clerk"])
    with_file = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    drafts.attach(with_file, drafts.take_file("汇总".encode(), "a.txt"), "a.txt", by=world["clerk"])
    from gongkai.publishing import services

    submission = services.send_up(with_file, by=world["clerk"]).submission
    approved = factories.send_up(world)
    factories.approve(world, approved.submission)
    released = factories.release(world)
    appointment = world["clerk"].appointments.get()
    report = open_report(world.town, clock.today().year - 1, by=world["officer"])
    outlet = open_outlet(world.town, kind="wechat", name="柳溪发布", by=actor_of(world["channels"]))
    year, channel = f"annual/{report.pk}", f"outlets/{outlet.pk}"
    person, agency = world["clerk"].pk, world.town.pk
    return {
        **dict.fromkeys(TABLE, None),
        **{name: f"/work/{path}" for name, path in {
            "today": "", "password": "password", "drafts": "drafts", "draft-new": "drafts/new", "reviews": "review",
            "releases": "release", "items": "items", "agencies": "admin", "agency-new": "admin/agencies/new", "ledger": "ledger",
            "draft": f"drafts/{draft.item.number}", "draft-discard": f"drafts/{draft.item.number}/discard",
            "draft-file": f"drafts/{draft.item.number}/files/{attached.pk}", "review": f"review/{submission.pk}",
            "recall": f"review/{submission.pk}/recall", "content-file": f"review/{submission.pk}/files/1",
            "release": f"release/{approved.item.number}", "item": f"items/{released.item.number}",
            "item-correct": f"items/{released.item.number}/correct", "item-withdraw": f"items/{released.item.number}/withdraw",
            "agency": f"admin/agencies/{agency}", "station-new": f"admin/agencies/{agency}/stations/new",
            "person-new": f"admin/agencies/{agency}/people/new", "chain": f"admin/agencies/{agency}/chain",
            "agency-report-day": f"admin/agencies/{agency}/report-day",
            "agency-notice-days": f"admin/agencies/{agency}/notice-days",
            "person": f"admin/people/{person}", "appoint": f"admin/people/{person}/appoint",
            "password-reset": f"admin/people/{person}/password", "person-access": f"admin/people/{person}/access",
            "appointment-end": f"admin/appointments/{appointment.pk}/end",
            "annual": "annual", "annual-report": year, "annual-preview": f"{year}/preview", "annual-tables": f"{year}/tables",
            "annual-declare": f"{year}/declare", "annual-records": f"{year}/records/requests/received/total",
            "annual-correct": f"{year}/correct", "annual-differences": f"{year}/editions/1/differences",
            "annual-html": f"{year}/editions/1/report.html", "annual-pdf": f"{year}/editions/1/report.pdf",
            "outlets": "outlets", "outlet-new": "outlets/new", "outlet": channel, "outlet-import": f"{channel}/import",
        }.items()},
    }  # fmt: skip


def client_of(login):
    client = Client()
    answer = client.post("/work/login", {"username": login, "password": factories.PASSWORD})
    assert answer.status_code == 302, login
    return client


def expected(name, login, other):
    """The status that the table asks for."""
    may, scope = TABLE[name]
    if login not in may:
        # Holding an office that opens such pages, but no part in this one: it does not exist for them.
        return 404 if (name, login) in NOT_THEIRS else 403
    return 404 if scope == NONE or (other and scope == OWN) else 200


OURS = {path.name for path in urls.urlpatterns}


def test_every_address_of_the_workspace_stands_in_the_table():
    assert OURS - {"login", "logout"} == set(TABLE)
    assert get_resolver().resolve("/work/").url_name == "today"


@pytest.mark.parametrize("prefix", ["", "x-"], ids=["own-township", "other-township"])
def test_each_office_opens_its_own_pages_and_no_other(addresses, prefix):
    wrong = []
    for login in sorted(ALL):
        client = client_of(prefix + login)
        for name, path in addresses.items():
            got, wanted = client.get(path).status_code, expected(name, login, bool(prefix))
            if got != wanted:
                wrong.append(f"{prefix}{login} {path}：应为 {wanted}，实为 {got}")
    assert wrong == []


def test_nobody_gets_in_without_a_log_in(addresses):
    client = Client()
    for path in addresses.values():
        for answer in (client.get(path), client.post(path, {"reason": "x"})):
            assert answer.status_code in (302, 401, 405), path
            if answer.status_code == 302:
                assert answer.url.startswith("/work/login"), path


def test_no_post_of_a_stranger_changes_anything(addresses):
    """Every office that may not open a page may not post to it either; nothing is recorded."""
    from gongkai.ledger.queries import head_seq

    before = head_seq()
    words = {
        "reason": "不该能办",
        "sure": "yes",
        "act": "approve",
        "opinion": "不该能签",
        "last_day": clock.today().isoformat(),
    }
    for prefix in ("", "x-"):
        for login in sorted(ALL):
            client = client_of(prefix + login)
            for name, path in addresses.items():
                if expected(name, login, bool(prefix)) == 200:
                    continue
                assert client.post(path, words).status_code in (403, 404, 405), f"{prefix}{login} {path}"
    assert head_seq() == before


def test_an_administrator_reads_no_draft_and_no_text_of_it(addresses, world):
    client = client_of("admin")
    for path in ("/work/", "/work/ledger", "/work/admin", f"/work/admin/people/{world['clerk'].pk}"):
        assert "农机" not in client.get(path).content.decode()


def test_an_administrator_cannot_give_themselves_an_office(world):
    client = client_of("admin")
    page = f"/work/admin/people/{world['admin'].pk}/appoint"
    answer = client.post(
        page, {"agency": str(world.town.pk), "office": "signatory", "since": clock.today().isoformat()}
    )
    assert answer.status_code == 422
    assert "不能给自己任命职务" in answer.content.decode()


def test_an_office_that_ended_yesterday_opens_nothing(world):
    import time_machine

    from gongkai.organisation.services import end_appointment

    end_appointment(world["officer"].appointments.get(), last_day=clock.today(), by=factories.SYSTEM)
    client = client_of("officer")
    assert client.get("/work/release").status_code == 200
    from datetime import timedelta

    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        assert client_of("officer").get("/work/release").status_code == 403
