"""Broken files: bytes changed, cut, doubled; inside archives, the parts themselves. Everything drawn from a seed."""

import io
import random
import zipfile

PIECES = [
    b"<td", b"</td>", b"<table>", b"</table>", b"<tr>", b"rowspan=9999999", b"colspan=-1", b"|", b"\t", b"\n", b"\x00", b"\xff\xfe", b"999999999999999999999",
    "三、".encode(), "总计".encode(), "（六）其他处理".encode(), "结转下年度".encode(), b"1e309", b"NaN", b"-1", b"&#x110000;", b"]]>", b"<!DOCTYPE a [", b"<w:tbl>", b"<w:vMerge/>",
]  # fmt: skip


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if not out:
            break
        at = rng.randrange(len(out))
        kind = rng.random()
        if kind < 0.3:
            out[at] = rng.randrange(256)
        elif kind < 0.45:
            del out[at : at + rng.randint(1, 200)]
        elif kind < 0.6:
            piece = out[at : at + rng.randint(1, 400)]
            out[at:at] = piece * rng.randint(1, 20)
        elif kind < 0.65:
            del out[at:]
        else:
            out[at:at] = rng.choice(PIECES) * rng.randint(1, 3)
    return bytes(out)


def mutated_archive(data: bytes, rng: random.Random) -> bytes:
    """An archive with one of its parts changed, or itself changed."""
    if rng.random() < 0.2:
        return mutated(data, rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        infos = source.infolist()
        weights = [
            10 if "document.xml" in i.filename or "sheet" in i.filename or "shared" in i.filename else 1 for i in infos
        ]
        chosen = rng.choices(infos, weights)[0]
        for info in infos:
            content = source.read(info)
            target.writestr(info.filename, mutated(content, rng) if info is chosen else content)
    return buffer.getvalue()
