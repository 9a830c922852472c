"""ZIP archives that hold many reports: every member by itself, so that a bad one concerns no other."""

import os
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from gongkai.reports.reading import MAX_BYTES, Unreadable, packed

MAX_MEMBERS = 100_000
MAX_TOTAL = 8 << 30  # bytes of all members unpacked
OFFICE = frozenset(("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "OFD.xml", "mimetype", "[Content_Types].xml"))  # fmt: skip


def opened(path: str) -> zipfile.ZipFile:
    """An archive on disk, kept open for its next member. Raises Unreadable if it is damaged or beyond measure.

    Each process opens it itself: a file that was open before a fork has one place to read at for both.
    """
    return opened_by(os.getpid(), path)


@lru_cache(maxsize=1)
def opened_by(process: int, path: str) -> zipfile.ZipFile:
    """`opened`, for one process."""
    try:
        archive = zipfile.ZipFile(path)
        infos = archive.infolist()
    except OSError as error:
        raise Unreadable(f"文件无法读取：{error.strerror}") from None
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise Unreadable("压缩包或者 Office 文件已损坏，打不开") from None
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(f"压缩包里的文件超过 {MAX_MEMBERS} 个，请分成几个压缩包，或者解压后给出文件夹")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise Unreadable("解压后的内容超过 8 GB（疑似压缩炸弹），请解压后给出文件夹")
    return archive


def is_document(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is one Office document."""
    return not OFFICE.isdisjoint(archive.namelist())


def members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files in an archive, in its order, without what operating systems add."""
    return (info for info in archive.infolist() if not info.is_dir() and not packed.ignored(info.filename))


def fault(info: zipfile.ZipInfo) -> str:
    """Why a member is not read; empty if nothing speaks against it."""
    if info.flag_bits & 1:
        return "有密码保护，请提供没有密码的文件"
    if info.file_size > MAX_BYTES or info.file_size > packed.MAX_RATIO * max(info.compress_size, 1) + 1_000_000:
        return "解压后的内容过大（疑似压缩炸弹），不予处理"
    return ""
