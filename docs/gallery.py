"""Make ``docs/gallery.md`` and its pictures: every notebook, figure and page, in both languages.

``make gallery`` runs it. Chromium draws the pages (Debian: ``apt-get install chromium``); the figures need none.
The pictures depend on the fonts of the machine and are for looking at: no test compares them.
"""

import base64
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from helpers.batch.committed import committed_notebooks
from helpers.batch.notebook import Notebook, execute, read_notebook
from helpers.batch.template import in_language
from helpers.messages import LANGS, Lang
from helpers.paths import repository_root
from helpers.site import Links, notebook_page

ROOT = repository_root()
FOLDER = ROOT / "docs" / "images" / "gallery"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
WIDE, PHONE = (980, 1200), (500, 900)
"""Windows: a browser on a desk, and the narrowest that Chromium opens without one."""
SHOWN = 560
"""Pixels that one language is wide."""
COLOURS = 32
LEAST = 100
"""Pixels; a picture that is lower holds a title alone."""
HEAD = """# Gallery · 图集

Every notebook, figure and page, English at the left and Chinese at the right. Notebooks and pages are shown from their top. All of it
but the audit of one report (notebooks 00, 01, 02, 07) is about an invented county. `make gallery` makes this page anew.

每个笔记本、图和网页，左为英文，右为中文；笔记本和网页只显示开头部分。除一份报告的审计（笔记本 00、01、02、07）外，均为虚构县的数据。
`make gallery` 可重新生成本页。
"""


def drawn(page: Path, size: tuple[int, int]) -> Image.Image:
    """Return the top of a page as Chromium shows it."""
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("make gallery: no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.png"
        window = f"--window-size={size[0]},{size[1]}"
        own = [f"--user-data-dir={folder}/profile", f"--screenshot={target}", window]
        call = [browser, *FLAGS, *own, page.as_uri()]
        subprocess.run(call, check=True, capture_output=True, timeout=120)
        with Image.open(target) as image:
            return image.convert("RGB")


def beside(pictures: list[Image.Image], name: str) -> str:
    """Write pictures side by side as one small PNG; return its line in the page."""
    small = [
        p.resize((SHOWN, round(p.height * SHOWN / p.width)), Image.Resampling.LANCZOS)
        for p in pictures
    ]
    sheet = Image.new("RGB", (SHOWN * len(small) + 12, max(p.height for p in small)), "#d8dee4")
    for number, picture in enumerate(small):
        sheet.paste(picture, (number * (SHOWN + 12), 0))
    # This method keeps colours that few dots have: the red of what is marked.
    few = sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)
    return f"![{name}](images/gallery/{name}.png)\n"


def figures_of(notebook: Notebook) -> dict[str, Image.Image]:
    """Return the figures of an executed notebook by the names of their cells."""
    outputs = (
        (cell.id, output.data["image/png"])
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    )
    return {
        name: Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB") for name, png in outputs
    }


def of_notebook(path: Path, folder: Path) -> list[str]:
    """Return the lines on a notebook and its figures."""
    pages, figures = [], []
    for lang in LANGS:
        plain = in_language(read_notebook(path), lang)
        done = execute(plain, path.parent, {} if lang == "en" else {"lang": lang})
        page = folder / f"{path.stem}.{lang}.html"
        page.write_text(notebook_page(done, path.stem, "", lang, Links()), "utf-8")
        pages.append(drawn(page, WIDE))
        figures.append(figures_of(done))
    lines = [f"## {path.stem}\n", beside(pages, path.stem)]
    for name, picture in figures[0].items():
        if picture.height < LEAST:  # it says that there is nothing to draw
            continue
        lines.append(beside([picture, figures[1][name]], f"{path.stem[:2]}-{name}"))
    return lines


def of_site(folder: Path) -> list[str]:
    """Return the lines on the pages of a run, on a screen and on a phone."""
    raw, out = ROOT / "data" / "raw", folder / "site"
    call = [
        sys.executable,
        "-m",
        "helpers.cli",
        "run",
        str(raw),
        "--out",
        str(out),
        "--lang",
        "en,zh",
    ]
    subprocess.run(call, check=True, cwd=ROOT, capture_output=True)
    lines = ["## Pages · 网页\n"]
    for name, stem in (
        ("front-page", "index"),
        ("audit-page", "audits/*/*"),
        ("organ-page", "site/organs/*"),
    ):
        for size, where in ((WIDE, "screen"), (PHONE, "phone")):
            pages = [drawn(page_of(out, stem, lang), size) for lang in LANGS]
            lines.append(beside(pages, f"{name}-{where}"))
    return lines


def page_of(out: Path, stem: str, lang: Lang) -> Path:
    """Return the first page of a kind in one language."""
    every = sorted(out.glob(f"{stem}.html" if lang == "en" else f"{stem}.zh.html"))
    return next(p for p in every if lang == "zh" or not p.name.endswith(".zh.html"))


def main() -> None:
    """Write the pictures and the page."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        lines = [HEAD, *of_site(Path(name))]
        for path in committed_notebooks():
            lines += of_notebook(path, Path(name))
    (ROOT / "docs" / "gallery.md").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
