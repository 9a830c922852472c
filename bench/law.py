"""How fast days are counted: one case, a million cases, and the start of `gongkai law`. Ratios in one run, best of several."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

NUMBER = 1_000_000
ROUNDS = 7


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the fastest of some rounds."""
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def columns() -> None:
    """A million plain deadlines against NumPy's own, and a million with pause, restart and extension."""
    import numpy as np

    from gongkai import law

    generator = np.random.default_rng(711)
    received = np.datetime64("2019-05-20") + generator.integers(0, 2700, NUMBER)
    nothing = np.datetime64("NaT")
    restarted = np.where(generator.random(NUMBER) < 0.3, received + generator.integers(1, 40, NUMBER), nothing)
    first = np.where(generator.random(NUMBER) < 0.4, received + generator.integers(1, 30, NUMBER), nothing)
    last = first + generator.integers(0, 25, NUMBER)
    extension = np.where(generator.random(NUMBER) < 0.2, 20, 0)
    workdays = law.calendar()
    holidays = np.array(
        [day for layer in workdays.layers for day, mark in layer.marks.items() if mark.off], "datetime64[D]"
    )
    law.columns.tables(workdays)
    plain = best(lambda: law.columns.add_workdays(received, 20, workdays))
    theirs = best(lambda: np.busday_offset(received, 20, roll="backward", holidays=holidays))
    full = best(
        lambda: law.columns.due_dates(
            received, workdays, restarted=restarted, pauses=[(first, last)], extension=extension
        )
    )
    print(
        f"整列，20 个工作日：{NUMBER / plain / 1e6:.0f} 百万件/秒，是 numpy.busday_offset 的 {theirs / plain:.1f} 倍（要求 ≥ 0.3）"
    )
    print(f"整列，含扣除、重新起算、延期：{NUMBER / full / 1e6:.1f} 百万件/秒（要求 ≥ 4）")


def one() -> None:
    """One timeline, of a short and of a long history."""
    from gongkai import law

    short = [
        "received:2026-03-02",
        "clarification-asked:2026-03-05",
        "clarification-received:2026-03-20",
        "extended:2026-04-10",
    ]
    long = [
        "received:2026-03-02", "third-party-asked:2026-03-05", "third-party-answered:2026-03-16", "agency-asked:2026-03-10",
        "extended:2026-04-01", "replied:2026-04-20",
    ]  # fmt: skip
    for name, written, profile in (
        ("补正、延期", short, "national"),
        ("两次征求意见、延期、答复，宁夏", long, "ningxia"),
    ):
        events, on, number = law.events_of(written), date(2026, 4, 30), 20
        taken = best(lambda: [law.timeline(events, on=on, profile=profile) for _ in range(number)], 200)  # noqa: B023
        print(f"一件（{name}）：{taken / number * 1e6:.0f} 微秒（要求 < 200）")


def start() -> None:
    """The command line, from nothing to its answer."""
    command = [sys.executable, "-m", "gongkai.cli.main", "law", "workday", "2026-02-13", "+20"]
    taken = best(lambda: subprocess.run(command, check=True, capture_output=True))
    print(f"gongkai law workday：{taken * 1e3:.0f} 毫秒（要求 < 300）")


def main() -> None:
    """Print all three."""
    columns()
    one()
    start()


if __name__ == "__main__":
    main()
