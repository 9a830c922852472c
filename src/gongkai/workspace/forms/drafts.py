"""The draft form: every field of an item; only what cannot be stored is refused here, the rest when it is sent up."""

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.law.exemptions import GROUNDS, Force
from gongkai.law.exemptions import ground as ground_of
from gongkai.law.scope import TOPICS, topics_for
from gongkai.organisation.models import Agency
from gongkai.publishing.models import Attribute, Kind, Nature, Section, Validity
from gongkai.workspace.forms.fields import DayField, Form

ATTRIBUTE_LABELS = {
    Attribute.PROACTIVE: "主动公开",
    Attribute.ON_APPLICATION: "依申请公开（须写理由和条款）",
    Attribute.WITHHELD: "不予公开（须写理由和条款）",
}
FORMED = (("date", "有成文日期"), ("signing", "以签发日为成文日期"))
AUTHORS = (("no", "个人"), ("yes", "集体"))


def topic_choices(agency: Agency, kept: str) -> list[tuple[str, str]]:
    """The subjects that an agency of this level discloses, and the one that the draft already has."""
    level = "township" if agency.kind == Agency.Kind.TOWNSHIP else "county"
    names = [topic.name for topic in topics_for(level)]
    if kept and kept not in names:
        names.append(kept)
    return [("", "请选择"), *((name, name) for name in names)]


def ground_choices() -> list[tuple[str, Any]]:
    """The grounds of articles 14 to 16, those that must first."""
    groups = [(force.label, [(g.key, g.label) for g in GROUNDS if g.may_or_must is force]) for force in Force]
    return [("", "请选择"), *groups]


class DraftForm(Form):
    """What a clerk fills in."""

    title = forms.CharField(label="标题", max_length=200, required=False)
    body = forms.CharField(
        label="正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="一行一段，段首不用空格。从 WPS、Word 粘贴的文字会按段落保存。",
    )
    kind = forms.ChoiceField(label="公开类型", required=False)
    section = forms.ChoiceField(label="栏目", required=False)
    station = forms.ChoiceField(label="责任站所", required=False)
    topic = forms.ChoiceField(label="主题分类", required=False)
    author_is_collective = forms.ChoiceField(label="作者是", choices=AUTHORS, required=False, widget=forms.RadioSelect)
    author_name = forms.CharField(label="作者", max_length=80, required=False, help_text="个人写姓名，集体写单位名称。")
    document_number = forms.CharField(
        label="发文字号", max_length=60, required=False, help_text="有文号的填写，没有的留空。"
    )
    nature = forms.ChoiceField(label="性质", choices=Nature.choices, required=False)
    source = forms.CharField(label="来源", max_length=200, required=False, help_text="转载的必填：原发单位和日期。")
    attribute = forms.ChoiceField(
        label="公开属性", choices=list(ATTRIBUTE_LABELS.items()), required=False, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(label="不公开的理由", choices=ground_choices, required=False)
    citation = forms.CharField(
        label="依据", max_length=120, required=False, help_text="留空则按主题或理由自动填写条款。"
    )
    formed = forms.ChoiceField(label="成文日期的定法", choices=FORMED, required=False, widget=forms.RadioSelect)
    formed_on = DayField(label="成文日期", required=False)
    notice_from = DayField(label="公示开始", required=False)
    notice_until = DayField(label="公示结束", required=False, help_text="公示、公告有期限的填写。")
    validity = forms.ChoiceField(label="有效性", choices=Validity.choices, required=False)
    normative = forms.BooleanField(label="这是行政规范性文件", required=False)
    change_note = forms.CharField(
        label="更正说明", max_length=300, required=False, help_text="更正时必填：改了什么、为什么。会随正文公开。"
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, agency: Agency, *args: Any, kept: Mapping[str, object] | None = None, **kwargs: Any) -> None:
        kept = dict(kept or {})
        super().__init__(*args, initial=initial_of(kept, agency) | kwargs.pop("initial", {}), **kwargs)
        self.agency = agency
        self.kept = kept
        kinds = [choice for choice in Kind.choices if choice[0] != Kind.ANNUAL_REPORT or kept.get("kind") == choice[0]]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", "请选择"), *Section.objects.values_list("key", "name")]  # type: ignore[attr-defined]
        stations = agency.stations.order_by("pk").values_list("pk", "name")
        self.fields["station"].choices = [("", "请选择"), *((str(pk), name) for pk, name in stations)]  # type: ignore[attr-defined]
        if kept.get("body_format") == "html":
            self.fields["body"].help_text = "正文带表格等格式，按标记文字编辑：只改尖括号外面的字，不动尖括号里面的。"
        self.fields["topic"].choices = topic_choices(agency, str(kept.get("topic") or ""))  # type: ignore[attr-defined]

    def words(self) -> dict[str, object]:
        """The fields as a draft keeps them; the citation is filled in from ground or topic when it was left empty."""
        data = self.cleaned_data
        words = {
            **self.kept,
            **{name: data[name] for name in self.fields if name not in ("revision", "formed")},
            "station": int(data["station"]) if data["station"] else None,
            "author_is_collective": data["author_is_collective"] == "yes",
            "formed_by_signing": data["formed"] == "signing",
            **{
                name: data[name].isoformat() if data[name] else ""
                for name in ("formed_on", "notice_from", "notice_until")
            },
        }
        if words["attribute"] == Attribute.PROACTIVE:
            words["ground"] = ""
        if words["formed_by_signing"]:
            words["formed_on"] = ""
        words["citation"] = data["citation"] or cited(words)
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("notice_from"), data.get("notice_until")
        if start and end and end < start:
            self.add_error("notice_until", "公示期的结束日不能早于开始日。")
        return data


def initial_of(kept: Mapping[str, object], agency: Agency) -> dict[str, object]:
    """A draft's fields as the form shows them."""
    if not kept:
        return {"kind": "news", "attribute": "proactive", "nature": "government", "validity": "in_force", "formed": "date", "author_is_collective": "yes"}  # fmt: skip
    return {
        **kept,
        "station": str(kept.get("station") or ""),
        "author_is_collective": "yes" if kept.get("author_is_collective") else "no",
        "formed": "signing" if kept.get("formed_by_signing") else "date",
    }


def cited(words: Mapping[str, object]) -> str:
    """The article that goes with the ground, or for what is disclosed unasked with the subject; empty if neither is known."""
    if words["attribute"] != Attribute.PROACTIVE:
        return str(ground_of(str(words["ground"])).citation) if words["ground"] else ""
    return next((str(topic.citation) for topic in TOPICS if topic.name == words["topic"]), "")
