"""For machines: Atom feeds, sitemap, robots.txt."""

import calendar
import uuid
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from django.db.models import Max

from gongkai.ledger.models import Entry
from gongkai.pages.store import Page
from gongkai.portal import addresses
from gongkai.portal.inventory import lists_in_sitemap
from gongkai.portal.items import source_of, summary_of
from gongkai.portal.site import Site
from gongkai.portal.views.stored import missing
from gongkai.publishing.models import Release, Section
from gongkai.publishing.queries import public

IN_FEED = 30
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DEMO = "【演示数据】"


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(site: Site, name: str) -> str:
    """A permanent identity that does not depend on the host name."""
    uid = site.installation.uid if site.installation else "0" * 32
    return uuid.uuid5(uuid.UUID(uid), name).urn


def feed(site: Site, key: str) -> Page:
    """The Atom feed of a section, or of everything (`all`): the 30 newest items."""
    section = Section.objects.filter(key=key).first()
    if section is None and key != "all":
        raise missing()
    rows = public().filter(section=section) if section else public()
    releases = list(rows[:IN_FEED])
    title = f"{DEMO if site.demo else ''}{site.name}{'·' + section.name if section else ''}"
    updated = max((release.released_at for release in releases), default=_founded())
    home = site.url + (addresses.section(key) if section else "/")
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n<title>{escape(title)}</title>',
        f"<id>{_id(site, 'feed:' + key)}</id>",
        f"<updated>{_stamp(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(site.url + addresses.feed(key))}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>',
        f"<author><name>{escape(site.host or site.name)}</name></author>",
        *(_entry(site, release) for release in releases),
        "</feed>\n",
    ]
    return Page((HEAD + "\n".join(lines)).encode())


def _founded() -> datetime:
    return datetime.fromisoformat(Entry.objects.order_by("seq").values_list("at", flat=True)[0])


def _entry(site: Site, release: Release) -> str:
    version, number = release.version, release.item.number
    title = f"{DEMO if site.demo else ''}{'更正：' if release.correction else ''}{version.title}"
    first = release.released_at
    if release.correction:
        first = release.item.releases.order_by("id").values_list("released_at", flat=True)[0]
    return "\n".join([
        f"<entry>\n<title>{escape(title)}</title>",
        f"<id>{_id(site, f'item:{number}')}</id>",
        f"<link rel=\"alternate\" type=\"text/html\" href={quoteattr(site.url + addresses.item(number))}/>",
        f"<published>{_stamp(first)}</published>\n<updated>{_stamp(release.released_at)}</updated>",
        f"<author><name>{escape(release.agency.name)}</name></author>",
        f"<category term={quoteattr(release.section.key)} label={quoteattr(release.section.name)}/>",
        f"<source><title>{escape(source_of(release))}</title></source>" if version.source else "",
        f"<summary>{escape(summary_of(version, 200))}</summary>\n</entry>",
    ]).replace("\n\n", "\n")  # fmt: skip


def sitemap(site: Site) -> Page:
    """The index of the sitemap: lists, and a part for each month."""
    months: dict[str, datetime] = {}
    for on, at in public().order_by().values_list("first_on").annotate(at=Max("released_at")):
        month = f"{on:%Y-%m}"
        months[month] = max(at, months.get(month, at))
    lines = [f"<sitemap><loc>{escape(site.url)}/sitemap/lists.xml</loc></sitemap>"]
    for month, at in sorted(months.items(), reverse=True):
        loc = escape(site.url + addresses.sitemap_part(month))
        lines.append(f"<sitemap><loc>{loc}</loc><lastmod>{_stamp(at)}</lastmod></sitemap>")
    return _xml("sitemapindex", lines)


def sitemap_part(site: Site, year: int, number: int) -> Page:
    """The items first released in a month."""
    if not 1 <= number <= 12 or not 2000 <= year <= 2999:
        raise missing()
    last = calendar.monthrange(year, number)[1]
    rows = public().filter(first_on__range=(date(year, number, 1), date(year, number, last))).order_by("item__number")
    lines = [
        f"<url><loc>{escape(site.url + addresses.item(item))}</loc><lastmod>{_stamp(at)}</lastmod></url>"
        for item, at in rows.values_list("item__number", "released_at")
    ]
    if not lines:
        raise missing()
    return _xml("urlset", lines)


def sitemap_lists(site: Site) -> Page:
    """Everything in the sitemap that is not an item."""
    return _xml("urlset", [f"<url><loc>{escape(site.url + address)}</loc></url>" for address in lists_in_sitemap()])


def _xml(tag: str, lines: list[str]) -> Page:
    inside = "\n".join(lines)
    markup = f'{HEAD}<{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{inside}\n</{tag}>\n'
    return Page(markup.encode())


def robots(site: Site) -> Page:
    """robots.txt: a demonstration is not to be indexed at all."""
    if site.demo:
        return Page("# 演示数据，请勿收录\nUser-agent: *\nDisallow: /\n".encode())
    lines = ["User-agent: *", "Disallow: /work/", "Disallow: /search/", f"Disallow: {addresses.LARGE}/"]
    return Page("\n".join([*lines, "", f"Sitemap: {site.url}/sitemap.xml", ""]).encode())
