"""Pictures: what their EXIF and text chunks say; the words in the picture itself are told as unread."""

import warnings
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

from gongkai.screening.containers.pieces import Parts, Unreadable

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
