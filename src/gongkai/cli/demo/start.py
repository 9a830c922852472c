"""Putting the demonstration in place and starting it; safe to interrupt at any point and to run again.

On SQLite everything is loaded into a scratch home and renamed into place, the database last: while there is no
database, nothing counts. On PostgreSQL the end of loading is marked; what lacks the mark is emptied and loaded anew.
"""

import argparse
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from gongkai.cli.main import Refusal
from gongkai.cli.serve import port_of, serve
from gongkai.cli.site import boot, migrate, require_ready
from gongkai.config.environment import Environment, SettingRefused, read_environment

SCRATCH = "demo-loading"
DATABASE = "gongkai.sqlite3"
HEADS = "ledger-heads.txt"
DERIVED = ("pages", "pages-store", "index", "search")  # made anew from the records


def demo(args: argparse.Namespace) -> int:
    """Load if needed, then serve. Raises Refusal with the sentence of what is in the way."""
    try:
        environment = read_environment(os.environ)
    except SettingRefused as refusal:
        raise Refusal(str(refusal))
    with locked(environment.home), said_in_chinese(environment.home):
        if environment.database == "sqlite":
            if args.fresh or not is_loaded(environment.home):
                load_aside(environment.home, fresh=args.fresh)
            tidy(environment.home)
            boot()
            upgrade()
        else:
            boot()
            load_here(fresh=args.fresh)
        require_ready()
        require_demo(environment)
        if args.load_only:
            print("演示数据已载入。")
            return 0
        port = port_of(args)
        note_fonts()
        return serve(args.host, port, args.workers, on_ready=lambda: print(welcome(args.host, port), flush=True))


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Only one demonstration at a time in one home. The lock goes with the process, however it ends."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = open(home / "demo.lock", "w")  # noqa: SIM115 - held until the end
    except OSError as error:
        raise Refusal(f"数据文件夹不能写：{home}（{error.strerror}）。请检查权限，或用 GONGKAI_HOME 换一个文件夹。")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                f"另一个 gongkai demo 正在用这个文件夹：{home}。请先停止它（Ctrl-C），或用 GONGKAI_HOME 换一个。"
            )
        yield


@contextmanager
def said_in_chinese(home: Path) -> Iterator[None]:
    """What database and disk refuse, as the sentence that says what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename or home
        if full(home):
            raise Refusal(f"磁盘已满，演示数据放不下：{home}。请清出至少 200 MB，或用 GONGKAI_HOME 换一个文件夹。")
        raise Refusal(f"写不进数据文件夹：{place}（{error.strerror or error}）。请检查权限后再运行。")
    except Exception as error:
        if error.__class__.__module__ != "django.db.utils":
            raise
        from gongkai.config.readiness import database_fault

        raise Refusal(database_fault(error))


def full(home: Path) -> bool:
    """Whether the disk of this home has no room left."""
    return shutil.disk_usage(home).free < 1024 * 1024


def is_loaded(home: Path) -> bool:
    """Whether this home holds an installation. A database that cannot be read counts as one: it is not ours to replace."""
    database = home / DATABASE
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as connection:
            return bool(connection.execute("SELECT COUNT(*) FROM ledger_installation").fetchone()[0])
    except sqlite3.Error as error:
        return "no such table" not in str(error)


def is_demo(home: Path) -> bool:
    """Whether the installation in this home is a demonstration."""
    with closing(sqlite3.connect(f"file:{home / DATABASE}?mode=ro", uri=True, timeout=20)) as connection:
        return bool(connection.execute("SELECT COUNT(*) FROM ledger_installation WHERE demo").fetchone()[0])


def load_aside(home: Path, *, fresh: bool) -> None:
    """Load into a scratch home, then put it in place. A scratch home that was left behind is thrown away."""
    scratch = home / SCRATCH
    if is_loaded(home) and not is_demo(home):
        raise Refusal(f"{home} 里是正式数据，不能换成演示数据。请用 GONGKAI_HOME 指定一个空文件夹。")
    if not (home / DATABASE).exists() and (home / HEADS).exists():
        raise Refusal(f"{home} 里有账外存根（{HEADS}），像是另一套数据的文件夹。请用 GONGKAI_HOME 指定一个空文件夹。")
    with suppress(FileNotFoundError):
        shutil.rmtree(scratch)
    scratch.mkdir(mode=0o700)
    if (home / "keys").exists():
        shutil.copytree(home / "keys", scratch / "keys")
    from gongkai.config.processes import dies_with

    done = subprocess.run(
        [sys.executable, "-m", "gongkai.cli.demo.loading"],
        env={**os.environ, "GONGKAI_HOME": str(scratch)},
        preexec_fn=dies_with(os.getpid()),
    )
    if done.returncode:
        shutil.rmtree(scratch, ignore_errors=True)
        if done.returncode < 0 or done.returncode == 130:
            raise KeyboardInterrupt
        raise Refusal("演示数据没有载入（原因见上一行）。排除后重新运行即可，半截的数据已经丢弃。")
    put_in_place(scratch, home)


def put_in_place(scratch: Path, home: Path) -> None:
    """Move a loaded scratch home into `home`: keys and files first, the database last, the old one away before all."""
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", HEADS):
        (home / name).unlink(missing_ok=True)
    for derived in DERIVED:
        shutil.rmtree(home / derived, ignore_errors=True)
    if not (home / "keys").exists():
        os.replace(scratch / "keys", home / "keys")
    for source in sorted((scratch / "files").rglob("*")) if (scratch / "files").exists() else ():
        if source.is_file():
            target = home / source.relative_to(scratch)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.replace(source, target)
    for name in ("sessions.sqlite3", DATABASE):
        for rest in ("-wal", "-shm"):
            (home / (name + rest)).unlink(missing_ok=True)
        os.replace(scratch / name, home / name)
    tidy(home)


def tidy(home: Path) -> None:
    """What is left to do once the database is in place: the heads noted outside, and no scratch home."""
    scratch = home / SCRATCH
    if (scratch / HEADS).exists() and not (scratch / DATABASE).exists() and not (home / HEADS).exists():
        os.replace(scratch / HEADS, home / HEADS)
    shutil.rmtree(scratch, ignore_errors=True)


def upgrade() -> None:
    """Bring a demonstration of an older version to this version's tables."""
    from gongkai.config.readiness import NOT_PREPARED, faults

    if next(iter(faults()), "") == NOT_PREPARED:
        migrate()


