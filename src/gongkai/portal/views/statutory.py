"""The four statutory parts, how to apply, and what helps to use the portal."""

from gongkai import law
from gongkai.law.clocks.replies import EXTENSION, REPLY
from gongkai.pages.store import Page
from gongkai.portal import addresses
from gongkai.portal.lists import Scope
from gongkai.portal.site import Site
from gongkai.portal.views.stored import page
from gongkai.publishing.models import Kind, Release, Section
from gongkai.publishing.queries import public


def _of_kind(kind: Kind) -> list[Release]:
    return list(public().filter(version__kind=kind))


def guide(site: Site) -> Page:
    """政府信息公开指南: what agencies have released as their guide, and what records say about reaching them.

    Source: 《条例》第十二条（分类、编排体系、获取方式，公开工作机构的名称、地址、办公时间、电话、传真、互联网联系方式）。
    """
    return page(
        "guide",
        site,
        "/guide/",
        releases=_of_kind(Kind.GUIDE),
        contacts=_contacts(site),
        sections=site.sections,
        disclosure=law.DISCLOSURE,
    )


def _contacts(site: Site) -> list[tuple[object, list[tuple[str, str]]]]:
    return [(agency, site.contacts(agency)) for agency in site.agencies]


def policies(site: Site) -> Page:
    """政府信息公开制度."""
    return page("policies", site, "/policies/", releases=_of_kind(Kind.POLICY))


def annual(site: Site) -> Page:
    """政府信息公开年报."""
    return page("annual", site, "/annual/", releases=_of_kind(Kind.ANNUAL_REPORT))


def catalogue(site: Site) -> Page:
    """法定主动公开内容: every section by agency, and the subjects that the Regulation names."""
    from django.db.models import Count

    counts = {
        (section, agency): n
        for section, agency, n in public().order_by().values_list("section_id", "agency_id").annotate(n=Count("id"))
    }
    agencies = [a for a in site.agencies if any(key[1] == a.pk for key in counts)]
    rows = []
    for section in Section.objects.all():
        cells = [(Scope(section, a).address, counts.get((section.pk, a.pk), 0)) for a in agencies]
        if any(n for _, n in cells):
            rows.append((section, cells))
    levels = ["county"] if any(a.kind != "township" for a in site.agencies) else []
    levels += ["township"] if any(a.kind == "township" for a in site.agencies) else []
    named = {t.key for level in levels for t in law.topics_for(level)}
    topics = [topic for topic in law.TOPICS if topic.key in named]
    return page("catalogue", site, addresses.CATALOGUE, rows=rows, agencies=agencies, topics=topics)


def apply(site: Site) -> Page:
    """依申请公开: how to apply, truthfully: on paper or by mail, to the agency that holds the information.

    Source: 《条例》第二十九条、第三十三条、第四十二条。
    """
    return page("apply", site, "/apply/", contacts=_contacts(site), reply=REPLY, extension=EXTENSION)


def feeds(site: Site) -> Page:
    """订阅: the Atom feed of each section."""
    listed = [(section, addresses.feed(section.key)) for section in Section.objects.all()]
    return page("feeds", site, "/feeds/", feeds=listed, everything=addresses.feed("all"))


def site_map(site: Site) -> Page:
    """网站地图."""
    return page("map", site, "/map/", all_sections=list(Section.objects.all()))


def help_page(site: Site) -> Page:
    """使用帮助: large text, keyboard, print."""
    return page("help", site, "/help/")
