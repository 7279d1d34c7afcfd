"""Pages of the real site in a real browser, watched for what goes wrong on them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page


class Watched:
    """A page with what went wrong on it: console errors, page errors, foreign requests."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(m.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda r: r.url.startswith(home) or self.faults.append(r.url))
        page.on("response", lambda r: r.status < 400 or self.faults.append(f"{r.status} {r.url}"))


@pytest.fixture
def open_small(chromium: Browser, served_small: str) -> Iterator[Callable[..., Watched]]:
    """Opens an address of the small hub's site, whose records stand in every state."""
    yield from _opening(chromium, served_small)


@pytest.fixture
def open_page(chromium: Browser, served: str) -> Iterator[Callable[..., Watched]]:
    """Opens an address of the real site; at the end nothing may have gone wrong."""
    yield from _opening(chromium, served)


def _opening(chromium: Browser, served: str) -> Iterator[Callable[..., Watched]]:
    opened: list[Watched] = []

    def go(address: str = "", *, width: int = 1280, **settings: object) -> Watched:
        context = chromium.new_context(viewport={"width": width, "height": 844}, **settings)
        watched = Watched(context.new_page(), served)
        watched.page.goto(served + address)
        opened.append(watched)
        return watched

    yield go
    for watched in opened:
        watched.page.context.close()
    assert [fault for watched in opened for fault in watched.faults] == []
