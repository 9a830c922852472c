"""What stands around every page: the site's name, its sections, its footer. Only what has been set is shown."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings

from gongkai.ledger import clock
from gongkai.ledger.models import Installation
from gongkai.organisation.models import Agency, AgencySetting
from gongkai.portal.addresses import LARGE
from gongkai.portal.running import PUBLIC
from gongkai.publishing.models import Section

# Settings of an agency by which it can be reached, each shown only when set (《条例》第十二条).
CONTACTS = (
    ("disclosure.office", "公开工作机构"),
    ("disclosure.address", "办公地址"),
    ("disclosure.hours", "办公时间"),
    ("disclosure.phone", "联系电话"),
    ("disclosure.fax", "传真"),
    ("disclosure.postcode", "邮政编码"),
    ("disclosure.email", "电子邮箱"),
)
# Marks in the footer: codes that an authority gave; never made up.
MARKS = (("site.code", "网站标识码"), ("site.icp", "ICP备案号"), ("site.police", "公安备案号"))


@dataclass(frozen=True)
class Site:
    """The portal of this installation, as of a day."""

    today: date
    large: bool = False

    @property
    def prefix(self) -> str:
        """What stands before every link of this page: nothing, or the large-text prefix."""
        return LARGE if self.large else ""

    @cached_property
    def installation(self) -> Installation | None:
        """The installation's row."""
        return Installation.objects.first()

    @property
    def demo(self) -> bool:
        """Whether everything here is made up."""
        return bool(self.installation and self.installation.demo)

    @property
    def shift_days(self) -> int:
        """By how many days the demonstration's clock stands back."""
        return round(-(self.installation.shift_seconds if self.installation else 0) / 86400)

    @cached_property
    def agencies(self) -> list[Agency]:
        """All agencies, the highest first."""
        rows = list(Agency.objects.order_by("pk"))
        return sorted(rows, key=lambda a: (a.parent_id is not None, a.pk))

    @property
    def owner(self) -> Agency | None:
        """The agency whose portal this is: the highest."""
        return self.agencies[0] if self.agencies else None

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that have something in them, in their order, without those that have a statutory part."""
        filled = {place.section for place in PUBLIC.look()}
        return [section for section in Section.objects.filter(statutory=False) if section.pk in filled]

    @cached_property
    def _settings(self) -> dict[tuple[int, str], str]:
        rows = AgencySetting.objects.filter(since__lte=self.today).order_by("since", "id")
        return {(row.agency_id, row.name): row.value for row in rows}

    def setting(self, agency: Agency | None, name: str) -> str:
        """The value of an agency's setting today; empty when it is not set."""
        return self._settings.get((agency.pk, name), "") if agency else ""

    @property
    def name(self) -> str:
        """The portal's name."""
        given = self.setting(self.owner, "site.name")
        base = given or (self.installation.name if self.installation else "") or (self.owner.name if self.owner else "")
        return base if given or "公开" in base else f"{base}政府信息公开"

    @property
    def host(self) -> str:
        """Who runs it, for the header and the footer."""
        return self.setting(self.owner, "site.host") or (self.owner.name if self.owner else "")

    @property
    def url(self) -> str:
        """The address under which people reach the portal, without a slash at the end."""
        return str(settings.SITE_URL)

    @property
    def domain(self) -> str:
        """Its domain, for the meta tag SiteDomain."""
        return self.url.split("://", 1)[-1]

    @property
    def code(self) -> str:
        """网站标识码, empty when the authority has not given one."""
        return self.setting(self.owner, "site.code")

    def contacts(self, agency: Agency | None) -> list[tuple[str, str]]:
        """How to reach an agency's disclosure office: label and value, only what is set."""
        return [(label, value) for name, label in CONTACTS if (value := self.setting(agency, name))]

    @property
    def owner_contacts(self) -> list[tuple[str, str]]:
        """How to reach whoever runs the portal, for the footer."""
        return self.contacts(self.owner)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The codes for the footer, only what is set."""
        return [(label, value) for name, label in MARKS if (value := self.setting(self.owner, name))]


def site(*, large: bool = False) -> Site:
    """The portal as of today."""
    return Site(clock.today(), large)
