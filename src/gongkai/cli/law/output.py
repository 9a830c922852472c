"""How `gongkai law` takes arguments and prints answers: lines for people, or JSON with stable keys."""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from gongkai.law import Profile, Workdays

Show = Callable[[argparse.Namespace], int | None]
ZONE = ZoneInfo("Asia/Shanghai")


class Action:
    """Adds sub-commands that all take `--json` and `--profile`."""

    def __init__(self, actions: Any) -> None:
        self.actions = actions

    def add(self, name: str, help_: str, show: Show, *, more: str = "") -> argparse.ArgumentParser:
        """A sub-command that answers with `show`. more: printed under its options."""
        parser: argparse.ArgumentParser = self.actions.add_parser(
            name, help=help_, description=help_, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        parser.add_argument("--json", action="store_true", help="输出 JSON，键名固定，日期为 ISO 格式")
        parser.add_argument("--profile", default="national", metavar="档案", help="national（默认）或 ningxia")
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="设置=值",
            help="改一项设置，可以重复；见 gongkai law settings",
        )
        parser.set_defaults(show=show)
        return parser


def with_calendar(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The option that takes in a calendar of the operator's own."""
    parser.add_argument("--calendar", metavar="文件", help="自有日历：日期、放假或上班、通知文号、来源网址")
    return parser


def day(text: str) -> date:
    """A day as it is typed. Refuses what is not one, with the reason."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise argparse.ArgumentTypeError(f"日期要写成 2026-03-02 的样子：{text}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有这一天：{text}")


def number(what: str) -> Callable[[str], int]:
    """A whole number from 0 up; `+20` is 20."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?\d+", text):
            raise argparse.ArgumentTypeError(f"{what}应为整数：{text}")
        if text.startswith("-") and text.strip("-0"):
            raise argparse.ArgumentTypeError(f"{what}不能是负数：{text}")
        if len(text.lstrip("+-0")) > 9:
            raise argparse.ArgumentTypeError(f"{what}太大：{text}")
        return int(text)

    return parse


def today() -> date:
    """The day on which the command runs, in China."""
    return datetime.now(ZONE).date()


def profile_of(args: argparse.Namespace) -> "Profile":
    """The profile that the command names, with its `--set` changes."""
    return chosen_profile(args.profile, args.set)


def chosen_profile(name: str, set_: Iterable[str]) -> "Profile":
    """A profile by name, with changes written 设置=值."""
    from gongkai import law

    chosen = law.profile(name)
    known = {setting.key: setting for setting in law.SETTINGS}
    changes: dict[str, Any] = {}
    for word in set_:
        key, equals, text = word.partition("=")
        if not equals or key not in known:
            raise ValueError(f"没有这个设置：{key}（写成 设置=值；用 gongkai law settings 看全部）")
        changes[key] = typed(text, known[key].default)
    return chosen.but(**changes) if changes else chosen


def typed(text: str, default: object) -> object:
    """A setting's value as it is typed, in the type of its default."""
    if isinstance(default, bool):
        if text not in ("true", "false", "是", "否", "yes", "no"):
            raise ValueError(f"这项设置只能是“是”或“否”（yes、no）：{text}")
        return text in ("true", "是", "yes")
    if isinstance(default, tuple):
        month, _, on = text.partition("-")
        if not (month.isdigit() and on.isdigit()):
            raise ValueError(f"这项设置写成 月-日：{text}")
        return int(month), int(on)
    if isinstance(default, str):
        return text
    if not text.isdigit():
        raise ValueError(f"这项设置应为整数：{text}")
    return int(text)


def workdays_of(args: argparse.Namespace) -> "Workdays":
    """The calendar of the profile, under the operator's own."""
    from gongkai import law

    layers = []
    if getattr(args, "calendar", None):
        layers.append(law.read_operator_layer(args.calendar))
    return law.for_province(profile_of(args).province, *layers)


def plain(value: Any) -> Any:
    """A value of the library as JSON: dates in ISO, citations as people write them, amounts as numbers."""
    from gongkai.law.citation import Citation, Source

    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    if isinstance(value, Citation | Source):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: plain(each) for name, each in value._asdict().items()}
    if isinstance(value, frozenset):
        return sorted(plain(each) for each in value)
    return [plain(each) for each in value]


def say(args: argparse.Namespace, answer: Any, lines: Iterable[str]) -> None:
    """Print the answer: as JSON if asked, else line by line."""
    if args.json:
        print(json.dumps(plain(answer), ensure_ascii=False, indent=2))
    else:
        for line in (*lines, *missing_notice(args)):
            print(line)


def missing_notice(args: argparse.Namespace) -> list[str]:
    """From 1 November, for commands that count days: next year's notice has not been taken in."""
    from gongkai import law

    if not hasattr(args, "calendar"):
        return []
    warning = law.missing_notice(today(), workdays_of(args))
    return [f"提醒：{warning}"] if warning else []
