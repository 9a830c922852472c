"""What is done once a day for log-ins: sessions whose time is over are removed; Django keeps them until somebody does."""

from datetime import date
from importlib import import_module

from django.conf import settings

from gongkai.outbox.services import enqueue

CLEAR_SESSIONS = "organisation.clear_sessions"


def ask_on(day: date) -> None:
    """Ask for the work of a day. However many workers ask, it is done once."""
    enqueue(CLEAR_SESSIONS, {}, key=f"{CLEAR_SESSIONS}:{day}")


def clear_sessions(payload: object) -> None:
    """Remove expired sessions: an open browser is not logged out by it."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
