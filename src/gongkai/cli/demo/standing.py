"""What has a day of its own: the statutory parts of December 2020, the county's documents, January 2022. Pure."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from gongkai.cli.demo.cast import COUNTY, DISTRICT, DONGYUAN, LIUXI, TOWNS, Town
from gongkai.cli.demo.matters import Matter, Occasion, Words, documents
from gongkai.cli.demo.plan import OPENS, WORKDAYS, Piece, carry, withdraw
from gongkai.cli.demo.year import author_of, fields_of, phone_of

FIRST_DAY = date(2020, 12, 28)
LAST_DAY = date(2022, 1, 19)  # the last working day before the demonstration opens
BY_KEY = {town.key: town for town in TOWNS}


def pieces() -> list[Piece]:
    """Guides, rules, functions, the county's documents, the reports of 2020, and what January 2022 has on its desks."""
    chance = random.Random("standing")  # noqa: S311 - made-up data
    found = [_released(matter, chance) for name in ("standing", "county") for matter in documents(name)]
    found += [*_reports(chance), *_january(random.Random("january"))]  # noqa: S311
    return found


def _released(matter: Matter, chance: random.Random) -> Piece:
    """A piece that was released on the day that its file gives."""
    town = BY_KEY[matter.more["town"]]
    last = date.fromisoformat(matter.more["on"])
    first = WORKDAYS.nth(max(WORKDAYS.rank(last) - 2, WORKDAYS.rank(FIRST_DAY)))
    return _carried(matter, town, first, first, last, chance)


def _carried(
    matter: Matter, town: Town, formed: date, first: date, last: date, chance: random.Random, **way: str
) -> Piece:
    villages = list(town.villages) or ["", ""]
    place = chance.randrange(len(villages))
    places = (villages[place], villages[place - 1])
    notice = (last, last + timedelta(days=matter.days - 1)) if matter.days else (None, None)
    phone = phone_of(town, matter.station)
    words = Words(Occasion(town.short_name, DISTRICT, *places, formed, notice[0], notice[1], phone), chance)
    author = matter.more.get("author") or author_of(town, matter, places[0])
    village = "柳溪村" if author == "cadre" else places[0]
    if author == "cadre":
        words.known["村"] = village
    fields = fields_of(town, matter, words, village, author, formed, notice)
    piece = Piece(town.key, fields, attach=matter.attach, pattern=matter.title)
    return carry(piece, chance, author=author, first=first, last=last, **way)


def _january(chance: random.Random) -> Iterator[Piece]:
    for matter in documents("january"):
        town = BY_KEY[matter.more["town"]]
        waits = matter.more.get("wait", "")
        if "on" in matter.more:
            last = date.fromisoformat(matter.more["on"])
            first = WORKDAYS.nth(WORKDAYS.rank(last) - chance.randint(0, 1))
            piece = _carried(matter, town, first, first, last, chance)
            if waits == "withdrawn":
                withdraw(piece, chance, WORKDAYS.add(last, 2), "储备点地址核对有误，先行撤下，核实后另行公布。")
            yield piece
            continue
        formed = date.fromisoformat(matter.more["formed"])
        # What is late lay about before anybody sent it up.
        first = formed if formed.year == OPENS.year else date(2022, 1, 6)
        last = min(LAST_DAY, WORKDAYS.add(first, 3))
        if waits == "returned":
            body, _, opinion = matter.body.rpartition("\n意见：")
            matter = replace(matter, body=body)
            yield _carried(matter, town, formed, first, last, chance, waits=matter.more["by_step"], opinion=opinion)
        else:
            yield _carried(matter, town, formed, first, last, chance, waits=waits)


# --- the reports of 2020, in the form of that year ---------------------------------------------------------------------

REPORTS = (
    (LIUXI, date(2021, 1, 26), "2020年在示例区政府信息公开平台发布信息412条，其中乡镇动态301条、公示公告111条；“魅力柳溪”公众号发布文章268篇。"),
    (DONGYUAN, date(2021, 1, 27), "2020年在示例区政府信息公开平台发布信息58条；“塬上东塬”公众号发布文章20篇。"),
    (COUNTY, date(2021, 3, 25), "2020年区政府本级主动公开政府信息640条，其中政策文件96件，解读31件。"),
)  # fmt: skip


def _reports(chance: random.Random) -> Iterator[Piece]:
    from gongkai.law.report_form import FORMS
    from gongkai.reports import render
    from gongkai.reports.model import Report

    form = FORMS["2019"]
    for town, last, released in REPORTS:
        name = town.name
        report = Report.build(
            name,
            2020,
            preamble=["依照《中华人民共和国政府信息公开条例》，现公布2020年度政府信息公开工作情况。统计期限为2020年1月1日至12月31日。"],
            sections=[(title, SECTIONS_2020.get(n, ("",)) if n else (released, *SECTIONS_2020[0])) for n, title in enumerate(form.sections)],
            proactive={row.key: (0,) * len(block.columns) for block in form.proactive for row in block.rows},
            requests={row.key: (0,) * 6 for row in form.requests},
            appeals={row.key: (0,) * 4 for row in form.appeals},
            signature=name,
            signed_on=last,
        )  # fmt: skip
        first = WORKDAYS.nth(WORKDAYS.rank(last) - 3)
        fields: dict[str, object] = {
            "title": report.title or f"{name}2020年政府信息公开工作年度报告",
            "body": render.html_body(report),
            "body_format": "html",
            "kind": "annual_report",
            "section": "nb",
            "station": town.stations[0],
            "citation": "《政府信息公开条例》第四十九条、第五十条",
            "topic": "其他法定事项",
            "author_name": town.name,
            "author_is_collective": True,
            "formed_by_signing": True,
        }
        author = {"lxx": "clerk", "dyz": "x-clerk", "slq": "c-clerk"}[town.key]
        yield carry(Piece(town.key, fields), chance, author=author, first=first, last=last)


SECTIONS_2020: dict[int, tuple[str, ...]] = {
    0: (
        "2020年没有收到政府信息公开申请，没有因政府信息公开工作被申请行政复议、提起行政诉讼。",
        "信息发布实行逐级审核，没有发生泄密和公开不当的情况。",
    ),
    4: (
        "存在的主要问题：信息更新不够均衡，年底集中补发的较多；村级信息员变动后没有及时培训。",
        "改进情况：按月通报各站所发布情况；新任信息员上岗前跟班学习一周。",
    ),
    5: ("没有需要报告的其他事项。",),
}
