"""The bank of matters: what such a township publishes, each with its own title and text. Pure.

A file of `bank/year/` is a theme of the year; `bank/*.txt` hold what has a day of its own. The first line sets
defaults, and every matter begins with a line `@`:

    # station=农业服务中心 topic=农业农村
    @ 3-4 uses=2
    {村}组织农机手检修春播机具
    {日}，{村}……检修拖拉机{a=18-40}台。

The line `@` gives the months in which the matter comes up (`2-3`, `11-1`, `1,4,7`), then settings; `since=05-10` and
`until=05-20` keep what belongs to a day (a festival, a training) to its place within the month. The next line is the
title, the rest is the text, one paragraph a line. Places that vary stand in braces: `{村}` `{村2}` `{乡}` `{区}` `{年}`
`{月}` `{日}` `{日+7}` `{起}` `{止}` `{电话}`; a number `{18-40}`; a choice `{小麦|玉米}`; with a name, `{a=18-40}`, it can be
said again as `{a}`.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from gongkai.law.scope import topic

BANK = Path(__file__).parent / "bank"
# What the files call a subject → the key of `law.scope`, whose name and article the item carries.
SUBJECTS = {
    word: key
    for key, words in {
        "plans_and_policies": "综合政务",
        "organisation": "组织建设",
        "statistics": "统计",
        "budgets": "财政",
        "procurement": "公共资源",
        "major_projects": "交通运输 城乡建设 乡村建设",
        "livelihood": "教育 就业 医疗保障 社会保险 医疗卫生 人口与家庭 人力资源和社会保障 养老服务 退役军人 住房保障",
        "emergencies": "应急管理 卫生健康 公共安全 社会治安 国家安全",
        "inspections": "生态环境 农村环境",
        "other_statutory": "国防动员 档案 信访 公共法律服务 基层治理 文化 公共文化 文化体育 政务公开",
        "rural_policy": "农业农村 畜牧业 林业草原 粮食和物资储备 农业机械 乡村振兴",
        "water_works": "水利 农田建设",
        "contracted_land": "农村土地",
        "homesteads": "自然资源",
        "social_assistance": "社会救助 民政",
    }.items()
    for word in words.split()
}
SLOT = re.compile(r"\{([^{}]+)\}")
RANGE = re.compile(r"(\d+(?:\.\d)?)-(\d+(?:\.\d)?)")
VARIES = re.compile(r"\{(?!乡\}|年\}|去年\}|明年\})")  # a title that is another one the next time
SHIFTED = re.compile(r"日([+-]\d+)")


@dataclass(frozen=True)
class Matter:
    """One distinct matter.

    months: in which it comes up. uses: how often in a year at most. days: length of the notice period, 0 for none.
    attach: `pdf`, `docx` or `xlsx`, or empty. by_village: whether the village itself is the author.
    """

    theme: str
    title: str
    body: str
    months: frozenset[int]
    kind: str
    section: str
    station: str
    topic: str
    citation: str
    uses: int
    days: int
    attach: str
    by_village: bool
    towns: frozenset[str]
    more: Mapping[str, str]


@dataclass(frozen=True)
class Occasion:
    """When and where a matter came up: fills the places that vary."""

    town: str
    district: str
    village: str
    other_village: str
    formed_on: date
    notice_from: date | None = None
    notice_until: date | None = None
    phone: str = ""


def months_of(text: str) -> frozenset[int]:
    """The months that `2-3`, `11-1` or `1,4,7` stand for."""
    months: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        month, end = int(first), int(last or first)
        months.add(month)
        while month != end:
            month = month % 12 + 1
            months.add(month)
    return frozenset(months)


def _settings(line: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in line.split() if "=" in word)


@cache
def bank() -> tuple[Matter, ...]:
    """Every matter of every theme, in the order of the files."""
    found: list[Matter] = []
    for path in sorted((BANK / "year").glob("*.txt")):
        found += _theme(path.stem, path.read_text(encoding="utf-8"))
    return tuple(found)


def documents(name: str) -> list[Matter]:
    """The matters of `bank/NAME.txt`, which have a day of their own."""
    return _theme(name, (BANK / f"{name}.txt").read_text(encoding="utf-8"))


def _theme(name: str, text: str) -> list[Matter]:
    head, _, rest = text.partition("\n@")
    defaults = _settings(head)
    return [_matter(name, block, defaults) for block in ("\n@" + rest).split("\n@") if block.strip()]


def _matter(theme: str, block: str, defaults: dict[str, str]) -> Matter:
    first, title, *paragraphs = block.strip().split("\n")
    given = {**defaults, **_settings(first)}
    section = given.get("section", "xzdt")
    subject = topic(SUBJECTS[given["topic"]])
    return Matter(
        theme=theme,
        title=title.strip(),
        body="\n".join(line.strip() for line in paragraphs if line.strip()),
        months=months_of(first.split()[0]),
        kind=given.get("kind", "news" if section == "xzdt" else "notice"),
        section=section,
        station=given["station"],
        topic=subject.name,
        citation=str(subject.citation),
        uses=int(given.get("uses", "2" if VARIES.search(title) else "1")),
        days=int(given.get("days", "0")),
        attach=given.get("attach", ""),
        by_village=given.get("by") == "village",
        towns=frozenset(given.get("towns", "lxx,dyz").split(",")),
        more=given,
    )


def day_text(day: date) -> str:
    """A day as a text says it."""
    return f"{day.month}月{day.day}日"


class Words:
    """Fills the braces of one item; what was said once by name stays the same through title and text."""

    def __init__(self, occasion: Occasion, chance: random.Random) -> None:
        self.chance = chance
        on = occasion.formed_on
        self.known = {
            "乡": occasion.town, "区": occasion.district, "村": occasion.village, "村2": occasion.other_village,
            "年": str(on.year), "月": f"{on.month}月", "日": day_text(on), "全日": f"{on.year}年{day_text(on)}",
            "上月": f"{(on.month - 2) % 12 + 1}月", "去年": str(on.year - 1), "明年": str(on.year + 1),
            "电话": occasion.phone,
        }  # fmt: skip
        self.on = on
        for name, day in (("起", occasion.notice_from), ("止", occasion.notice_until)):
            if day:
                self.known[name] = f"{day.year}年{day_text(day)}"

    def fill(self, text: str) -> str:
        """`text` with every brace filled. Raises ValueError at one that means nothing."""
        return SLOT.sub(lambda found: self._slot(found[1]), text)

    def _slot(self, slot: str) -> str:
        if slot in self.known:
            return self.known[slot]
        if shifted := SHIFTED.fullmatch(slot):
            return day_text(self.on + timedelta(days=int(shifted[1])))
        name, named, choice = slot.partition("=")
        value = self._value(choice if named else slot)
        if named:
            self.known[name] = value
        return value

    def _value(self, choice: str) -> str:
        if span := RANGE.fullmatch(choice):
            if "." not in choice:
                return str(self.chance.randint(int(span[1]), int(span[2])))
            return f"{self.chance.randint(round(float(span[1]) * 10), round(float(span[2]) * 10)) / 10:g}"
        if "|" in choice:
            return self.chance.choice(choice.split("|"))
        raise ValueError(f"不认识的空位：{{{choice}}}")


def bare(title: str, names: tuple[str, ...]) -> str:
    """A title without digits and without `names`: two that are equal then say the same thing."""
    for name in sorted(names, key=len, reverse=True):
        title = title.replace(name, "")
    return re.sub(r"[\d０-９]+", "", title)
