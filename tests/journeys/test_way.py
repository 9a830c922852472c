"""The whole way in a browser, by keyboard alone: draft, return, signatures, release, correction, withdrawal, ledger."""

import factories
import pytest

from journeys.keyboard import Keyboard
from journeys.way import walk

pytestmark = pytest.mark.journey


@pytest.fixture
def person(desk, live):
    """Logs people in, one after the other, at one keyboard; each page they come to is looked at by axe."""
    at = desk()
    keyboard = Keyboard(at.page, live)

    def log_in(login):
        keyboard.log_in(login, factories.PASSWORD)
        return keyboard

    return log_in


def test_an_item_goes_its_whole_way_by_keyboard_alone(person, live):
    walk(person, live, "柳溪村冬季供水管道检修")