def load_here(*, fresh: bool) -> None:
    """PostgreSQL: load if there is no installation yet; a demonstration that was loaded half is emptied first."""
    from gongkai.cli.demo.load import is_complete
    from gongkai.cli.demo.loading import load_with_progress
    from gongkai.config.readiness import NOT_PREPARED, faults
    from gongkai.ledger.models import Installation

    if (found := next(iter(faults()), "")) and found != NOT_PREPARED and "缺少防护规则" not in found:
        raise Refusal(found)
    if found:
        migrate()
    installation = Installation.objects.first()
    if installation and installation.demo and (fresh or not is_complete()):
        empty_here()
        installation = None
    if installation is None:
        load_with_progress(at_once=False)


def empty_here() -> None:
    """Empty this database of a demonstration; the guards come back with the tables."""
    from django.core.management import call_command

    from gongkai.ledger import clock, heads, triggers

    triggers.drop()
    call_command("flush", interactive=False, verbosity=0)
    heads.path().unlink(missing_ok=True)
    clock.shift.cache_clear()


def require_demo(environment: Environment) -> None:
    """Raise Refusal when what is installed here is real."""
    from gongkai.ledger.models import Installation

    if not Installation.objects.filter(demo=True).exists():
        place = environment.home if environment.database == "sqlite" else "GONGKAI_DATABASE 指定的库"
        raise Refusal(
            f"{place} 里是正式数据，不是演示。启动它请用 gongkai serve；看演示请用 GONGKAI_HOME 指定一个空文件夹。"
        )


def note_fonts() -> None:
    """Say which font is missing: the demonstration runs without it, PDF does not."""
    from gongkai.typeset.fonts import FontMissing, check

    try:
        check()
    except FontMissing as missing:
        print(f"提醒：{missing}其他功能照常。", file=sys.stderr, flush=True)


def welcome(host: str, port: int) -> str:
    """What is printed when pages come: the address, the log-ins of every role, three things to try."""
    from gongkai.cli.demo.cast import PASSWORD, SHOWN
    from gongkai.ledger import clock

    now = clock.now().astimezone(clock.ZONE)
    site = f"http://{host}:{port}"
    rows = [f"  {_wide(role.login, 11)}{_wide(role.name, 9)}{role.desk}" for role in SHOWN]
    return "\n".join(
        (
            "",
            f"公开（演示）已启动：{site}/",
            f"工作台：{site}/work/　　演示时钟现在是 {now.year}年{now.month}月{now.day}日 {now:%H:%M}，数据都是虚构的。",
            "",
            f"登录名（口令都是 {PASSWORD}）：",
            *rows,
            "",
            "可以先试三件事：",
            "  1. 用 first 登录，审一件等初审的稿子；再依次用 second、secrecy、head 走完，用 officer 发布，然后到首页看它。",
            "  2. 用 officer 登录，打开 2021 年的年度报告：664 条、310 篇都能点开看背后的每一条记录。",
            "  3. 用任一条已发布信息的审核人登录，写明理由撤回它，看原地址怎样答复；再运行 gongkai ledger verify 核对账本。",
            "",
            "按 Ctrl-C 停止。",
        )
    )


def _wide(text: str, width: int) -> str:
    """`text` padded to `width` columns; a Chinese character takes two."""
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text))
