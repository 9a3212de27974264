"""JupyterLab over a copy of the notebooks, and a browser that opens it."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile import hostile_report

ROOT = Path(__file__).parents[2]
HOSTILE = "hostile.ipynb"
"""The notebook that audits one agency, over an invented report with hostile words."""
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
SETTINGS = {
    "notebook-extension/tracker": '{"windowingMode": "none", "autoStartDefaultKernel": true}',
    "apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}',
}
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def add_hostile(base: Path) -> None:
    """Write a hostile report, and a copy of the notebook whose parameter names it."""
    report = base / "hostile" / "report.txt"
    report.parent.mkdir()
    report.write_text(hostile_report(), encoding="utf-8")
    notebook = json.loads((ROOT / "notebooks" / "02_audit_one_agency.ipynb").read_text("utf-8"))
    (parameters,) = [c for c in notebook["cells"] if "parameters" in c["metadata"].get("tags", ())]
    lines = "".join(parameters["source"]).splitlines(keepends=True)
    changed = [f"report = {str(report)!r}\n" if x.startswith("report = ") else x for x in lines]
    assert changed != lines
    parameters["source"] = changed
    (base / "notebooks" / HOSTILE).write_text(json.dumps(notebook), encoding="utf-8")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> str:
    """Return the path of a Chromium, or skip."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def lab(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a JupyterLab over copies of the notebooks; the real ones stay as they are."""
    base = tmp_path_factory.mktemp("lab")
    shutil.copytree(
        ROOT / "notebooks", base / "notebooks", ignore=lambda *_: [".ipynb_checkpoints"]
    )
    add_hostile(base)
    for name in ("data", "pyproject.toml", "src", "requirements.lock"):
        (base / name).symlink_to(ROOT / name)
    # Lab keeps only the cells on the screen in the document; a test looks at all of them. And no
    # question about news or kernels may stand in front of them.
    for name, setting in SETTINGS.items():
        path = base / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(setting, encoding="utf-8")
    own = {
        "JUPYTER_CONFIG_DIR": str(base / "config"),
        "JUPYTER_DATA_DIR": str(base / "share"),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "IPYTHONDIR": str(base / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(base / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(base / "workspaces"),
        "HOME": str(base),
    }
    port = free_port()
    call = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *QUIET]
    call += [f"--port={port}", "--ServerApp.port_retries=0", "--ip=127.0.0.1"]
    call += ["--IdentityProvider.token=", f"--ServerApp.root_dir={base}"]
    server = subprocess.Popen(
        call, cwd=base, env={**os.environ, **own}, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line)
        if "/lab" in line and "http://127.0.0.1" in line:
            break
    else:
        pytest.fail("JupyterLab did not start:\n" + "".join(said))
    # What it goes on saying must be taken, or it waits for that.
    drain = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}/lab"
    server.terminate()
    server.wait(30)
    drain.wait(30)
    server.stderr.close()


@pytest.fixture
def page(browser: str, lab: str, tmp_path: Path) -> Iterator[Any]:
    """Return an empty page that may speak with this machine alone, and must want nothing else."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    outside: list[str] = []

    def watched(route: Any) -> None:
        url = route.request.url
        if url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(url)
            route.abort()

    with api.sync_playwright() as playwright:
        window = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=browser,
            args=FLAGS,
            headless=True,
            viewport={"width": 1400, "height": 1000},
        )
        window.set_default_timeout(60_000)
        window.route("**/*", watched)
        yield window.new_page()
        window.close()
    assert outside == []
