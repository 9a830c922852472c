"""On SQLite, sessions and throttles live in a second file."""

SIDE = frozenset({"sessions", "axes"})


class SideRouter:
    """Sends the tables of `SIDE` to the second file, everything else to the first."""

    def db_for_read(self, model, **hints):  # type: ignore[no-untyped-def]
        return "side" if model._meta.app_label in SIDE else "default"

    db_for_write = db_for_read

    def allow_relation(self, first, second, **hints):  # type: ignore[no-untyped-def]
        return True

    def allow_migrate(self, db, app_label, **hints):  # type: ignore[no-untyped-def]
        return (db == "side") == (app_label in SIDE)
