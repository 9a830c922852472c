"""Loading with a progress bar; as a process of its own it fills the scratch home that GONGKAI_HOME names."""

import os
import sys

from gongkai.cli.main import BAD_INPUT, Refusal
from gongkai.cli.site import boot, migrate


def load_with_progress(*, at_once: bool = True) -> None:
    """Load the demonstration, showing how far it is. Raises Refusal with the sentence of a database that refuses."""
    from django.db import DatabaseError
    from tqdm import tqdm

    from gongkai.cli.demo.load import load
    from gongkai.config.readiness import database_fault

    with tqdm(desc="载入演示数据", unit="步", total=1, file=sys.stderr, mininterval=0.3) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            load(progress, at_once=at_once)
        except DatabaseError as error:
            raise Refusal(database_fault(error))
        except OSError as error:
            raise Refusal(f"写不进数据文件夹：{error.strerror}（{error.filename or ''}）。请检查磁盘空间和权限。")


def main() -> int:
    """Prepare the scratch home's database and load. Returns an exit code, as the command line does."""
    try:
        boot()
        print("准备数据库……", file=sys.stderr, flush=True)
        migrate()
        load_with_progress()
    except Refusal as refusal:
        print(f"gongkai demo：{refusal}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    from django.db import connections

    connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    sys.exit(main())
