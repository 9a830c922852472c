"""What changed between two contents or two saves of a draft, field by field, in the words of the form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.exemptions import GROUNDS
from gongkai.organisation.models import Agency, Station
from gongkai.publishing.content import to_text
from gongkai.publishing.models import Attribute, Kind, Nature, Section, Validity
from gongkai.publishing.services import body_of
from gongkai.review.models import Content
from gongkai.workspace.difference import Paragraph, difference

LABELS = {
    "title": "标题", "kind": "公开类型", "nature": "性质", "section": "栏目", "station": "责任站所", "attribute": "公开属性",
    "ground": "理由", "citation": "依据", "audience": "公开对象", "topic": "主题分类", "author_name": "作者",
    "author_is_collective": "集体作者", "document_number": "发文字号", "source": "来源", "formed_on": "成文日期",
    "notice_from": "公示开始", "notice_until": "公示结束", "validity": "有效性", "normative": "行政规范性文件",
    "change_note": "更正说明",
}  # fmt: skip
CHOICES: dict[str, dict[str, str]] = {
    "kind": dict(Kind.choices),
    "nature": dict(Nature.choices),
    "attribute": dict(Attribute.choices),
    "validity": dict(Validity.choices),
    "ground": {ground.key: ground.label for ground in GROUNDS},
}


@dataclass(frozen=True)
class FieldChange:
    """One field that differs, in words."""

    label: str
    old: str
    new: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Compared:
    """What changed from one content to another."""

    title: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    fields: tuple[FieldChange, ...]
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        texts = any(paragraph.changed for paragraph in (*self.title, *self.body))
        return bool(texts or self.fields or self.files_added or self.files_removed)


def in_words(name: str, value: object) -> str:
    """A field's value as people read it."""
    if name in CHOICES:
        return CHOICES[name].get(str(value), str(value or ""))
    if name == "section":
        return Section.objects.filter(key=str(value)).values_list("name", flat=True).first() or str(value or "")
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value or "")


def compared(old: Content, new: Content) -> Compared:
    """What changed between two contents of one item."""
    before, after = json.loads(old.canonical), json.loads(new.canonical)
    fields = [
        FieldChange(label, in_words(name, before.get(name)), in_words(name, after.get(name)))
        for name, label in LABELS.items()
        if name != "title" and before.get(name) != after.get(name)
    ]
    had = {(file["digest"], file["name"]) for file in before["files"]}
    has = {(file["digest"], file["name"]) for file in after["files"]}
    return Compared(
        title=tuple(difference(before["title"], after["title"])),
        body=tuple(difference(to_text(before["body"]), to_text(after["body"]))),
        fields=tuple(fields),
        files_added=tuple(sorted(name for _, name in has - had)),
        files_removed=tuple(sorted(name for _, name in had - has)),
    )


def compared_fields(theirs: Mapping[str, object], mine: Mapping[str, object], agency: Agency) -> list[FieldChange]:
    """Where two saves of a draft differ: what is stored, and what was typed here."""
    stations = dict(Station.objects.filter(agency=agency).values_list("pk", "name"))
    rows = []
    for name, label in {**LABELS, "body": "正文"}.items():
        if theirs.get(name) == mine.get(name):
            continue
        if name == "body":
            old, new = to_text(body_of(theirs)), to_text(body_of(mine))
            if old != new:
                rows.append(FieldChange(label, old, new, tuple(difference(old, new))))
        elif name == "station":
            rows.append(FieldChange(label, *(stations.get(values.get(name), "") for values in (theirs, mine))))  # type: ignore[call-overload]
        else:
            rows.append(FieldChange(label, in_words(name, theirs.get(name)), in_words(name, mine.get(name))))
    return rows
