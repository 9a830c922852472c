"""A portal with a little of everything in it."""

from datetime import timedelta

import pytest
from public import Portal

from gongkai.ledger import clock


@pytest.fixture
def portal(world, page_store):
    return Portal(world)


@pytest.fixture
def notice(portal):
    """A notice with a period of seven days from today, and a file."""
    today = clock.today()
    return portal.with_file(
        "申请条件".encode(), "申请条件.txt", title="柳溪乡第一批农村低保初审对象公示", body="公示期7天。\n有异议的请反映。",
        kind="notice", section="gsgg", topic="社会救助", notice_from=today.isoformat(),
        notice_until=(today + timedelta(days=6)).isoformat(), document_number="柳政发〔2026〕3号",
    )  # fmt: skip
