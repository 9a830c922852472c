"""The annual report's way: opened, written, declared, compiled, sent up sealed, returned, released, corrected."""

from datetime import date

import factories
import pytest
from annual_report import WRITTEN, complete, release, send_up
from django.db import connection

from gongkai.annual import compiling, figures, queries, services
from gongkai.annual.figures import Year
from gongkai.annual.models import Edition
from gongkai.annual.narrative import fill
from gongkai.annual.services import AnnualRefused, ChecksRefused, StaleNarrative
from gongkai.files import services as files
from gongkai.handling import services as handling
from gongkai.ledger import clock
from gongkai.publishing import services as publishing
from gongkai.publishing.content import sanitised
from gongkai.publishing.models import Item
from gongkai.publishing.screens import SecretRefused
from gongkai.reports import render
from gongkai.review import services as review

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    """Last year: the one that is reported on."""
    return clock.today().year - 1


@pytest.fixture
def report(world, year):
    """A report that was opened by the disclosure officer."""
    return services.open_report(world.town, year, by=world["officer"])


def case(world, day, outcome=None):
    """A case received on a day, perhaps decided the same day."""
    made = handling.register(world.town, applicant_kind="natural_person", received_on=day, by=world["handler"])
    return handling.decide(made, outcome=outcome, decided_on=day, by=world["handler"]) if outcome else made


def test_opening_twice_gives_the_same_report_and_strangers_are_refused(world, year):
    first = services.open_report(world.town, year, by=world["officer"])
    assert services.open_report(world.town, year, by=world["officer"]) == first
    with pytest.raises(AnnualRefused, match="信息公开专员"):
        services.open_report(world.other, year, by=world["officer"])
    with pytest.raises(AnnualRefused, match="更早的年度"):
        services.open_report(world.town, 2020, by=world["officer"])


def test_the_first_draft_says_only_what_records_say(world, report, year):
    words = services.words_of(report)
    assert words["proactive"] == ""
    assert words["supervision"] == words["problems"] == ""
    assert "未收到政府信息公开申请" in words["on_application"]
    assert "“初审、审核、签发”3个环节" in words["management"] or words["management"] == ""
    assert "{{收费通知件数}}件" in words["other"]


def test_figures_in_the_text_are_those_of_the_records(world, year):
    case(world, date(year, 3, 1), "granted")
    case(world, date(year, 12, 30))
    report = services.open_report(world.town, year, by=world["officer"])
    made = compiling.compiled(report, services.words_of(report), today=clock.today())
    told = made.document.section(1).text
    assert f"{year}年收到政府信息公开申请2件，上年结转0件；办结1件，其中予以公开1件；结转下年度继续办理1件。" in told
    assert made.document.cell("requests/received/total").value == 2
    assert made.document.cell("requests/carried_over/total").value == 1


def test_a_name_that_is_no_figure_is_found_and_left_standing(world, report):
    assert fill("共{{ 发布总数 }}条，{{没有的}}件", {"发布总数": "664"}) == ("共664条，{{没有的}}件", ["没有的"])
    report = complete(world, report, supervision="培训{{没有的}}次。")
    with pytest.raises(ChecksRefused) as refusal:
        services.send_up(report, by=world["officer"], revision=report.revision)
    assert "没有叫“没有的”的数" in " ".join(f.message for f in refusal.value.compiled.stops)


def test_a_stale_save_is_refused_with_both_texts(world, report):
    by, words = world["officer"], services.words_of(report)
    services.save(report, {**words, "supervision": "先存的"}, revision=1, by=by)
    with pytest.raises(StaleNarrative) as refusal:
        services.save(report, {**words, "supervision": "后存的"}, revision=1, by=by)
    assert refusal.value.theirs["supervision"] == "先存的"
    assert refusal.value.revision == 2


def test_a_mark_of_secrecy_is_refused_before_anything_is_stored(world, report):
    with pytest.raises(SecretRefused):
        services.save(report, {"supervision": "机密★一年"}, revision=1, by=world["officer"])
    report.refresh_from_db()
    assert report.revision == 1


