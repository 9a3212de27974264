"""What repo2docker, and by it Binder and JupyterHub, looks for is there and nothing hides it."""

import json
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_the_environment_of_the_root_is_the_one_that_is_taken() -> None:
    assert (ROOT / "environment.yml").is_file()
    hiding = ("binder", ".binder", "Dockerfile", "requirements.txt", "Pipfile", "setup.py")
    assert [name for name in hiding if (ROOT / name).exists()] == []


def test_it_brings_lab_widgets_and_the_project_itself() -> None:
    entries = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    names = {line.partition(">")[0] for line in entries if isinstance(line, str)}
    assert {"ipykernel", "jupyterlab", "ipywidgets", "anywidget", "itables"} <= names
    assert entries[-1]["pip"][-1] == "-e ."


def test_every_notebook_asks_for_the_kernel_that_is_there_anyway() -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert json.loads(path.read_text("utf-8"))["metadata"]["kernelspec"]["name"] == "python3"
    assert (ROOT / "data/demo/processed/tables/datapackage.json").is_file()


def test_the_documents_say_that_it_was_not_tried() -> None:
    assert "was not tried" in (ROOT / "docs/hub.md").read_text("utf-8")


def test_the_gallery_shows_every_notebook() -> None:
    gallery = (ROOT / "docs/gallery.md").read_text("utf-8")
    pictures = ROOT / "docs/images/gallery"
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"images/gallery/{path.stem}.png" in gallery
    sizes = [p.stat().st_size for p in pictures.glob("*.png")]
    assert max(sizes) < 150_000
    assert sum(sizes) < 1_400_000  # large enough to be read, small enough to be cloned
