"""Many files at once: folders, patterns and archives opened up, each file read and checked by itself, in input order."""

import glob
import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from gongkai.reports import archives
from gongkai.reports.crew import Crew
from gongkai.reports.model import Report
from gongkai.reports.reading import Unreadable, read_bytes, read_path

Result = TypeVar("Result")
LIMIT, OCR_LIMIT = 60, 900  # seconds for one file
SKIPPED = re.compile(r"^(?:\.|~\$)|^(?:Thumbs\.db|desktop\.ini|README.*|LICENSE.*|读我.*)$", re.I)
NOT_REPORTS = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".ico",
        ".svg",
        ".mp3",
        ".mp4",
        ".avi",
        ".mov",
        ".wav",
        ".exe",
        ".dll",
        ".so",
        ".py",
        ".pyc",
        ".log",
        ".sqlite3",
        ".db",
        ".yaml",
        ".yml",
    ]
)


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: on disk, or a member of an archive. label: as it is shown."""

    label: str
    path: str
    member: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every file. previous: (agency without 人民政府 and the like, year) → report."""

    previous: Mapping[tuple[str, int], Report] = field(default_factory=dict)
    profile: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its reports with their findings, or one line that says why there are none."""

    label: str
    reports: tuple[tuple[Report, tuple[Any, ...]], ...] = ()
    fault: str = ""


def inputs(paths: Iterable[str]) -> Iterator[Input]:
    """Every file that the paths name, in order: folders by name, patterns by name, archives by their own order."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from in_folder(path)
        elif not path.exists() and glob.has_magic(given):
            found = once(glob.glob(given, recursive=True))
            if not found:
                yield Input(given, given, fault="没有符合这个模式的文件")
            for each in found:
                yield from in_folder(Path(each)) if os.path.isdir(each) else opened(each)
        else:
            yield from opened(given)


def once(paths: Iterable[str]) -> list[str]:
    """The paths by name, each file once: a link that leads back to a folder above would give it many times."""
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (path.count(os.sep), path)):
        found.setdefault(os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)), path)
    return sorted(found.values())


def in_folder(folder: Path) -> Iterator[Input]:
    """The files in a folder and below, by name; files that never hold a report are passed over."""
    some = False
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not SKIPPED.match(name) and name != "__MACOSX")
        for name in sorted(names):
            path = os.path.join(root, name)
            if SKIPPED.match(name) or Path(name).suffix.lower() in NOT_REPORTS or other_json(path):
                continue
            some = True
            yield from opened(path)
    if not some:
        yield Input(str(folder), str(folder), fault="文件夹里没有可以读取的文件")


def other_json(path: str) -> bool:
    """Whether a file is JSON, but no saved report."""
    if not path.lower().endswith(".json"):
        return False
    try:
        with open(path, "rb") as file:
            return b"gongkai-report/" not in file.read(4096)
    except OSError:
        return False


def opened(path: str) -> Iterator[Input]:
    """A file; an archive as its members. What is no file (a pipe, a device) is named and not opened."""
    if os.path.exists(path) and not os.path.isfile(path):
        yield Input(path, path, fault="不是普通文件（管道、设备之类），不予读取")
        return
    try:
        with open(path, "rb") as file:
            zipped = file.read(4) == b"PK\x03\x04"
    except OSError:
        zipped = False
    if not zipped:
        yield Input(path, path)
        return
    from gongkai.reports.reading import packed

    try:
        archive = archives.opened(path)
    except Unreadable as reason:
        yield Input(path, path, fault=str(reason))
        return
    if archives.is_document(archive):
        yield Input(path, path)
        return
    some = False
    for info in archives.members(archive):
        some = True
        if Path(info.filename).suffix.lower() not in NOT_REPORTS:
            yield Input(f"{path}!{packed.name_of(info)}", path, info.filename, archives.fault(info))
    if not some:
        yield Input(path, path, fault="压缩包里没有文件")


def read(source: Input, *, ocr: bool = False) -> list[Report]:
    """The reports of one input. Raises Unreadable."""
    if source.fault:
        raise Unreadable(source.fault)
    if os.path.exists(source.path) and not os.path.isfile(source.path) and not os.path.isdir(source.path):
        raise Unreadable("不是普通文件（管道、设备之类），不予读取")
    if not source.member:
        return read_path(source.path, ocr=ocr)
    from gongkai.reports.reading import packed

    content = packed.member(archives.opened(source.path), source.member)
    if content.startswith(b"PK\x03\x04") and source.member.lower().endswith(".zip"):
        raise Unreadable("压缩包里还有压缩包，请先解压")
    return read_bytes(content, source.label.rsplit("/", 1)[-1], ocr=ocr)


