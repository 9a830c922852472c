"""What a database error means, in one sentence with place and remedy. Each sentence is its own."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

NEARLY_NOTHING = 1024 * 1024  # bytes left on a disk that is called full


def disk_is_full(place: Path) -> bool:
    """Whether nothing more goes onto the disk that holds `place`."""
    there = next((path for path in (place, *place.parents) if path.exists()), Path("/"))
    return shutil.disk_usage(there).free < NEARLY_NOTHING


def disk_fault(error: OSError) -> str:
    """Why a file could not be read or written, in a few words."""
    words = {errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已满", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "只读的磁盘", errno.ENOENT: "没有这个文件"}  # fmt: skip
    return words.get(error.errno or 0, error.strerror or str(error))


def database_fault(error: Exception) -> str:
    """The sentence for an error of the database."""
    text = str(error).lower()
    default = settings.DATABASES["default"]
    known = _POSTGRESQL if str(default["ENGINE"]).endswith("postgresql") else _SQLITE
    for marks, said in (*known, *_BOTH):
        if any(mark in text for mark in marks):
            return said(_Place(default))
    return f"数据库出错（{type(error).__name__}）。请把日志发给维护人员。"


class _Place:
    """Where the database is, as the sentences name it."""

    def __init__(self, database: dict[str, object]) -> None:
        self.name = str(database["NAME"])
        self.server = f"{database.get('HOST') or '本机'}:{database.get('PORT') or 5432}"
        self.user = str(database.get("USER", ""))


def _input_output(place: _Place) -> str:
    if disk_is_full(Path(place.name)):
        return f"磁盘已满，数据库写不进去（{place.name}）。请清出空间后再试，已有的数据没有动。"
    return f"磁盘读写出错（{place.name}）。请检查磁盘是否损坏、网络盘是否断开，再试一次。"


Said = Callable[[_Place], str]
_SQLITE: tuple[tuple[tuple[str, ...], Said], ...] = (
    (("locked",), lambda p: f"数据库正被别的程序占用（{p.name}）。请关掉其他正在写它的程序，再试一次。"),
    (("disk is full",), lambda p: f"磁盘已满，数据库写不进去（{p.name}）。请清出空间后再试，已有的数据没有动。"),
    (("disk i/o error",), _input_output),
    (("not a database", "malformed"), lambda p: f"数据库文件已损坏（{p.name}）。请停止使用，用 gongkai restore 从备份恢复。"),
    (("readonly", "unable to open"), lambda p: f"数据库打不开或不能写（{p.name}）。请检查文件夹的权限。"),
)  # fmt: skip
_POSTGRESQL: tuple[tuple[tuple[str, ...], Said], ...] = (
    (("password authentication failed", "no password supplied", "no pg_hba.conf entry"), lambda p: f"数据库服务器 {p.server} 不认账号 {p.user} 的口令。请检查 GONGKAI_DATABASE 里的用户和口令。"),
    (('database "',), lambda p: f"数据库服务器 {p.server} 上没有 {p.name} 这个库，或账号 {p.user} 不能连它。请先建库（createdb {p.name}），或改正 GONGKAI_DATABASE。"),
    (('role "',), lambda p: f"数据库服务器 {p.server} 上没有 {p.user} 这个账号。请先建账号，或改正 GONGKAI_DATABASE。"),
    (("permission denied", "must be owner", "must be superuser"), lambda p: f"数据库账号 {p.user} 没有这项权限（{p.name}）。升级请用属主账号运行 gongkai prepare；日常账号的权限，请用 gongkai prepare --grant 补上。"),
    (("no space left", "disk full"), lambda p: f"数据库服务器 {p.server} 的磁盘已满。请在服务器上清出空间后再试，已有的数据没有动。"),
    (("too many clients", "connection slots"), lambda p: f"数据库服务器 {p.server} 的连接已满。请关掉多余的程序，或在服务器上调大 max_connections。"),
    (("lock timeout", "deadlock", "lock not available"), lambda p: f"数据库正被别的程序占用（{p.name}）。请等它做完，再试一次。"),
    (("read-only transaction",), lambda p: f"数据库 {p.name} 现在只能读（备用服务器或正在维护）。请改连主服务器，或等维护结束。"),
)  # fmt: skip
_BOTH: tuple[tuple[tuple[str, ...], Said], ...] = (
    (("no such table", "no such column", "has no column", "does not exist"), lambda p: f"数据库与程序的版本对不上（{p.name}）。请用同一版本的程序，或运行 gongkai prepare 升级；数据没有动。"),
    (("connection", "connect", "resolve host", "translate host"), lambda p: f"连不上数据库服务器（{p.server}）。请检查它是否在运行、GONGKAI_DATABASE 是否写对。"),
)  # fmt: skip
