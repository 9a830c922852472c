"""The `GONGKAI_*` variables as one typed value. An unknown one is an error: a misspelt setting must not be silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


class SettingRefused(Exception):
    """A setting that cannot be used; the message says which one and what it may be."""


@dataclass(frozen=True)
class Environment:
    """What an operator may set from outside.

    home: folder of database, files, pages, index and keys.
    database: `sqlite`, or `postgresql://user:password@host:port/name`.
    hosts: names under which the site answers.
    https: whether people reach it by HTTPS (cookies are then sent only so).
    site: the address under which the public reaches the portal, for canonical links, feeds, sitemap and QR codes.
    """

    home: Path
    database: str
    hosts: tuple[str, ...]
    https: bool
    site: str


def default_home() -> Path:
    """`var/` of the checkout that this code runs from, else `~/.gongkai`."""
    checkout = Path(__file__).resolve().parents[3]
    return checkout / "var" if (checkout / "pyproject.toml").exists() else Path.home() / ".gongkai"


KNOWN = ("GONGKAI_HOME", "GONGKAI_DATABASE", "GONGKAI_HOSTS", "GONGKAI_HTTPS", "GONGKAI_SITE")


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The settings that `variables` give, with defaults. Raises SettingRefused for an unknown name or a bad value."""
    if unknown := sorted(name for name in variables if name.startswith("GONGKAI_") and name not in KNOWN):
        raise SettingRefused(f"不认识的设置：{'、'.join(unknown)}；可用的有：{'、'.join(KNOWN)}。")
    database = variables.get("GONGKAI_DATABASE", "sqlite")
    if database != "sqlite" and urlsplit(database).scheme != "postgresql":
        raise SettingRefused("GONGKAI_DATABASE 应为 sqlite 或 postgresql://用户:口令@主机:端口/库名。")
    https = variables.get("GONGKAI_HTTPS", "no")
    if https not in ("yes", "no"):
        raise SettingRefused("GONGKAI_HTTPS 应为 yes 或 no。")
    site = variables.get("GONGKAI_SITE", "http://127.0.0.1:8000").rstrip("/")
    if urlsplit(site).scheme not in ("http", "https") or not urlsplit(site).netloc or urlsplit(site).path:
        raise SettingRefused("GONGKAI_SITE 应为公众访问的网址，如 https://www.example.gov.cn，后面不带路径。")
    return Environment(
        home=Path(variables["GONGKAI_HOME"]).absolute() if variables.get("GONGKAI_HOME") else default_home(),
        database=database,
        hosts=tuple(variables.get("GONGKAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
        https=https == "yes",
        site=site,
    )
