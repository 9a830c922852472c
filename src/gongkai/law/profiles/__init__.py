"""Profiles by name: `national` (every default) and `ningxia` (its calendar). Source: 各项设置所注。"""

from types import MappingProxyType

from gongkai.law.profiles.handling import HANDLING_SETTINGS
from gongkai.law.profiles.model import Profile, Setting
from gongkai.law.profiles.time import TIME_SETTINGS

__all__ = ["NATIONAL_PROFILE", "NINGXIA_PROFILE", "PROFILES", "RULES", "SETTINGS", "Profile", "Setting", "profile"]

SETTINGS: tuple[Setting, ...] = (*TIME_SETTINGS, *HANDLING_SETTINGS)
BY_KEY = MappingProxyType({setting.key: setting for setting in SETTINGS})

NATIONAL_PROFILE = Profile("national", "全国默认", None, BY_KEY)
NINGXIA_PROFILE = Profile("ningxia", "宁夏", "ningxia", BY_KEY)
PROFILES = MappingProxyType({each.name: each for each in (NATIONAL_PROFILE, NINGXIA_PROFILE)})


def profile(name: str) -> Profile:
    """The profile of that name. Raises ValueError if it is not there."""
    if name not in PROFILES:
        raise ValueError(f"没有这个档案：{name}（可用：{'、'.join(PROFILES)}）")
    return PROFILES[name]


RULES = tuple(setting.as_rule() for setting in SETTINGS)