def test_the_words_are_encrypted_at_rest(world, report):
    services.save(report, {"supervision": "尚未公开的话"}, revision=1, by=world["officer"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM annual_report WHERE id = %s", [report.pk])
        assert "尚未公开" not in cursor.fetchone()[0]


def test_what_records_cannot_give_is_unknown_until_declared(world, report):
    made = compiling.compiled(report, services.words_of(report), today=clock.today())
    assert made.document.cell("proactive/行政许可/decisions").value is None
    assert [f.key for f in made.stops if f.rule == "K3"] == list(made.numbers.missing())
    services.declare(report, "proactive/行政事业性收费/fees", "1.25", source="非税台账", by=world["officer"])
    made = compiling.compiled(report, services.words_of(report), today=clock.today())
    assert str(made.document.cell("proactive/行政事业性收费/fees").value) == "1.25"


def test_a_declared_part_is_shown_apart_and_added(world, report, year):
    case(world, date(year, 3, 1), "granted")
    for row in ("received", "granted"):
        services.declare(report, f"requests/{row}/natural_person", 2, source="启用前台账", by=world["officer"])
    made = compiling.compiled(report, services.words_of(report), today=clock.today())
    for row in ("received", "granted", "concluded"):
        assert made.document.cell(f"requests/{row}/natural_person").value == 3
        assert made.numbers.recorded[f"requests/{row}/total"] == 1
        assert made.numbers.outside(f"requests/{row}/total") == 2
    assert made.numbers.both("stated/received") == 3


def test_totals_follow_from_their_declared_parts(world, report):
    """Counted by hand: 40 + 2 = 42 items, 3 + 4 = 7 articles, 1 notice of reconsideration."""
    for key, number in {
        "stated/section:xzdt": 40,
        "stated/section:gsgg": 2,
        "stated/outlet:wechat:story": 3,
        "stated/outlet:wechat:relay": 4,
        "appeals/reconsideration/pending": 1,
    }.items():
        services.declare(report, key, number, source="启用前台账", by=world["officer"])
    numbers, named = compiling.numbers_of(report)
    assert numbers.both("stated/released") == 42
    assert numbers.both("stated/outlet:wechat") == 7
    assert numbers.both("stated/appeal:reconsideration") == numbers.both("appeals/reconsideration/total") == 1
    assert numbers.outside("stated/outlet:screen") == 0
    assert {"栏目·乡镇动态", "微信公众号·转发"} <= {each.name for each in named}
    assert sorted(numbers.parts("stated/released")) == ["stated/section:gsgg", "stated/section:xzdt"]


@pytest.mark.parametrize(
    ("key", "number", "words"),
    [
        ("requests/concluded/total", 1, "不能申报"),
        ("stated/on_time", 1, "不能申报"),
        ("stated/released", 1, "不能申报"),
        ("stated/outlet:wechat", 1, "不能申报"),
        ("proactive/行政许可/decisions", "1.5", "整数"),
        ("proactive/行政许可/decisions", "-1", "正数"),
        ("proactive/行政许可/decisions", "许多", "不是数字"),
        ("own/培训{}", 1, "自定数的名称"),
    ],
)
def test_what_cannot_be_declared_is_refused(world, report, key, number, words):
    with pytest.raises(AnnualRefused, match=words):
        services.declare(report, key, number, source="台账", unit="次", by=world["officer"])


def test_an_own_figure_can_be_used_in_the_text(world, report):
    services.declare(report, "own/培训次数", 2, source="培训签到册", unit="次", by=world["officer"])
    report = complete(world, report, supervision="全年培训{{培训次数}}次。")
    made = compiling.compiled(report, services.words_of(report), today=clock.today())
    assert "全年培训2次。" in made.document.section(1).text


def test_the_year_must_be_over_before_its_report_is_sent_up(world):
    report = complete(world, services.open_report(world.town, clock.today().year, by=world["officer"]))
    with pytest.raises(AnnualRefused, match="还没有结束"):
        services.send_up(report, by=world["officer"], revision=report.revision)


def test_what_is_signed_is_the_rendered_report_and_its_pdf(world, report):
    edition = send_up(world, report).edition
    document = compiling.document_of(edition)
    version = edition.version
    assert version.body == sanitised(render.html_body(document)) == render.html_body(document)
    attached = version.content.files.get()
    assert files.read(attached.file_id) == render.pdf(document)
    assert attached.file_id in version.content.canonical
    assert edition.entry_id == version.entry_id
    assert version.due_on == date(report.year + 1, 1, 31)


def test_a_report_that_was_sent_up_is_closed_until_it_comes_back(world, report):
    by = world["officer"]
    edition = send_up(world, report).edition
    report.refresh_from_db()
    with pytest.raises(AnnualRefused, match="已经送审"):
        services.save(report, WRITTEN, revision=report.revision, by=by)
    with pytest.raises(AnnualRefused, match="已经送审"):
        services.declare(report, "own/培训次数", 2, source="册", unit="次", by=by)
    submission = edition.version.submission
    review.sign(submission, by=world["first"], approved=False, digest=submission.content.digest, opinion="请补培训")
    second = send_up(world, report, supervision="全年培训三次。").edition
    assert second.version.ordinal == 2
    assert second.pk != edition.pk
    assert Edition.objects.count() == 2


def test_a_save_between_compiling_and_sealing_is_noticed(world, report):
    report = complete(world, report)
    with pytest.raises(AnnualRefused, match="刚刚被别处保存过"):
        services.send_up(report, by=world["officer"], revision=report.revision - 1)
    assert not Edition.objects.exists()
    assert Item.objects.get(pk=report.item_id).state == Item.State.DRAFT


def test_a_released_report_is_sealed_and_later_records_are_a_difference(world, report, year):
    known = case(world, date(year, 3, 1))
    edition = release(world, report)
    sealed = compiling.sealed_numbers(edition)
    assert queries.differences(edition) == []
    late = case(world, date(year, 12, 1), "unable.not_held")
    handling.decide(known, outcome="granted", decided_on=date(year, 3, 2), by=world["handler"])
    edition.refresh_from_db()
    assert compiling.sealed_numbers(edition) == sealed
    found = {each.key: each for each in queries.differences(edition)}
    received = found["requests/received/natural_person"]
    assert (received.sealed, received.now) == (1, 2)
    assert list(received.added) == [late]
    assert list(received.removed) == []
    over = found["requests/carried_over/natural_person"]
    assert (over.sealed, over.now) == (1, 0)
    assert list(over.removed) == [known]
    for key, number in sealed.recorded.items():
        if not key.startswith("stated/fee"):
            assert figures.behind(Year(world.town, year, edition.cut_seq), key).count() == number, key


def test_a_correction_is_a_new_edition_with_its_own_cut(world, report, year):
    first = release(world, report)
    case(world, date(year, 3, 1), "granted")
    services.begin_correction(report, by=world["officer"])
    report.refresh_from_db()
    with pytest.raises(AnnualRefused, match="更正说明"):
        send_up(world, report)
    report.refresh_from_db()
    second = release(world, report, change_note="补记一件")
    assert second.cut_seq > first.cut_seq
    assert compiling.sealed_numbers(second).recorded["requests/received/total"] == 1
    assert compiling.sealed_numbers(first).recorded["requests/received/total"] == 0
    assert queries.differences(second) == []
    assert compiling.released_edition(report) == second


def test_the_year_before_is_read_back_from_a_report_that_was_drafted_by_hand(world, report, year):
    """The year before carried over one request, this year carries in none: the check across years says so."""
    document = compiling.compiled(report, services.words_of(report), today=clock.today()).document
    before = document.build(
        world.town.name,
        year - 1,
        requests=dict.fromkeys(document.requests, (0,) * 6)
        | dict.fromkeys(("received", "carried_over"), (1, 0, 0, 0, 0, 0)),
        appeals=dict.fromkeys(document.appeals, (0,) * 4),
        proactive={row: [0] * len(cells) for row, cells in document.proactive.items()},
    )
    made = factories.release(
        world, title=before.title, kind="annual_report", section="nb", body=render.html_body(before), body_format="html"
    )
    assert compiling.previous_document(report) == compiling.read_back(world.town, year - 1)
    found = compiling.compiled(report, services.words_of(report), today=clock.today()).findings
    assert [(f.rule, f.key) for f in found if f.rule == "V4"]
    publishing.withdraw(made.item, by=world["head"], reason="有误")
    assert compiling.previous_document(report) is None


def test_the_report_does_not_count_itself(world, report, year):
    release(world, report)
    now = figures.count(Year(world.town, clock.today().year)).stated
    assert now["released"] == 0