def checked(source: Input, options: Options) -> Outcome:
    """One file read and checked. Never raises for what is in the file."""
    from gongkai.reports.checking import check

    profile = None
    if options.profile:
        from gongkai.law import profiles

        profile = profiles.profile(options.profile).resolved

    def work() -> Outcome:
        found = []
        for report in read(source, ocr=options.ocr):
            findings = check(
                report,
                previous=before(report, options.previous),
                today=options.today,
                profile=profile,
                accepted=options.accepted,
            )
            found.append((report, tuple(findings)))
        return Outcome(source.label, tuple(found))

    return guarded(source, work)


def guarded(source: Input, work: Callable[[], Outcome]) -> Outcome:
    """What `work` gives, or one line that says why there is nothing. Never raises for what is in the file."""
    try:
        return work()
    except Unreadable as reason:
        return Outcome(source.label, fault=str(reason))
    except MemoryError:
        return Outcome(source.label, fault="内存不足，文件可能有害")
    except RecursionError:
        return Outcome(source.label, fault="结构嵌套过深，不予处理")
    except Exception as error:  # a hostile file must not stop the others; it is named, with the kind of fault
        return Outcome(source.label, fault=f"读取时出错（{type(error).__name__}），文件可能已损坏")


def agency_key(name: str) -> str:
    """An agency's name as it is compared from year to year."""
    return re.sub(r"人民政府|政府|办公[厅室]|\s", "", name)


def before(report: Report, previous: Mapping[tuple[str, int], Report]) -> Report | None:
    """The report of the same agency for the year before, if there is one.

    柳溪镇 and 示例市示例区柳溪镇 are the same as long as no second agency of that year ends so.
    """
    name, year = agency_key(report.agency), (report.year or 0) - 1
    if (name, year) in previous:
        return previous[name, year]
    alike = [
        each
        for (other, of), each in previous.items()
        if of == year and min(len(name), len(other)) > 2 and (name.endswith(other) or other.endswith(name))
    ]
    return alike[0] if len(alike) == 1 else None


def outcomes(sources: Iterable[Input], options: Options, jobs: int = 1) -> Generator[Outcome, None, None]:
    """The outcome of each input, in input order."""
    return shaped(sources, options, jobs, whole)


def whole(outcome: Outcome) -> Outcome:
    """The outcome itself."""
    return outcome


def shaped(
    sources: Iterable[Input], options: Options, jobs: int, shape: Callable[[Outcome], Result]
) -> Generator[Result, None, None]:
    """What `shape` makes of each outcome, in the worker itself: what is small comes back fast. In input order.

    jobs: worker processes; with 0 the work is done here, where nothing stops a file that hangs.
    """
    if jobs <= 0:
        return (shape(checked(source, options)) for source in sources)
    task = partial(work, options, shape)
    crew = Crew(task, partial(given_up, shape), jobs, OCR_LIMIT if options.ocr else LIMIT)
    return crew.run(sources)


def work(options: Options, shape: Callable[[Outcome], Result], source: Input) -> Result:
    """One file, in a worker."""
    return shape(checked(source, options))


def given_up(shape: Callable[[Outcome], Result], source: Input, why: str) -> Result:
    """What stands for a file that ended its worker."""
    return shape(Outcome(source.label, fault=why))


def reports_in(sources: Iterable[Input], jobs: int = 1, *, ocr: bool = False) -> Generator[Outcome, None, None]:
    """The outcome of each input, its reports read but not checked; in input order."""
    task: Callable[[Input], Outcome] = partial(unchecked, ocr)
    return Crew(task, partial(given_up, whole), jobs, OCR_LIMIT if ocr else LIMIT).run(sources)


def unchecked(ocr: bool, source: Input) -> Outcome:
    """One file read, not checked."""
    return guarded(source, lambda: Outcome(source.label, tuple((report, ()) for report in read(source, ocr=ocr))))


def previous_of(paths: Iterable[str], jobs: int = 1) -> tuple[dict[tuple[str, int], Report], list[Outcome]]:
    """The reports of earlier years by agency and year, and the files that could not be read."""
    found: dict[tuple[str, int], Report] = {}
    faults: list[Outcome] = []
    for outcome in reports_in(inputs(paths), jobs):
        faults += [outcome] if outcome.fault else []
        for report, _ in outcome.reports:
            if report.year is not None:
                found[(agency_key(report.agency), report.year)] = report
    return found, faults
