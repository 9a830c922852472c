"""Forms of the report desk: the words of a report, a declared figure, a year to open."""

from collections.abc import Mapping

from django import forms

from gongkai.annual.compiling import Compiled
from gongkai.annual.narrative import PARTS
from gongkai.workspace.forms.fields import DayField, Form

ROWS = {"preamble": 4, "proactive": 7, "on_application": 5, "problems": 8}
NO_REVISION = -1


class WordsForm(Form):
    """What people write in a report, part by part; `reason` only when the checks call something wrong."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: object = None, *, words: Mapping[str, str], correction: bool, **kwargs: object) -> None:
        super().__init__(data, initial={**words, **kwargs}, auto_id="%s")
        for part in PARTS:
            self.fields[part.key] = forms.CharField(
                label=part.title,
                required=False,
                help_text=part.asks,
                max_length=8000,
                widget=forms.Textarea(attrs={"rows": ROWS.get(part.key, 4), "data-takes-figures": ""}),
            )
        self.fields["dated_on"] = DayField(
            label="落款日期", required=False, help_text="留空的，以签发日为成文日期，报告末尾不印日期。"
        )
        if correction:
            self.fields["change_note"] = forms.CharField(
                label="更正说明", required=False, max_length=300, help_text="公众看得到：改了哪里，为什么。"
            )
        self.fields["reason"] = forms.CharField(
            label="有错误仍要送审的理由", required=False, max_length=300, help_text="写进记录，审核的人看得到。"
        )
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    @property
    def read_at(self) -> int:
        """The revision that the form was read at; one that no report has when the form does not say it."""
        return self.cleaned_data["revision"] or NO_REVISION

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the parts, in order."""
        return [self[part.key] for part in PARTS]

    def words(self) -> dict[str, str]:
        """What was typed, as the service takes it."""
        typed = {part.key: self.cleaned_data.get(part.key, "") for part in PARTS}
        day = self.cleaned_data.get("dated_on")
        return typed | {
            "dated_on": day.isoformat() if day else "",
            "change_note": self.cleaned_data.get("change_note", ""),
        }

    def say(self, made: Compiled) -> None:
        """Put what stops the report beside the part that it is about."""
        for finding in made.stops:
            if finding.part in self.fields:
                self.add_error(finding.part, finding.message)


class OpenForm(Form):
    """Which agency's report of which year to open."""

    agency = forms.IntegerField(widget=forms.HiddenInput)
    year = forms.IntegerField(widget=forms.HiddenInput)


class DeclareForm(Form):
    """A figure from outside the system, with its source."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80)
    number = forms.CharField(label="申报的数", max_length=16, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    source = forms.CharField(label="来源", max_length=200, help_text="如：行政执法台账、启用本系统前的登记簿。")


class OwnForm(Form):
    """A figure of the agency's own, for use in the text."""

    name = forms.CharField(label="名称", max_length=20, help_text="如：培训次数。写进文字时用双大括号：{{培训次数}}。")
    number = forms.CharField(
        label="数",
        max_length=16,
        help_text="整数；金额最多两位小数。",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    unit = forms.CharField(label="单位", max_length=10, help_text="如：次。")
    source = forms.CharField(label="来源", max_length=200, help_text="如：培训签到册。")


class DecisionsForm(Form):
    """The four figures of table two that records cannot give, in one go."""

    source = forms.CharField(label="来源", max_length=200, help_text="如：行政许可、行政执法、非税收入台账。")

    def __init__(self, fields: Mapping[str, tuple[str, str]], data: object = None, **kwargs: object) -> None:
        """fields: key → label and unit."""
        super().__init__(data, auto_id="decisions-%s", prefix="d", **kwargs)
        self.keys = list(fields)
        for n, (label, unit) in enumerate(fields.values()):
            self.fields[f"n{n}"] = forms.CharField(
                label=f"{label}（{unit}）",
                max_length=16,
                error_messages={"required": f"请填写{label}；没有发生的填 0。"},
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields of the figures."""
        return [self[f"n{n}"] for n in range(len(self.keys))]

    def by_key(self) -> dict[str, str]:
        """What was typed, by figure."""
        return {key: self.cleaned_data[f"n{n}"] for n, key in enumerate(self.keys)}
