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
CLIENTS, ITEMS, ROUNDS = 8, 3, 9
ACTS_PER_ITEM = 7  # drafted, submitted, three verdicts, secrecy check, released


def main() -> None:
    """Print acts per second of each, and their ratio: short rounds by turns, so that both meet the same machine."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from test import postgresql, postgresql_binaries

    if postgresql_binaries() is None:
        print("没有安装 PostgreSQL，没有量")
        return
    with postgresql(durable=True) as address:
        base = address.rsplit("/", 1)[0]
        clients = {}
        for mode in ("with", "without"):
            run(address, "make", mode)
            clients[mode] = [run(f"{base}/bench_{mode}", "client", mode, str(c)) for c in range(CLIENTS)]
            for client in clients[mode]:
                told(client, b"ready\n")
        ratios = []
        for n in range(ROUNDS + 1):
            rates = {mode: measure(each) for mode, each in clients.items()}
            if n:  # the first warms both up
                ratios.append(rates["with"] / rates["without"])
                print(
                    f"有账本 {rates['with']:.0f} 次/秒，无账本 {rates['without']:.0f} 次/秒，比值 {ratios[-1]:.2f}",
                    flush=True,
                )
        middle = sorted(ratios)[len(ratios) // 2]
        print(f"{CLIENTS} 人同时办理，{ROUNDS} 轮比值的中位数 {middle:.2f}（要求 ≥ 0.5；最低一轮 {min(ratios):.2f}）")
        for each in [*clients["with"], *clients["without"]]:
            each.communicate(b"end\n")


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


def told(client: subprocess.Popen[bytes], line: bytes) -> None:
    """Wait until a client says so. Ends the measurement when it says anything else, or dies."""
    assert client.stdout is not None
    if client.stdout.readline() != line:
        raise SystemExit("一个办理的进程失败了")


def measure(clients: list[subprocess.Popen[bytes]]) -> float:
    """Acts per second of all clients together, from a common start."""
    begin = time.perf_counter()
    for client in clients:
        assert client.stdin is not None
        client.stdin.write(b"go\n")
        client.stdin.flush()
    for client in clients:
        told(client, b"done\n")
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


def client(mode: str, c: str) -> None:
    """Take items through their whole way, each time it is told to go."""
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
    print("ready", flush=True)
    for n, line in enumerate(sys.stdin):
        if line != "go\n":
            break
        for item in range(ITEMS):
            release(world, title=f"柳溪村第{n}轮第{c}组第{item}件事")
        print("done", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    elif sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        client(*sys.argv[2:])
