"""One public item as its page shows it."""

import re
from dataclasses import dataclass
from html import unescape

from gongkai import law
from gongkai.portal import addresses, names
from gongkai.publishing.content import to_text
from gongkai.publishing.deadlines import first_day_counts, notice_days, working
from gongkai.publishing.models import Kind, Nature, Release, Validity, Version
from gongkai.publishing.queries import Link, disclosure_chain


@dataclass(frozen=True)
class Attachment:
    """A file under an item."""

    name: str
    address: str
    size: int
    label: str
    in_place: bool
    digest: str
    content_type: str


@dataclass(frozen=True)
class Standing:
    """有效性 in words, with its colour."""

    words: str
    colour: str


@dataclass(frozen=True)
class Shown:
    """What the page of an item needs beside the release itself. deadline: of its first disclosure."""

    release: Release
    standing: Standing
    notice: str
    notice_working: str
    files: list[Attachment]
    chain: list[Link]
    deadline: law.Deadline | None
    history: list[Release]
    source: str
    summary: str


def attachments(release: Release) -> list[Attachment]:
    """The files of a release, in order."""
    number = release.item.number
    made = []
    for kept in release.version.content.files.select_related("file"):
        kind = kept.file.content_type
        address = addresses.attachment(number, kept.file_id, names.public_name(kept.name, kind))
        made.append(
            Attachment(
                kept.name, address, kept.file.size, names.label(kind), names.shown_in_place(kind), kept.file_id, kind
            )
        )
    return made


def standing(version: Version, today) -> Standing:  # type: ignore[no-untyped-def]
    """What 有效性 says: the notice period where there is one, else the document's validity."""
    if version.notice_until:
        if today > version.notice_until:
            return Standing("公示期已满", "")
        return Standing(f"公示中，至{version.notice_until.month}月{version.notice_until.day}日", "leaf")
    colour = {Validity.IN_FORCE: "leaf"}.get(Validity(version.validity), "amber")
    return Standing(Validity(version.validity).label, colour)


def notice_period(version: Version) -> str:
    """公示期 in words: 2022年1月19日至1月25日（7天）; empty when there is none."""
    first, last = version.notice_from, version.notice_until
    if last is None:
        return ""
    if first is None:
        return f"至{last.year}年{last.month}月{last.day}日"
    year = "" if first.year == last.year else f"{last.year}年"
    days = (last - first).days + 1
    return f"{first.year}年{first.month}月{first.day}日至{year}{last.month}月{last.day}日（{days}天）"


def notice_working(version: Version, first_counts: bool) -> str:
    """How the days of a 公示期 are counted, as the agency has settled it; empty when there is no period."""
    first, last = version.notice_from, version.notice_until
    if first is None or last is None:
        return ""
    shown, counted = (last - first).days + 1, notice_days(first, last, first_counts=first_counts)
    if first_counts:
        return f"公示期{counted}天，起始日计入"
    return f"公示期{shown}天含起止两日；起始日不计，是{counted}个整日"


def source_of(release: Release) -> str:
    """来源: where the item comes from; for our own, the station that answers for it."""
    version = release.version
    return version.source or f"{release.agency.short_name}{version.station.name}"


def summary_of(version: Version, length: int = 120) -> str:
    """The first words of the text, in one line."""
    words = " ".join(to_text(version.body).split())
    return words if len(words) <= length else words[: length - 1] + "…"


def shown(release: Release, today) -> Shown:  # type: ignore[no-untyped-def]
    """Everything that the page of a public item shows."""
    version = release.version
    government = version.nature == Nature.GOVERNMENT
    history = list(release.item.releases.select_related("version").order_by("id"))
    return Shown(
        release=release,
        standing=standing(version, today),
        notice=notice_period(version),
        notice_working=notice_working(version, first_day_counts(release.agency, today)),
        files=attachments(release),
        chain=disclosure_chain(release),
        # An annual report has a day of its own in the year (《条例》第四十九条), not the term from its forming.
        deadline=working(history[0].formed_on, release.agency)
        if government and release.version.kind != Kind.ANNUAL_REPORT
        else None,
        history=history,
        source=source_of(release),
        summary=summary_of(version),
    )


FIRST_LINE = re.compile(r"\A(\s*)<p>(?=([^<>]{2,80})</p>)")
WHO = re.compile(
    r"(?:委员会|村委会|居委会|政府|办公室|中心|部|委|办|局|站|所|队|院|校|公司|单位|部门|机关|组织|合作社|企业|各村|社区|群众|居民|村民|农户|同志|们)[：:]$"
)
ABOUT = re.compile(r"[。；;？\d]|如下|以下|下列|现将|根据|按照|地点|地址|电话")


def is_salutation(line: str) -> bool:
    """Whether a first line names those to whom the document goes (主送机关, set flush left). Source: GB/T 9704—2012。"""
    return bool(WHO.search(line.strip())) and not ABOUT.search(line)


def flush_salutation(body: str) -> str:
    """The text with its salutation, if it begins with one, set flush left."""
    found = FIRST_LINE.match(body)
    if found is None or not is_salutation(unescape(found[2])):
        return body
    return f'{found[1]}<p class="unindented">{body[found.end() :]}'


def body_of(version: Version) -> str:
    """The text as it is shown: its salutation flush left; tables may be scrolled on narrow screens, by keyboard as well."""
    opening = '<div class="scroll" tabindex="0" role="group" aria-label="表格，可左右滚动"><table'
    return flush_salutation(version.body).replace("<table", opening).replace("</table>", "</table></div>")
