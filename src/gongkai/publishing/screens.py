"""What must not go in: 密级 marks before anything is stored, personal data before anything is sent up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from gongkai.files import services as files
from gongkai.ledger import clock


class SecretRefused(Exception):
    """A mark of a state secret: nothing was stored, the text is shown to nobody else."""


MESSAGE = "发现密级标识，本系统为非涉密系统，已停止保存，内容没有留存。请立即按保密规定线下处理；误判的，请改用其他写法后再填。"
GROUND_MESSAGE = "理由选了“国家秘密”，本系统为非涉密系统，已停止保存，内容没有留存。请按保密规定线下办理。"


@dataclass(frozen=True)
class Found:
    """One finding in a text or an attachment, with a masked sample."""

    where: str
    kind: str
    sample: str
    message: str
    blocking: bool

    @property
    def label(self) -> str:
        """The kind's name for people."""
        from gongkai.screening.model import KINDS

        return KINDS[self.kind].label if self.kind in KINDS else "没有读出的附件"


@dataclass(frozen=True)
class Worded:
    """One wrong form in a text: a hint beside it, which keeps nothing from being sent up."""

    where: str
    wrong: str
    message: str


def worded(texts: Mapping[str, str]) -> list[Worded]:
    """Wrong forms in texts by the names of their places; the same form once in each place."""
    from gongkai.screening.wording import standard

    found = [
        Worded(_place(where, words, one.start), one.entry.wrong, one.message)
        for where, words in texts.items()
        for one in standard().check(words)
    ]
    return list(dict.fromkeys(found))


def refuse_secrets(fields: Mapping[str, object], names: Iterable[str] = ()) -> None:
    """Raise SecretRefused, before anything is stored, when any field or file name bears a 密级 mark."""
    from gongkai.screening.text import secrecy_marks

    if fields.get("ground") in ("state_secret", "R1"):
        raise SecretRefused(GROUND_MESSAGE)
    for text in (*(value for value in fields.values() if isinstance(value, str)), *names):
        if secrecy_marks(text):
            raise SecretRefused(MESSAGE)


def refuse_secret_file(data: bytes, name: str) -> None:
    """Raise SecretRefused, before the file is stored, when its name or text bears a 密级 mark."""
    from gongkai.screening.files import screen_file
    from gongkai.screening.text import secrecy_marks

    if secrecy_marks(name) or any(f.kind == "secrecy_mark" for f in screen_file(data, name).findings):
        raise SecretRefused(MESSAGE)


def screened(texts: Mapping[str, str]) -> list[Found]:
    """Personal data in texts by the names of their places, each finding with its place and a masked sample."""
    from gongkai.screening.text import screen_text

    return [
        Found(_place(where, words, found.start), found.kind, found.sample, found.message, found.blocking)
        for where, words in texts.items()
        for found in screen_text(words, clock.today().year)
    ]


def _place(where: str, words: str, start: int) -> str:
    """A place as people find it: 正文第3段; a text of one line is its own place."""
    return f"{where}第{words.count(chr(10), 0, start) + 1}段" if "\n" in words else where


def screened_file(digest: str, name: str) -> list[Found]:
    """Personal data in a stored attachment; one that could not be read says so and has to be looked at."""
    where = f"附件“{name}”"
    try:
        found, unread = _screened(digest, name, clock.today().year)
    except files.FileRefused as refusal:
        return [Found(where, "unread", "", str(refusal), True)]
    if unread:
        return [*found, Found(where, "unread", "", f"{unread}，请人工查看有无个人信息。", False)]
    return list(found)


@lru_cache(maxsize=512)
def _screened(digest: str, name: str, year: int) -> tuple[tuple[Found, ...], str]:
    """What a file with this digest holds: its bytes never change, and every page that shows it asks."""
    from gongkai.screening.files import screen_file

    result = screen_file(files.read(digest), name, year)
    where = f"附件“{name}”"
    return tuple(
        Found(f"{where}{f.place}", f.kind, f.sample, f.message, f.blocking) for f in result.findings
    ), result.unread
