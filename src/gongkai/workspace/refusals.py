"""What services refuse: every one carries a Chinese sentence that says what is wrong and what to do."""

from gongkai.annual.services import AnnualRefused
from gongkai.files.services import FileRefused
from gongkai.ledger.services import LedgerRefused
from gongkai.organisation.services import OrganisationRefused
from gongkai.organisation.words import UnfitWords
from gongkai.outlets.services import ImportRefused
from gongkai.publishing.drafts import DraftRefused
from gongkai.publishing.screens import SecretRefused
from gongkai.publishing.services import PublishingRefused
from gongkai.review.services import ReviewRefused
from gongkai.typeset import FontMissing

REFUSALS = (
    AnnualRefused,
    DraftRefused,
    FileRefused,
    FontMissing,
    ImportRefused,
    LedgerRefused,
    OrganisationRefused,
    PublishingRefused,
    ReviewRefused,
    SecretRefused,
    UnfitWords,
)
