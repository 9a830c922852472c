"""Files that are ZIP archives: DOCX, XLSX, or an archive of one report."""

import io
import re
import zipfile

from gongkai.reports.reading.source import Document, Unreadable

MAX_UNPACKED, MAX_RATIO, MAX_MEMBERS = 120 * 1024 * 1024, 250, 2_000


def read(data: bytes, name: str = "") -> Document:
    """The rows of a DOCX or XLSX file, or of the one report in an archive."""
    archive = opened(data)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        if archive.getinfo("word/document.xml").file_size > MAX_DOCUMENT:
            raise Unreadable("Word 文件的正文过大（疑似压缩炸弹），不予处理")
        from gongkai.reports.reading import docx

        return docx.read(archive, name)
    if "xl/workbook.xml" in names:
        from gongkai.reports.reading import xlsx

        safe_sheets(archive)
        return xlsx.read(data, name)
    if "ppt/presentation.xml" in names:
        raise Unreadable("这是演示文稿，不是年度报告")
    if "[Content_Types].xml" in names:
        raise Unreadable("Office 文件缺少正文，可能已损坏；请重新取得")
    if "OFD.xml" in names:
        raise Unreadable("这是 OFD 文件，暂不能读取；请另存为 PDF 或者 DOCX")
    if "mimetype" in names and b"opendocument" in member(archive, "mimetype"):
        from gongkai.reports.reading import office

        return office.read(data, name)
    found = [info for info in archive.infolist() if not info.is_dir() and not ignored(info.filename)]
    if not found:
        raise Unreadable("压缩包里没有文件")
    if len(found) > 1:
        raise Unreadable(f"压缩包里有 {len(found)} 个文件，请用 gongkai verify 直接核对压缩包，或者先解压")
    from gongkai.reports.reading import document_of

    return document_of(member(archive, found[0].filename), name_of(found[0]))


MAX_SHEETS = 8 * 1024 * 1024
MAX_DOCUMENT = 30 * 1024 * 1024
MAX_MERGED = 300_000  # cells under merged ranges: a workbook can merge a whole sheet of thousands of millions
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def safe_sheets(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook that is far larger than a report, or whose XML defines entities."""
    parts = [
        info
        for info in archive.infolist()
        if info.filename.startswith("xl/") and info.filename.endswith((".xml", ".rels"))
    ]
    if sum(info.file_size for info in parts) > MAX_SHEETS:
        raise Unreadable("表格文件过大，不像年度报告")
    for info in parts:
        content = member(archive, info.filename)
        if b"<!ENTITY" in content[:4096]:
            raise Unreadable("表格文件里有 XML 实体定义，不予处理")
        if "/worksheets/" in info.filename and sum(map(area, MERGED.finditer(content))) > MAX_MERGED:
            raise Unreadable("表格文件合并的单元格过多，不予处理")


def area(match: re.Match[bytes]) -> int:
    """How many cells a merged range covers."""
    left, right = column(match[1]), column(match[3])
    return (abs(right - left) + 1) * (abs(int(match[4]) - int(match[2])) + 1)


def column(letters: bytes) -> int:
    """A column's number, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def opened(data: bytes) -> zipfile.ZipFile:
    """An archive that was looked over. Raises Unreadable if it is damaged, encrypted, or swells beyond measure."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise Unreadable("压缩包或者 Office 文件已损坏，打不开") from None
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(f"压缩包里的文件超过 {MAX_MEMBERS} 个，不予处理")
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("压缩包或者 Office 文件有密码保护，请提供没有密码的文件")
    size = sum(info.file_size for info in infos)
    if size > MAX_UNPACKED or size > MAX_RATIO * max(len(data), 1) + 1_000_000:
        raise Unreadable("解压后的内容过大（疑似压缩炸弹），不予处理")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's content, no more than it declared."""
    try:
        with archive.open(name) as file:
            data = file.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"压缩包里的 {name_of(zipfile.ZipInfo(name))} 已损坏") from error
    except Exception as error:  # zlib.error has no public base
        if type(error).__name__ != "error":
            raise
        raise Unreadable(f"压缩包里的 {name_of(zipfile.ZipInfo(name))} 已损坏") from error
    if len(data) > MAX_UNPACKED:
        raise Unreadable("解压后的内容过大（疑似压缩炸弹），不予处理")
    return data


def ignored(name: str) -> bool:
    """What operating systems put into archives."""
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last in (".DS_Store", "Thumbs.db", "desktop.ini") or last.startswith("~$")


def name_of(info: zipfile.ZipInfo) -> str:
    """A member's name. Old programs write names in GBK, or in UTF-8 without saying so; read as code page 437, both are
    frames and Greek letters, also where another program has packed them again as it read them."""
    try:
        written = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gbk"):
        try:
            name = written.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(letter.isascii() or letter in "·—" or "\u3000" <= letter <= "\uffef" for letter in name):
            return name
    return info.filename
