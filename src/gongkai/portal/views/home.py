"""The first page, and the figures behind its numbers."""

from collections import Counter

from gongkai.pages.store import Page
from gongkai.portal import figures
from gongkai.portal.lists import Scope
from gongkai.portal.running import PUBLIC
from gongkai.portal.site import Site
from gongkai.portal.views.stored import page

ON_HOME = 6


def home(site: Site) -> Page:
    """首页: the newest of each section, the figures, the agencies."""
    counts: Counter[int] = Counter()
    by_agency: Counter[int] = Counter()
    for place, n in PUBLIC.look().items():
        counts[place.section] += n
        by_agency[place.agency] += n
    blocks = [
        (section, counts[section.pk], list(Scope(section).releases()[:ON_HOME]))
        for section in site.sections
        if counts.get(section.pk)
    ]
    blocks.sort(key=lambda block: (-min(block[1], ON_HOME), block[0].position))
    agencies = [(agency, by_agency[agency.pk]) for agency in site.agencies if by_agency.get(agency.pk)]
    years = figures.years()[:2]
    parts = [(year, figures.split(figures.by_section(year.year))) for year in years]
    return page("home", site, "/", blocks=blocks, agencies=agencies, years=parts, newest=years[0] if years else None)


def figures_page(site: Site) -> Page:
    """怎么算的: what the numbers of the first page count, by year and agency."""
    rows = [(agency, made) for agency in site.agencies if (made := figures.years(agency))]
    return page("figures", site, "/figures/", years=figures.years(), agencies=rows)
