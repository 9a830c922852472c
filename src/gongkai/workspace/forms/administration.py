"""Agencies, stations, people, appointments, chains."""

from typing import Any

from django import forms

from gongkai.ledger import clock
from gongkai.organisation.models import Agency, Office, Station
from gongkai.publishing.models import Kind
from gongkai.workspace.access import REVIEW_OFFICES
from gongkai.workspace.forms.entry import good_password
from gongkai.workspace.forms.fields import DayField, Form

KIND_CHOICES = (("*", "其余各类"), *Kind.choices)
MOST_STEPS = 6


class AgencyForm(Form):
    name = forms.CharField(label="全称", max_length=80)
    short_name = forms.CharField(label="简称", max_length=20)
    kind = forms.ChoiceField(label="类别", choices=Agency.Kind.choices)
    parent = forms.ChoiceField(label="上级")
    code = forms.RegexField(
        r"^[A-Z0-9]{2,12}$",
        label="索引号前缀",
        help_text="大写字母或数字，2 到 12 位；用过以后不能改。",
        error_messages={"invalid": "索引号前缀用大写字母或数字，2 到 12 位。"},
    )

    def __init__(self, managed: list[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [(str(agency.pk), agency.name) for agency in managed]  # type: ignore[attr-defined]


class StationForm(Form):
    name = forms.CharField(label="名称", max_length=40)
    kind = forms.ChoiceField(label="类别", choices=Station.Kind.choices)


class PasswordRule:
    """A first password that an administrator hands over; its owner changes it after logging in."""

    @staticmethod
    def field(label: str) -> forms.CharField:
        return forms.CharField(
            label=label,
            max_length=200,
            strip=False,
            help_text="至少 10 个字符。请当面告诉本人，并请他登录后马上改掉。",
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )


class PersonForm(Form):
    name = forms.CharField(label="姓名", max_length=40)
    login = forms.RegexField(
        r"^[A-Za-z0-9._-]{2,40}$",
        label="登录名",
        help_text="字母、数字、点、短横，不要用手机号、身份证号。",
        error_messages={"invalid": "登录名只用字母、数字、点和短横，2 到 40 位。"},
    )
    station = forms.ChoiceField(label="所在站所", required=False)
    password = PasswordRule.field("首次登录口令")

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stations = agency.stations.order_by("pk").values_list("pk", "name")
        self.fields["station"].choices = [("", "不属于站所"), *((str(pk), name) for pk, name in stations)]  # type: ignore[attr-defined]

    def clean_password(self) -> str:
        return good_password(self.cleaned_data["password"])


class ResetForm(Form):
    password = PasswordRule.field("新口令")

    def clean_password(self) -> str:
        return good_password(self.cleaned_data["password"])


class AppointForm(Form):
    agency = forms.ChoiceField(label="机关")
    office = forms.ChoiceField(label="职务", choices=Office.choices)
    since = DayField(label="自", help_text="当天起算，不能早于今天。")
    until = DayField(label="至", required=False, help_text="没有期限的留空。")

    def __init__(self, managed: list[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": clock.today().isoformat(), **kwargs.pop("initial", {})}, **kwargs)
        self.fields["agency"].choices = [(str(agency.pk), agency.name) for agency in managed]  # type: ignore[attr-defined]


class EndForm(Form):
    last_day = DayField(label="最后一天", help_text="这一天仍有职务；不能早于今天。以前签过的仍然有效。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": clock.today().isoformat()}, **kwargs)


class ChainForm(Form):
    """A chain as rows: the name of a step and the office that takes it; empty rows are left out."""

    kind = forms.ChoiceField(label="适用的类型", choices=KIND_CHOICES)
    since = DayField(label="自", help_text="当天起送审的稿件走新链；已经送审的照旧。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": clock.today().isoformat(), **kwargs.pop("initial", {})}, **kwargs)
        offices = [("", "不用这一步"), *((office.value, office.label) for office in REVIEW_OFFICES)]
        for n in range(1, MOST_STEPS + 1):
            self.fields[f"name_{n}"] = forms.CharField(label=f"第{n}步名称", max_length=40, required=False)
            self.fields[f"office_{n}"] = forms.ChoiceField(label=f"第{n}步职务", choices=offices, required=False)

    def rows(self) -> list[tuple[str, Any, Any]]:
        """The rows as the template draws them."""
        return [(str(n), self[f"name_{n}"], self[f"office_{n}"]) for n in range(1, MOST_STEPS + 1)]

    def steps(self) -> list[tuple[str, str]]:
        """The steps that were filled in, in order; a step without a name has its office's."""
        filled = [(self.cleaned_data[f"name_{n}"], self.cleaned_data[f"office_{n}"]) for n in range(1, MOST_STEPS + 1)]
        return [(name or str(Office(office).label), office) for name, office in filled if office]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(1, MOST_STEPS + 1):
            if data.get(f"name_{n}") and not data.get(f"office_{n}"):
                self.add_error(f"office_{n}", f"第{n}步写了名称，请选职务。")
        return data
