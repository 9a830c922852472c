"""Several people act at the same moment, in processes of their own: nobody deadlocks, no number is lost or given twice."""

import json
import subprocess
import sys

import pytest
from journeys.site import ROOT, ledger_faults, site

WORLD = "from factories import make_world; make_world()"
CLIENT = """
import django; django.setup()
from factories import World, release
from gongkai.organisation.models import Agency, Person, Station
towns = list(Agency.objects.filter(kind="township").order_by("pk"))
world = World(towns[0], towns[0], towns[1])
world.people = {p.login: p for p in Person.objects.select_related("agency", "station")}
world.stations = {"office": Station.objects.get(agency=towns[0])}
for n in range(3):
    made = release(world, title=f"第{%d}个进程的第{n}件事")
    if n == 0:
        from gongkai.publishing.services import withdraw
        withdraw(made.item, by=world["first"], reason="附件有误")
"""
COUNT = """
import json
from gongkai.ledger.models import Entry
from gongkai.publishing.models import Item
print(json.dumps({
    "seq": list(Entry.objects.order_by("seq").values_list("seq", flat=True)),
    "numbers": sorted(Item.objects.values_list("number", flat=True)),
    "index": sorted(int(i[-5:]) for i in Item.objects.values_list("index_number", flat=True)),
}))
"""


@pytest.mark.slow
def test_four_clients_release_and_withdraw_at_once():
    with site(WORLD) as made:
        clients = [
            subprocess.Popen(
                [sys.executable, "-c", CLIENT % n], env=made.environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
            )
            for n in range(4)
        ]
        for client in clients:
            _, said = client.communicate(timeout=200)
            assert client.returncode == 0, said[-3000:]
        counted = json.loads(made.code(COUNT))
        assert counted["seq"] == list(range(1, len(counted["seq"]) + 1))
        assert counted["numbers"] == list(range(10_001, 10_013))
        assert counted["index"] == list(range(1, 13))
        made.code("from gongkai.ledger import heads; heads.note()")
        assert ledger_faults(made) == []
