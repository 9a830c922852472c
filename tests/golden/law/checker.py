"""Adds up the golden cases by themselves: calendar, days counted, days left out, the sum. Imports nothing of gongkai.

Run alone: `python tests/golden/law/checker.py` prints every fault and how many cases it added up.
"""

import sys
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import yaml

HERE = Path(__file__).parent
FILES = ("replies", "ningxia", "clocks", "stories", "receipts", "fees", "outcomes")
DAY = timedelta(days=1)


def load(name):
    """The cases of one file, each knowing where it stands."""
    return [{**case, "file": name} for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))]


def written(year, text):
    """Days of `02-04..02-10`."""
    first, _, last = text.partition("..")
    day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
    while day <= end:
        yield day
        day += DAY


class Calendar:
    """Working days by the calendar that was copied by hand from the notices."""

    def __init__(self, ningxia):
        table = yaml.load((HERE / "calendar.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        self.off = {
            day for year, row in table["national"].items() for text in row["off"] for day in written(year, text)
        }
        self.work = {
            day for year, row in table["national"].items() for text in row["work"] for day in written(year, text)
        }
        if ningxia:
            self.off |= {
                day for year, texts in table["ningxia"].items() for text in texts for day in written(year, text)
            }

    def works(self, day):
        return day in self.work or (day.weekday() < 5 and day not in self.off)


CALENDARS = {None: Calendar(False), "ningxia": Calendar(True)}


def days_of(text, after):
    """Days of `3/3-6 3/9-13`, each later than the one before; a month that comes round again is of the next year."""
    found, last = [], after
    for part in text.split():
        month, _, span = part.partition("/")
        first, _, end = span.partition("-")
        year = last.year + (int(month) < last.month)
        for number in range(int(first), int(end or first) + 1):
            last = date(year, int(month), number)
            found.append(last)
    return found


def faults(case):
    """What does not add up in one case; empty if everything does."""
    if "yuan" in case:
        return fee_faults(case)
    if "remedies" in case:
        return remedy_faults(case)
    if "due" not in case:
        return receipt_faults(case)
    calendar = CALENDARS[case.get("profile")]
    start, due = case.get("since") or case.get("received") or case["start"], case["due"]
    if "counted" in case:
        return counted_faults(case, calendar, start, due)
    return calendar_faults(case, calendar, start, due)


def counted_faults(case, calendar, start, due):
    """Terms of working days: those counted and those left out are all the working days there are."""
    counted = days_of(case["counted"], start)
    left_out = days_of(case.get("excluded", ""), start)
    found = []
    if len(counted) != case["days"]:
        found.append(f"数了{len(counted)}天，应为{case['days']}天")
    if counted[-1] != due:
        found.append(f"数到{counted[-1]}，届满写的是{due}")
    if counted != sorted(set(counted)):
        found.append("日子有重复或者颠倒")
    found += [f"{day}不是工作日" for day in (*counted, *left_out) if not calendar.works(day)]
    day = start + DAY
    while day <= due:
        if calendar.works(day) and day not in counted and day not in left_out:
            found.append(f"漏数工作日{day}")
        day += DAY
    return found


def calendar_faults(case, calendar, start, due):
    """Terms of calendar days, months and years, and days of the year."""
    if case["unit"] == "T":
        return [] if start < due < date(start.year + 1, start.month, start.day) else ["不在一年之内"]
    end = (
        start + timedelta(days=case["days"])
        if case["unit"] == "D"
        else later(start, case["days"] * (12 if case["unit"] == "Y" else 1))
    )
    rolls = days_of(case.get("rolls", ""), start)
    found = []
    while not case.get("shown") and end in rolls:
        if calendar.works(end):
            found.append(f"{end}是工作日，不该顺延")
        end += DAY
    if not case.get("shown") and case.get("provisional") is None and not calendar.works(end):
        found.append(f"{end}不是工作日，应顺延")
    if end != due:
        found.append(f"应为{end}，写的是{due}")
    return found


def later(start, months):
    """The same day some months later, or the last of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def receipt_faults(case):
    """A day of receipt is one of the facts, is not before the safe day, and is there unless something is missing."""
    days = {day for day in case["facts"].values() if isinstance(day, date)}
    found = []
    if ("received" in case) == ("missing" in case):
        found.append("收到日与所缺事实应有且只有一个")
    if "received" in case and case["received"] not in days:
        found.append("收到日不是所给的任何一个日子")
    if "safe" in case and (case["safe"] not in days or case["safe"] > case.get("received", date.max)):
        found.append("稳妥日不对")
    return found


def fee_faults(case):
    """Steps of a fee add up to the number of applications or pages, and to the sum."""
    found = []
    if sum(count for count, _ in case["lines"]) != case.get("items", case.get("pages")):
        found.append("各档数量相加不等于总数")
    if sum(count * rate for count, rate in case["lines"]) != case["yuan"]:
        found.append("各档金额相加不等于总额")
    return found


def remedy_faults(case):
    """Reconsideration first only since 2024; its applicants go to court within fifteen days of the decision, others within six months."""
    found = []
    if len(case["remedies"]) != len(case["terms"]) or len(case["terms"]) != len(case["parts"]):
        found.append("各项与救济的数目不一致")
    for kind, terms in zip(case["remedies"], case["terms"], strict=False):
        if kind == "A" and case["decided_on"] < date(2024, 1, 1):
            found.append("2024年以前没有复议前置")
        if kind == "A" and terms != ["T28", "T34"]:
            found.append("先复议的，期限应为六十日和复议后的十五日")
        if kind == "C" and terms:
            found.append("不写救济的没有期限")
    return found


def main():
    """Add everything up. Returns the number of faults."""
    cases = [case for name in FILES for case in load(name)]
    wrong = [(case, fault) for case in cases for fault in faults(case)]
    for case, fault in wrong:
        print(f"{case['file']}：{case.get('name') or case['story']}：{fault}")
    print(f"{len(cases)}例，{len(wrong)}处不符")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(bool(main()))
