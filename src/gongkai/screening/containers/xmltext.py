"""Office XML to text, without entities, without the network, within limits."""

import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from gongkai.screening.containers.pieces import Unreadable

Element = etree._Element


def root_of(data: bytes) -> Element:
    """The root of an XML part. Raises Unreadable for one that is broken or declares entities."""
    if b"<!ENTITY" in data[:4096] or b"<!DOCTYPE" in data[:4096]:
        raise Unreadable("内含不允许的实体声明，没有打开")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("内部结构损坏，读不出内容") from fault


def members(archive: zipfile.ZipFile, *starts: str) -> Iterator[tuple[str, bytes]]:
    """XML members whose names begin with one of `starts`, in the order of their names, numbers as numbers."""
    for name in sorted(archive.namelist(), key=lambda n: (len(n), n)):
        if name.startswith(starts) and name.endswith((".xml", ".rels")):
            yield name, archive.read(name)


def local(element: Element) -> str:
    """The tag without its namespace; '' for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def links(data: bytes) -> list[str]:
    """Where the links of a .rels part lead outside the file: addresses of pages, mail and telephones."""
    return [unquote(str(r.get("Target", ""))) for r in root_of(data) if r.get("TargetMode") == "External"]


def named(root: Element, kept: frozenset[tuple[str, str]]) -> list[str]:
    """The values of attributes that people write: `kept` holds element and attribute, both without namespace."""
    return [
        str(value)
        for element in root.iter()
        for key, value in element.attrib.items()
        if (local(element), str(key).rsplit("}", 1)[-1]) in kept
    ]


def words(root: Element, texts: tuple[str, ...], ends: dict[str, str], skipped: tuple[str, ...] = ()) -> str:
    """The text of elements named in `texts`; at the end of an element in `ends`, its separator.

    skipped: elements whose contents stand a second time elsewhere (mc:Fallback).
    """
    out: list[str] = []
    skip: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if skip is not None:
            if event == "end" and element is skip:
                skip = None
            continue
        if event == "start" and name in skipped:
            skip = element
        elif event == "start" and name in texts and element.text:
            out.append(element.text)
        elif event == "end" and name in ends:
            mark = ends[name]
            if mark == "\t":
                while out and out[-1] == "\n":
                    out.pop()
            out.append(mark)
    return "".join(out)
