"""DOC, WPS, XLS, ODT, RTF: turned into DOCX or XLSX by LibreOffice, where it is there."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from gongkai.reports.reading import packed
from gongkai.reports.reading.source import Document, Unreadable

TIMEOUT = 120  # seconds
PROGRAMS = ("soffice", "libreoffice")


def read(data: bytes, name: str = "") -> Document:
    """An old Office file as rows. Raises Unreadable if LibreOffice is not there, or cannot open it."""
    if protected(data):
        raise Unreadable("Office 文件有密码保护，请提供没有密码的文件")
    program = next((found for each in PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise Unreadable(
            "读取 DOC、WPS 等旧格式需要安装 LibreOffice（apt-get install libreoffice-writer），或者请另存为 DOCX"
        )
    suffix = Path(name).suffix.lower() or ".doc"
    target = "xlsx" if suffix in (".xls", ".et", ".ods") or b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k" in data else "docx"
    with tempfile.TemporaryDirectory(prefix="gongkai-office-") as folder:
        source = Path(folder) / f"source{suffix if suffix.isascii() and len(suffix) < 6 else '.doc'}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--convert-to",
            target,
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            raise Unreadable(f"LibreOffice 在 {TIMEOUT} 秒内没有打开这个文件") from None
        result = Path(folder) / f"source.{target}"
        if not result.exists():
            raise Unreadable("LibreOffice 打不开这个文件，可能已损坏")
        return packed.read(result.read_bytes(), name)


def protected(data: bytes) -> bool:
    """Whether an OLE file is an encrypted Office document."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return False
    import olefile

    try:
        with olefile.OleFileIO(data) as ole:
            return bool(ole.exists("EncryptedPackage") or ole.exists("EncryptionInfo"))
    except (OSError, ValueError, IndexError):
        raise Unreadable("Office 文件已损坏，打不开") from None
