"""A site over ten thousand invented reports, and a browser that opens it from the disk."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.batch.pages import write_site
from helpers.messages import LANGS
from helpers.site import site_files
from invented_site import Seen, plain_rows, real_rows

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site over ten thousand reports, three of which have pages."""
    out = tmp_path_factory.mktemp("site")
    for lang in LANGS:
        rows = [*plain_rows(lang), *real_rows(out, lang)]
        failed = [("坏报告.txt", "坏报告.txt: The file is empty.", "")]
        write_site(out, site_files(rows, failed, lang, LANGS), [lang])
    return out


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a window of a width, with or without scripts."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        windows = []

        def window(width: int, height: int, scripts: bool) -> Any:
            folder = tmp_path_factory.mktemp("profile")
            opened = playwright.chromium.launch_persistent_context(
                folder,
                executable_path=path,
                args=FLAGS,
                headless=True,
                viewport={"width": width, "height": height},
                java_script_enabled=scripts,
            )
            windows.append(opened)
            return opened

        yield window
        for opened in windows:
            opened.close()


@pytest.fixture(scope="session")
def desktop(chromium: Callable[..., Any]) -> Any:
    """Return a window of a desktop."""
    return chromium(1280, 900, True)


@pytest.fixture(scope="session")
def phone(chromium: Callable[..., Any]) -> Any:
    """Return a window of a phone."""
    return chromium(390, 844, True)


@pytest.fixture(scope="session")
def scriptless(chromium: Callable[..., Any]) -> Any:
    """Return a window in which no script runs."""
    return chromium(1280, 900, False)


@pytest.fixture
def tab(desktop: Any) -> Iterator[tuple[Any, Seen]]:
    """Return an empty page and what it says; it must say nothing and ask for nothing outside."""
    page, seen = desktop.new_page(), Seen()
    seen.watch(page)
    yield page, seen
    page.close()
    assert seen.said == []
    assert seen.outside == []
