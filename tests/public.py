"""The whole application as readers and clerks see it, for tests of the portal."""

import factories
from asking import ask

from gongkai.config.below import make_application
from gongkai.ledger import clock, follow
from gongkai.ledger.services import SYSTEM
from gongkai.organisation.services import set_setting
from gongkai.publishing import drafts, services


class Portal:
    """The whole application, asked for pages."""

    def __init__(self, world) -> None:
        self.world = world
        self.application = make_application(watch=False)

    def get(self, address: str, query: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        while follow.catch_up():
            pass
        status, given, body = ask(self.application, address, query=query, **headers)
        return status, given, body.decode()

    def text(self, address: str, query: str = "") -> str:
        status, _, body = self.get(address, query)
        assert status == 200, (address, status)
        return body

    def release(self, **changes: object):
        return factories.release(self.world, **changes)

    def with_file(self, data: bytes, name: str, **changes: object):
        world = self.world
        draft = drafts.start(factories.fields(world, **changes), agency=world.town, by=world["clerk"])
        drafts.attach(draft, drafts.take_file(data, name), name, by=world["clerk"])
        return self.through(draft)

    def correct(self, item, **changes: object):
        world = self.world
        draft = drafts.begin_correction(item, by=world["clerk"])
        drafts.save(draft, {**drafts.fields_of(draft), **changes}, revision=draft.revision, by=world["clerk"])
        draft.refresh_from_db()
        return self.through(draft)

    def through(self, draft):
        version = services.send_up(draft, by=self.world["clerk"])
        factories.approve(self.world, version.submission)
        return services.release(version, by=self.world["officer"])

    def withdraw(self, item) -> None:
        services.withdraw(item, by=self.world["first"], reason="内容有误")

    def setting(self, name: str, value: str) -> None:
        set_setting(self.world.county, name, value, since=clock.today(), by=SYSTEM)
