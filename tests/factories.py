"""Small makers of valid rows, through the real services: two townships and one county from the first day."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from gongkai.ledger import clock
from gongkai.ledger.services import SYSTEM, found_installation, write_first_entry
from gongkai.organisation.models import Agency, Office, Person, Station
from gongkai.organisation.services import appoint, enrol, found_agency, open_station
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Release, Section, Version
from gongkai.review import services as review
from gongkai.review.models import Submission
from gongkai.review.queries import standing_of
from gongkai.review.secrecy import KEYS
from gongkai.review.transitions import State

PASSWORD = "liuxi-2022-demo"
THREE = (("初审", Office.FIRST_REVIEW), ("审核", Office.SECOND_REVIEW), ("签发", Office.SIGNATORY))
FOUR = (
    ("工作人员初审", Office.FIRST_REVIEW),
    ("站所分管领导审核", Office.STATION_REVIEW),
    ("综合办审核", Office.SECOND_REVIEW),
    ("主要领导签发", Office.SIGNATORY),
)
OFFICES = {
    "clerk": Office.AUTHOR,
    "cadre": Office.AUTHOR,
    "first": Office.FIRST_REVIEW,
    "station": Office.STATION_REVIEW,
    "second": Office.SECOND_REVIEW,
    "head": Office.SIGNATORY,
    "secrecy": Office.SECRECY_REVIEWER,
    "officer": Office.DISCLOSURE_OFFICER,
    "handler": Office.CASE_HANDLER,
    "channels": Office.CHANNEL_OPERATOR,
    "admin": Office.ADMINISTRATOR,
}
REVIEWERS = {
    Office.FIRST_REVIEW: "first",
    Office.STATION_REVIEW: "station",
    Office.SECOND_REVIEW: "second",
    Office.SIGNATORY: "head",
}


@dataclass
class World:
    """A county, two townships, their people by log-in name; those of the second township begin with `x-`."""

    county: Agency
    town: Agency
    other: Agency
    people: dict[str, Person] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)

    def __getitem__(self, login: str) -> Person:
        return self.people[login]


def make_world() -> World:
    """An installation with two townships in which every office is held."""
    installation = found_installation("示例区")
    write_first_entry(installation, datetime.now(UTC))
    county = found_agency(name="示例区人民政府", short_name="示例区", kind="county", code="SLQ", by=SYSTEM)
    towns = [
        found_agency(name=name, short_name=short, kind="township", code=code, by=SYSTEM, parent=county)
        for name, short, code in (("柳溪乡人民政府", "柳溪乡", "LXX"), ("东塬镇人民政府", "东塬镇", "DYZ"))
    ]
    world = World(county, *towns)
    for agency, prefix in zip(towns, ("", "x-"), strict=True):
        station = open_station(agency, name="综合办公室", kind="station", by=SYSTEM)
        world.stations[prefix + "office"] = station
        for login, office in OFFICES.items():
            person = enrol(
                login=prefix + login,
                name=f"{agency.short_name}{office.label}",
                agency=agency,
                station=station,
                password=PASSWORD,
                by=SYSTEM,
            )
            appoint(person, agency, office, since=clock.today(), by=SYSTEM)
            world.people[prefix + login] = person
        review.set_chain(agency, "news", THREE, since=clock.today(), by=SYSTEM)
        review.set_chain(agency, "*", FOUR, since=clock.today(), by=SYSTEM)
    sections = (("xzdt", "乡镇动态"), ("gsgg", "公示公告"), ("zcwj", "政策文件"), ("nb", "政府信息公开年报"))
    for position, (key, name) in enumerate(sections, 1):
        Section.objects.get_or_create(
            key=key, defaults={"name": name, "description": name, "position": position, "statutory": key == "nb"}
        )
    return world


def fields(world: World, **changes: object) -> dict[str, object]:
    """The fields of a good news draft, with changes."""
    return {
        **drafts.EMPTY,
        "title": "柳溪村开展冬季农机检修",
        "body": "12月，柳溪村组织农机手检修拖拉机。\n检修完成后入库停放。",
        "kind": "news",
        "section": "xzdt",
        "station": world.stations["office"].pk,
        "citation": "《条例》第二十一条",
        "topic": "农业农村",
        "author_name": "柳溪村委会",
        "author_is_collective": True,
        "formed_on": clock.today().isoformat(),
        **changes,
    }


def send_up(world: World, **changes: object) -> Version:
    """A draft of the clerk's, sent up."""
    draft = drafts.start(fields(world, **changes), agency=world.town, by=world["clerk"])
    return services.send_up(draft, by=world["clerk"])


def check_secrecy(world: World, submission: Submission) -> None:
    """The secrecy check, passed."""
    review.check_secrecy(
        submission,
        by=world["secrecy"],
        digest=submission.content.digest,
        answers=dict.fromkeys(KEYS, "clear"),
        items=KEYS,
    )


def approve(world: World, submission: Submission, *, steps: int | None = None) -> Submission:
    """Sign the next `steps` steps (all when None), with the secrecy check before the last."""
    done = 0
    while steps is None or done < steps:
        standing = standing_of(submission)
        if standing.state is not State.IN_REVIEW or standing.next_step is None:
            break
        if standing.next_step.ordinal == submission.steps_required and standing.secrecy is None:
            check_secrecy(world, submission)
        reviewer = world[REVIEWERS[Office(standing.next_step.office)]]
        review.sign(submission, by=reviewer, approved=True, digest=submission.content.digest)
        done += 1
    return submission


def release(world: World, **changes: object) -> Release:
    """An item all the way to the public."""
    version = send_up(world, **changes)
    approve(world, version.submission)
    return services.release(version, by=world["officer"])
