"""Who may open what at the report and outlets desks, written out by hand; and no canary stays anywhere."""

import factories
import pytest
from django.test import Client
from workspace.test_matrix import ALL, OURS, REVIEWERS, client_of
from workspace.test_privacy import CANARIES, fill, said_in_log, traces

from gongkai.annual import services
from gongkai.annual.names import declarable
from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.ledger.queries import head_seq
from gongkai.outlets.services import open_outlet

pytestmark = pytest.mark.django_db
READ = {"officer", "secrecy"} | REVIEWERS
CHANNELS = {"channels", "officer"}
OWN, SHARED = "own", "shared"
TABLE = {
    "annual": (READ, SHARED),
    "annual-report": (READ, OWN),
    "annual-preview": (READ, OWN),
    "annual-correct": ({"officer"}, OWN),
    "annual-tables": (READ, OWN),
    "annual-declare": (READ, OWN),
    "annual-records": (READ, OWN),
    "annual-differences": (READ, OWN),
    "annual-html": (READ, OWN),
    "annual-pdf": (READ, OWN),
    "outlets": (CHANNELS, SHARED),
    "outlet-new": ({"channels"}, SHARED),
    "outlet": (CHANNELS, OWN),
    "outlet-import": ({"channels"}, OWN),
}


@pytest.fixture
def records(world, settings, tmp_path):
    """An outlet, and a report that was sent up and came back, so that it has an edition and can be written."""
    from gongkai.review.services import sign

    settings.HOME = tmp_path
    outlet = open_outlet(world.town, kind="wechat", name="柳溪之声", by=factories.SYSTEM)
    officer = world["officer"]
    report = services.open_report(world.town, clock.today().year - 1, by=officer)
    words = {key: "写好了。" for key in services.EMPTY if key not in ("dated_on", "change_note")}
    report = services.save(report, words, revision=1, by=officer)
    for key in declarable():
        if key.split("/")[1].startswith("行政") and "规范" not in key:
            services.declare(report, key, 0, source="台账", by=officer)
    edition = services.send_up(report, by=officer, revision=report.revision).edition
    submission = edition.version.submission
    sign(submission, by=world["first"], approved=False, digest=submission.content.digest, opinion="请补写")
    return outlet, report, edition


@pytest.fixture
def addresses(records):
    """One address of each name."""
    outlet, report, edition = records
    base = f"/work/annual/{report.pk}"
    return {
        "annual": "/work/annual",
        "annual-report": base,
        "annual-preview": f"{base}/preview",
        "annual-correct": f"{base}/correct",
        "annual-tables": f"{base}/tables",
        "annual-declare": f"{base}/declare",
        "annual-records": f"{base}/records/requests/received/total",
        "annual-differences": f"{base}/editions/{edition.pk}/differences",
        "annual-html": f"{base}/editions/{edition.pk}/report.html",
        "annual-pdf": f"{base}/editions/{edition.pk}/report.pdf",
        "outlets": "/work/outlets",
        "outlet-new": "/work/outlets/new",
        "outlet": f"/work/outlets/{outlet.pk}",
        "outlet-import": f"/work/outlets/{outlet.pk}/import",
    }


def expected(name, login, other):
    """The status that the table asks for."""
    may, scope = TABLE[name]
    if login not in may:
        return 403
    return 404 if other and scope == OWN else 200


def test_every_address_of_the_two_desks_stands_in_the_table():
    assert {name for name in OURS if name.startswith(("annual", "outlet"))} == set(TABLE)


@pytest.mark.parametrize("prefix", ["", "x-"], ids=["own-township", "other-township"])
def test_each_office_opens_its_own_pages_and_no_other(addresses, prefix):
    wrong = []
    for login in sorted(ALL - {"auditor", "nobody"}):
        client = client_of(prefix + login)
        for name, path in addresses.items():
            got, wanted = client.get(path).status_code, expected(name, login, bool(prefix))
            if got != wanted:
                wrong.append(f"{prefix}{login} {path}：应为 {wanted}，实为 {got}")
    assert wrong == []


def test_no_post_of_a_stranger_changes_anything(addresses):
    before = head_seq()
    words = {"act": "save", "supervision": "不该能写", "revision": "2", "rows": "x", "name": "x", "kind": "wechat"}
    for prefix in ("", "x-"):
        for login in sorted(ALL - {"auditor", "nobody"}):
            client = client_of(prefix + login)
            for name, path in addresses.items():
                if expected(name, login, bool(prefix)) != 200:
                    assert client.post(path, words).status_code in (403, 404, 405), f"{prefix}{login} {path}"
    assert head_seq() == before


def test_nobody_gets_in_without_a_log_in(addresses):
    for path in addresses.values():
        answer = Client().get(path)
        assert answer.status_code == 302, path
        assert answer.url.startswith("/work/login"), path


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES)
def test_personal_data_typed_into_these_forms_is_found_nowhere(records, canary, caplog):
    outlet, report, _ = records
    base = f"/work/annual/{report.pk}"
    parts = dict.fromkeys((*services.EMPTY, "reason"), "{}")
    head = "日期,标题,性质,凭证,信息编号\n"
    forms = [
        ("officer", base, {**parts, "revision": "2", "act": "save"}),
        ("officer", base, {**parts, "dated_on": "", "revision": "3", "act": "send"}),
        ("officer", base, {**parts, "dated_on": "", "revision": "3", "act": "propose:other"}),
        ("officer", f"{base}/declare", {"act": "own", "name": "{}", "number": "{}", "unit": "{}", "source": "{}"}),
        ("officer", f"{base}/declare", {"act": "own", "name": "培训次数", "number": "2", "unit": "次", "source": "{}"}),
        ("officer", f"{base}/declare", {"act": "four", "d-n0": "{}", "d-source": "{}"}),
        ("channels", "/work/outlets/new", {"agency": "1", "kind": "wechat", "name": "{}"}),
        ("channels", f"/work/outlets/{outlet.pk}/import", {"rows": head + f"{clock.today()},标题 {{}},文章,wx-1,\n"}),
        ("channels", f"/work/outlets/{outlet.pk}/import", {"rows": head + f"{clock.today()},标题,文章,{{}},\n"}),
    ]
    for login, path, words in forms:
        answer = client_of(login).post(path, fill(words, canary))
        assert answer.status_code in (302, 409, 422, 200), (path, answer.status_code)
    assert traces(canary) == []
    assert said_in_log(caplog, canary) == []
    assert not Entry.objects.filter(payload__contains=canary).exists()
