"""Small makers of annual reports, through the real services: complete, sent up, released."""

import factories

from gongkai.annual import compiling, services
from gongkai.annual.names import declarable
from gongkai.publishing import services as publishing

WRITTEN = {
    "proactive": "通过政府网站主动公开。",
    "management": "修订公开制度一件。",
    "platform": "维护政府网站专栏。",
    "supervision": "全年培训两次。",
    "problems": "一是信息更新不够及时。\n二是今后每周核对一次。",
}


def complete(world, report, **changes):
    """Write what records do not say, and declare what they cannot give."""
    words = {**services.words_of(report), **WRITTEN, **changes}
    report = services.save(report, words, revision=report.revision, by=world["officer"])
    missing = set(compiling.numbers_of(report)[0].missing())
    for key in declarable():
        if key in missing:
            services.declare(report, key, 0, source="行政执法台账", by=world["officer"])
    return report


def send_up(world, report, **changes):
    """A complete report, sent up."""
    report = complete(world, report, **changes)
    return services.send_up(report, by=world["officer"], revision=report.revision)


def release(world, report, **changes):
    """A complete report, all the way to the public."""
    edition = send_up(world, report, **changes).edition
    factories.approve(world, edition.version.submission)
    publishing.release(edition.version, by=world["officer"])
    return edition
