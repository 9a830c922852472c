"""The annual report of an agency with 100,000 items and 100,000 requests: time, and every cell against a plain count."""

import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.fill import YEAR, filled
from bench.home import home

NUMBER = 100_000


def plain(agency: Any) -> dict[str, list[int]]:
    """The third table counted one request at a time, straight from the table."""
    from django.db import connection

    from gongkai.annual.figures import COLUMNS, ROWS

    table: Counter[tuple[str, str]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT applicant_kind, received_on, outcome, decided_on FROM handling_case WHERE agency_id = %s",
            [agency.pk],
        )
        for kind, received, outcome, decided in cursor.fetchall():
            came, went = int(str(received)[:4]), int(str(decided)[:4]) if decided else 9999
            for row, holds in (
                ("received", came == YEAR),
                ("carried_in", came < YEAR <= went),
                ("concluded", went == YEAR),
                (outcome, went == YEAR),
                ("carried_over", came <= YEAR < went),
            ):
                table[row, kind] += holds
    return {row: [table[row, kind] for kind in COLUMNS] for row in ROWS}


def main() -> None:
    """On SQLite, and on PostgreSQL in a process of its own."""
    if len(sys.argv) == 1:
        import subprocess

        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
        from test import postgresql, postgresql_binaries

        subprocess.run([sys.executable, "-m", "bench.annual", "sqlite"], check=True)
        if postgresql_binaries() is None:
            print("没有安装 PostgreSQL，只在 SQLite 上量")
            return
        with postgresql() as address:
            subprocess.run([sys.executable, "-m", "bench.annual", address], check=True)
        return
    with home(sys.argv[1]):
        measure()


def measure() -> None:
    """Fill, count five times, compare."""
    from gongkai.annual.figures import Year, count

    world = filled(NUMBER, NUMBER)
    year = Year(world.town, YEAR)
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        counted = count(year)
        taken.append(time.perf_counter() - begin)
    expected = plain(world.town)
    assert {row: list(cells) for row, cells in counted.requests.items()} == expected, "有格子与逐件清点不符"
    assert counted.stated["released"] == NUMBER
    name = "SQLite" if os.environ["GONGKAI_DATABASE"] == "sqlite" else "PostgreSQL"
    median = sorted(taken)[2]
    print(
        f"{name}：{NUMBER:,} 条信息、{NUMBER:,} 件申请，全部数字 {median:.2f} 秒（要求 < 1）；{len(expected) * 6} 格与逐件清点相同"
    )
    cut = Year(world.town, YEAR, counted.cut)
    begin = time.perf_counter()
    assert count(cut).requests == counted.requests
    print(f"{name}：按封存的截取点再数 {time.perf_counter() - begin:.2f} 秒")


if __name__ == "__main__":
    main()
