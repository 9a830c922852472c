"""Annual reports under raw SQL, and the audit of editions and declared figures, on SQLite and PostgreSQL."""

from datetime import timedelta

import factories
import pytest
from annual_report import release, send_up
from django.db import IntegrityError, connection, transaction

from gongkai.annual import services
from gongkai.annual.models import Report
from gongkai.ledger import audit, clock, heads, triggers
from gongkai.publishing import services as publishing

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    """Last year: the one that is reported on."""
    return clock.today().year - 1


@pytest.fixture
def report(world, year):
    """A report that was opened by the disclosure officer."""
    return services.open_report(world.town, year, by=world["officer"])


def run(sql, *parameters):
    """Raw SQL, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def refused(words):
    """The database refuses, and says so in these words."""
    return pytest.raises(IntegrityError, match=words)


def test_raw_sql_does_not_reach_an_edition(world, report):
    edition = release(world, report)
    for sql in (
        "UPDATE annual_edition SET document = '{}'",
        "UPDATE annual_edition SET cut_seq = 0",
        "DELETE FROM annual_edition",
    ):
        with refused("已送审的年度报告不能改动"):
            run(sql)
    if connection.vendor == "sqlite":
        with refused("已送审的年度报告不能改动"):
            run(
                "INSERT OR REPLACE INTO annual_edition (report_id, version_id, cut_seq, figures, document, entry_id) "
                "VALUES (%s, %s, 1, '{}', '{}', 'x')",
                report.pk,
                edition.version_id,
            )
    with refused("截取点须在账本之内"):
        run(
            "INSERT INTO annual_edition (report_id, version_id, cut_seq, figures, document, entry_id) "
            "VALUES (%s, %s, 999999, '{}', '{}', 'x')",
            report.pk,
            factories.send_up(world).pk,
        )


def test_raw_sql_does_not_move_a_report_nor_its_item(world, report, year):
    news = factories.send_up(world)
    with refused("机关和年度不能改动"):
        run("UPDATE annual_report SET year = 2024 WHERE id = %s", report.pk)
    with refused("定下后不能改动"):
        run("UPDATE annual_report SET item_id = %s WHERE id = %s", news.item_id, report.pk)
    with refused("定下后不能改动"):
        run("UPDATE annual_report SET item_id = NULL WHERE id = %s", report.pk)
    if connection.vendor == "sqlite":
        with refused("只有一份年度报告"):
            run(
                "INSERT OR REPLACE INTO annual_report (agency_id, year, sealed, revision, entry_id) VALUES (%s, %s, '', 1, 'x')",
                world.town.pk,
                year,
            )


def test_raw_sql_does_not_change_a_declared_figure(world, report):
    row = services.declare(report, "own/培训次数", 2, source="册", unit="次", by=world["officer"])
    with refused("申报的数不能改动"):
        run("UPDATE annual_declaration SET number = 9 WHERE id = %s", row.pk)
    with refused("申报时间由系统记录"):
        past = clock.now() - timedelta(days=2)
        run(
            "INSERT INTO annual_declaration (report_id, key, number, unit, source, declared_by_id, declared_at, declared_on, entry_id) "
            "VALUES (%s, 'own/x', 1, '次', '册', %s, %s, %s, 'x')",
            report.pk,
            world["officer"].pk,
            past,
            clock.day_of(past),
        )


def test_an_annual_report_is_not_released_without_its_edition(world, report):
    edition = send_up(world, report).edition
    factories.approve(world, edition.version.submission)
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM annual_edition")
    triggers.install()
    with pytest.raises(publishing.PublishingRefused, match="已封存的版本"):
        publishing.release(edition.version, by=world["officer"])


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE annual_edition SET document = replace(document, '培训', '会议')", "文字和表格被改动"),
        ("UPDATE annual_edition SET figures = replace(figures, '\"0\"', '\"9\"')", "数字被改动"),
        ("UPDATE annual_edition SET cut_seq = cut_seq - 1", "截取点被改动"),
        ("DELETE FROM annual_edition", "在表里没有"),
        ("UPDATE annual_declaration SET number = 7", "与表里的数"),
        ("UPDATE annual_report SET year = 2022", "写的 year 与 annual.Report"),
    ],
)
def test_the_audit_names_a_changed_report_beside_an_intact_chain(world, report, settings, tmp_path, sql, words):
    settings.HOME = tmp_path
    release(world, report)
    heads.note()
    assert list(audit.faults()) == []
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(sql)
    triggers.install()
    found = list(audit.faults())
    assert any(words in fault for fault in found), found
    assert Report.objects.count() == 1
