"""Laying down the sections of the portal."""

from gongkai.ledger.services import Actor, act
from gongkai.publishing.models import Section


def lay_section(key: str, name: str, description: str, *, position: int, by: Actor, statutory: bool = False) -> Section:
    """Enter a section, or say anew what it is called and where it stands.

    statutory: one of the parts that every platform must have (国办公开办函〔2019〕61号).
    """
    with act("section.laid", f"section:{key}", by, name=name, position=position, statutory=statutory):
        section, _ = Section.objects.update_or_create(
            key=key,
            defaults={"name": name, "description": description, "position": position, "statutory": statutory},
        )
    return section
