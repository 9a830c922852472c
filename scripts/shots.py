"""Screenshots for README, taken of a freshly loaded demonstration: docs/img/*.png."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "img"
PORT = 8765
PASSWORD = "gongkai-demo-2022"  # printed by `gongkai demo`; there is nothing real behind it
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


class Shot(NamedTuple):
    """One picture: its file, who looks (empty: the public), the address, the link to follow from there, the width."""

    name: str
    login: str
    path: str
    follow: str = ""
    width: int = 1366
    height: int = 860


SHOTS = (
    Shot("home", "", "/"),
    Shot("item", "", "/section/gsgg/", "main a[href^='/item/']"),
    Shot("today", "clerk", "/work/"),
    Shot("review", "second", "/work/", ".row a.button"),
    Shot("report", "officer", "/work/annual/1"),
    Shot("phone-home", "", "/", width=390, height=844),
    Shot("phone-today", "officer", "/work/", width=390, height=844),
)


@contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration in a home of its own, loaded and running."""
    with tempfile.TemporaryDirectory(prefix="gongkai-shots-") as home:
        process = subprocess.Popen(
            [str(ROOT / ".venv/bin/gongkai"), "demo"],
            env={**os.environ, "GONGKAI_HOME": home, "PORT": str(PORT)}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        address = f"http://127.0.0.1:{PORT}"
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(address, timeout=2).read()
                    break
                except (urllib.error.URLError, ConnectionError, TimeoutError):
                    time.sleep(0.5)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def entered(browser: Browser, address: str, shot: Shot) -> Page:
    """A page of that size, logged in as that person."""
    page = browser.new_context(viewport={"width": shot.width, "height": shot.height}, locale="zh-CN").new_page()
    if shot.login:
        page.goto(address + "/work/")
        page.fill("input[name=username]", shot.login)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_selector("main h1")
    return page


def keep(picture: bytes, path: Path) -> None:
    """Write a screenshot in 256 colours: a third of the bytes, and no eye sees the difference."""
    with Image.open(io.BytesIO(picture)) as whole:
        whole.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> int:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for shot in SHOTS:
            page = entered(browser, address, shot)
            page.goto(address + shot.path)
            if shot.follow:
                page.locator(shot.follow).first.click()
                page.wait_for_load_state()
            keep(page.screenshot(), FOLDER / f"{shot.name}.png")
            page.context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
