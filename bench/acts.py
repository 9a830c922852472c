"""Acts through the real services, 8 clients on PostgreSQL, with the ledger and without it.

"Without": the same services and guards, but no entry is written and no head is locked; rows may point at no entry.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLIENTS, ITEMS, ROUNDS = 8, 12, 3
ACTS_PER_ITEM = 7  # drafted, submitted, three verdicts, secrecy check, released


def main() -> None:
    """Print acts per second of each, and their ratio, round by round."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from test import postgresql

    with postgresql() as address:
        base = address.rsplit("/", 1)[0]
        rates: dict[str, list[float]] = {"with": [], "without": []}
        for mode in rates:
            run(address, "make", mode)
        for n in range(ROUNDS):
            for mode in rates:
                rates[mode].append(measure(f"{base}/bench_{mode}", mode, n))
            ratio = rates["with"][-1] / rates["without"][-1]
            print(f"有账本 {rates['with'][-1]:.0f} 次/秒，无账本 {rates['without'][-1]:.0f} 次/秒，比值 {ratio:.2f}")


def run(database: str, *words: str) -> subprocess.Popen[bytes]:
    """One process of this file; `make` is waited for."""
    environment = {**os.environ, "GONGKAI_DATABASE": database, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}:{ROOT / 'tests'}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.acts", *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    if words[0] == "make" and process.wait():
        raise SystemExit("没有建成测量用的数据库")
    return process


def measure(database: str, mode: str, n: int) -> float:
    """Acts per second of all clients together, from a common start."""
    clients = [run(database, "client", mode, str(n), str(c)) for c in range(CLIENTS)]
    for client in clients:
        assert client.stdout is not None
        assert client.stdout.readline() == b"ready\n"
    begin = time.perf_counter()
    for client in clients:
        assert client.stdin is not None
        client.stdin.write(b"go\n")
        client.stdin.flush()
    for client in clients:
        if client.wait():
            raise SystemExit("一个办理的进程失败了")
    return CLIENTS * ITEMS * ACTS_PER_ITEM / (time.perf_counter() - begin)


def make(mode: str) -> None:
    """A database with the tests' world in it; for `without`, rows need no entry."""
    import psycopg

    address = os.environ["GONGKAI_DATABASE"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE bench_{mode}")
    os.environ["GONGKAI_DATABASE"] = f"{address.rsplit('/', 1)[0]}/bench_{mode}"
    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from factories import make_world

    world = make_world()
    ids = {"town": world.town.pk, "stations": {k: s.pk for k, s in world.stations.items()}}
    Path(f"/tmp/gongkai-bench-{os.getppid()}.json").write_text(json.dumps(ids))
    if mode == "without":
        from django.db import connection as django_connection

        with django_connection.cursor() as cursor:
            cursor.execute(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE confrelid = 'ledger_entry'::regclass"
            )
            for table, name in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def setup() -> None:
    """Django on the database that the environment names, with a home of its own."""
    import tempfile

    os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django

    django.setup()


def client(mode: str, n: str, c: str) -> None:
    """Take items through their whole way, once told to go."""
    # One home for all would be right for files; the clients attach none.
    setup()
    if mode == "without":
        from gongkai.ledger import services

        def nothing(entry: object, kind: str, by: object) -> None:
            """No entry, no head."""

        services._close = nothing  # type: ignore[assignment]
    from factories import World, release

    from gongkai.organisation.models import Agency, Person, Station

    ids = json.loads(Path(f"/tmp/gongkai-bench-{os.getppid()}.json").read_text())
    town = Agency.objects.get(pk=ids["town"])
    people = {p.login: p for p in Person.objects.select_related("agency", "station")}
    stations = {key: Station.objects.get(pk=pk) for key, pk in ids["stations"].items()}
    world = World(town, town, town, people, stations)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for item in range(ITEMS):
        release(world, title=f"柳溪村第{n}轮第{c}组第{item}件事")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    elif sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        client(*sys.argv[2:])
