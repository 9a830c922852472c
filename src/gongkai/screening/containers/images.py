"""Pictures: what their EXIF and text chunks say; the words in the picture itself are told as unread."""

import struct
import warnings
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

from gongkai.screening.containers.pieces import Parts, Unreadable

SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*")
_PERSONS = {"Artist", "Copyright", "XPAuthor", "CameraOwnerName"}


def parts(data: bytes) -> Parts:
    """EXIF, GPS and comments of a picture."""
    found = Parts()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data))
            exif = image.getexif()
            fields = {**dict(exif.items()), **dict(exif.get_ifd(ExifTags.IFD.Exif).items())}
            found.located = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
            comments = {
                key: value for key, value in image.info.items() if isinstance(value, str | bytes) and key != "exif"
            }
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise Unreadable("图片损坏，读不出内容") from fault
    for tag, value in fields.items():
        name = ExifTags.TAGS.get(tag, "")
        found.add("照片信息", _text(value), person=name in _PERSONS)
    for value in comments.values():
        found.add("图片说明", _text(value))
    found.unread.append("图片里的文字没有读")
    return found


def stripped(data: bytes) -> bytes:
    """The picture without what it says of itself; JPEG and PNG point for point as before.

    Raises Unreadable for a broken picture, and for another format that says something (it would have to be drawn anew).
    """
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG"):
        return _png(data)
    told = parts(data)
    if told.pieces or told.located:
        raise Unreadable("里面的图片带有拍摄信息，请先另存为 JPG 或 PNG")
    return data


def _jpeg(data: bytes) -> bytes:
    """Without APP1 (EXIF, XMP), APP13 (IPTC) and comments; the turn of the picture is kept, as EXIF says it alone."""
    out = bytearray(data[:2])
    turned = _orientation(data)
    if turned > 1:
        block = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + bytes([turned])
        block += b"\x00\x00\x00\x00\x00\x00"
        out += b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xDA:
            return bytes(out + data[at:])
        end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if kind not in (0xE1, 0xED, 0xFE):
            out += data[at:end]
        at = end
    raise Unreadable("图片损坏，读不出内容")


def _orientation(data: bytes) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return int(Image.open(BytesIO(data)).getexif().get(ExifTags.Base.Orientation, 1))
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return 1


def _png(data: bytes) -> bytes:
    """Without text, time and EXIF chunks."""
    out = bytearray(data[:8])
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + struct.unpack(">I", data[at : at + 4])[0]
        if data[at + 4 : at + 8] not in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"):
            out += data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return bytes(out)
        at = end
    raise Unreadable("图片损坏，读不出内容")


def _text(value: object) -> str:
    if isinstance(value, bytes):
        for encoding in ("utf-16-le", "utf-8", "gb18030"):
            try:
                text = value.decode(encoding).strip("\x00")
            except UnicodeDecodeError:
                continue
            if text.isprintable():
                return text
        return ""
    return value if isinstance(value, str) else ""
