"""A profile: what the law leaves open, settled by a region or an agency, each setting with its default and its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from gongkai.law.citation import Citation, Rule, Standing

Value = bool | int | str | tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One question that the law leaves open.

    choices: the words allowed, for a setting that is a word. optional: whether it may be left empty (None).
    reason: why the default is what it is. citations: the rule whose gap it fills.
    """

    key: str
    name: str
    default: Value
    reason: str
    citations: tuple[Citation, ...]
    standing: Standing = Standing.UNVERIFIED
    choices: tuple[str, ...] = ()
    optional: bool = False

    def check(self, value: Value) -> Value:
        """The value, if it may stand here. Raises ValueError, in Chinese, if not."""
        if value is None and (self.optional or self.default is None):
            return value
        if self.choices:
            if value not in self.choices:
                raise ValueError(f"设置“{self.name}”只能是：{'、'.join(self.choices)}")
            return value
        kind = type(self.default) if self.default is not None else int
        if type(value) is not kind or (kind is int and isinstance(value, int) and value < 0):
            raise ValueError(f"设置“{self.name}”的值不对：{value}")
        if isinstance(value, tuple) and not is_day_of_year(value):
            raise ValueError(f"设置“{self.name}”没有这一天：{value[0]}月{value[1]}日")
        return value

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        note = f"设置 {self.key}，默认：{shown(self.default)}；{self.reason}"
        return Rule(f"S-{self.key}", self.name, self.citations, self.standing, note)


def is_day_of_year(value: tuple[int, int]) -> bool:
    """Whether (month, day) is a day of every year."""
    try:
        date(2023, *value)
    except ValueError:
        return False
    return True


def shown(value: Value) -> str:
    """A value in words."""
    if value is None or value == "":
        return "不设"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return f"{value[0]}月{value[1]}日"
    return str(value)


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of a region or an agency. `profile["late_notice_restarts"]` gives a value.

    province: key of the province layer of the calendar, None for the national calendar alone.
    values: what differs from the defaults.
    """

    name: str
    label: str
    province: str | None
    settings: Mapping[str, Setting] = field(repr=False, compare=False)
    values: Mapping[str, Value] = field(default_factory=dict)
    resolved: Mapping[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for key, value in self.values.items():
            if key not in self.settings:
                raise ValueError(f"没有这个设置：{key}")
            self.settings[key].check(value)
        defaults = {key: setting.default for key, setting in self.settings.items()}
        object.__setattr__(self, "resolved", MappingProxyType(defaults | dict(self.values)))

    def __getitem__(self, key: str) -> Any:
        return self.resolved[key]

    def __hash__(self) -> int:
        return hash((self.name, self.province, tuple(sorted((key, str(value)) for key, value in self.values.items()))))

    def but(self, **values: Value) -> "Profile":
        """The same profile with some settings changed. Raises ValueError for an unknown setting or a value it cannot have."""
        return replace(self, values={**self.values, **values})
