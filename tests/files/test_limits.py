"""Files that are small and grow without measure when opened are refused from their heads."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from gongkai.files.limits import excess
from gongkai.outlets.rows import ImportRefused, rows_of


def workbook(size):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sharedStrings.xml", "a" * size)
    return out.getvalue()


def png(width, height):
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_a_workbook_that_unpacks_to_a_hundred_megabytes_is_refused():
    assert "展开后太大" in excess(workbook(100_000_000))


def test_a_workbook_of_ordinary_size_is_not():
    assert excess(workbook(10_000_000)) == ""


def test_an_archive_of_too_many_members_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(5001):
            archive.writestr(f"word/{number}.txt", "")
    assert "展开后太大" in excess(out.getvalue())


def test_a_picture_of_too_many_pixels_is_refused():
    for side in (10_001, 60_000):
        assert "像素太多" in excess(png(side, side)), side


def test_a_scanned_page_is_not():
    assert excess(png(7016, 9921)) == ""


def test_a_table_of_deliveries_that_unpacks_too_far_is_refused_unopened():
    with pytest.raises(ImportRefused) as refused:
        rows_of(workbook(100_000_000))
    assert "展开后太大" in refused.value.faults[0]


@pytest.mark.django_db
def test_an_attachment_that_unpacks_too_far_is_refused_before_it_is_screened(world, settings, tmp_path):
    from gongkai.files.services import FileRefused
    from gongkai.publishing import drafts

    settings.HOME = tmp_path
    with pytest.raises(FileRefused, match="展开后太大"):
        drafts.take_file(workbook(100_000_000), "表.xlsx")
    assert not (tmp_path / "files").exists()
