"""A browser and a running site for journeys. Every name but loopback is unresolvable, so nothing can be fetched."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from journeys.site import Site, site

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            ],
        )  # fmt: skip
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def live() -> Site:
    """A site with two townships and a county, running."""
    with site() as made:
        made.start()
        yield made


class Desk:
    """One person at a browser."""

    def __init__(self, browser: Browser, live: Site, size: str = "desk") -> None:
        self.context = browser.new_context(viewport=SIZES[size], locale="zh-CN")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.live = live
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def go(self, path: str):
        """Open a path of the site."""
        return self.page.goto(self.live.url + path)

    def axe(self) -> list[str]:
        """What axe finds on the page as it stands: rule and place of each."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{v['id']}：{n['target']} {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def desk(browser, live):
    """Opens browsers for people; all are closed at the end, and no page may have raised a script error."""
    opened: list[Desk] = []

    def open_desk(size: str = "desk") -> Desk:
        opened.append(Desk(browser, live, size))
        return opened[-1]

    yield open_desk
    for one in opened:
        one.close()
        assert one.faults == []
