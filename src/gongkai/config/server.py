"""The server process: granian over the WSGI application, with the page store below Django."""

import os
import sys


def main(argv: list[str]) -> None:
    """Serve until told to stop. Arguments: host, port, number of workers."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    host, port, workers = argv[0], int(argv[1]), int(argv[2])
    Granian(
        "gongkai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        backlog=2048,
        log_level=LogLevels.warning,
        websockets=False,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    main(sys.argv[1:])
