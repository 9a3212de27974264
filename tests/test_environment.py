"""The files that declare the environment agree, and the wheel carries the whole package."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from hatchling.build import build_wheel
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# Where conda-forge splits a package, its smaller part and the name in pyproject.toml.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
# What conda itself needs, and pyproject.toml states in other fields.
CONDA_OWN = {"python", "pip"}


def bounds(lines: list[str]) -> dict[str, SpecifierSet]:
    """Map the name of each requirement to its bounds."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each.specifier for each in requirements}


def lock_entries() -> list[str]:
    """Return the entries of the lock, each joined to one line, without comments."""
    lines = [line for line in LOCK.splitlines() if line and not line.lstrip().startswith("#")]
    return re.sub(r"\s*\\\n\s*", " ", "\n".join(lines)).splitlines()


def conda_plain() -> list[str]:
    """Return what conda installs itself."""
    return [line for line in CONDA["dependencies"] if isinstance(line, str)]


def conda_pip() -> list[str]:
    """Return what environment.yml leaves to pip, in order."""
    (section,) = [entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict)]
    return list(section)


RUNTIME = bounds(PROJECT["project"]["dependencies"])
EVERYTHING = (
    PROJECT["project"]["dependencies"]
    + PROJECT["project"]["optional-dependencies"]["ocr"]
    + PROJECT["project"]["optional-dependencies"]["cluster"]
    # The project itself, named for its extra, is installed from the checkout and not locked.
    + [d for d in PROJECT["project"]["optional-dependencies"]["dev"] if "ogi-audit[" not in d]
    + PROJECT["build-system"]["requires"]
)
LOCKED = bounds([entry.partition(" --hash")[0] for entry in lock_entries()])


def test_conda_and_pyproject_list_the_same_names_and_bounds() -> None:
    plain = [line for line in conda_plain() if re.split(r"[=<>]", line)[0] not in CONDA_OWN]
    named = {CONDA_NAMES.get(name, name): spec for name, spec in bounds(plain).items()}
    left_to_pip = bounds([line for line in conda_pip() if not line.startswith("-e")])
    assert not named.keys() & left_to_pip.keys()
    assert named | left_to_pip == RUNTIME


def test_conda_takes_its_packages_from_conda_forge_alone() -> None:
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


def test_the_python_that_conda_installs_is_one_the_project_supports() -> None:
    (python,) = [line for line in conda_plain() if line.startswith("python=")]
    version = Version(python.removeprefix("python="))
    assert version in SpecifierSet(PROJECT["project"]["requires-python"])


def test_conda_installs_the_project_itself_last() -> None:
    assert CONDA["dependencies"][-1] == {"pip": conda_pip()}
    assert conda_pip()[-1] == "-e ."


def test_what_conda_leaves_to_pip_is_locked_or_is_the_project_itself() -> None:
    others = [line for line in conda_pip() if line != "-e ."]
    assert bounds(others).keys() <= LOCKED.keys()


@pytest.mark.parametrize("requirement", sorted(EVERYTHING))
def test_the_lock_satisfies_the_bound(requirement: str) -> None:
    wanted = Requirement(requirement)
    (pin,) = LOCKED[canonicalize_name(wanted.name)]
    assert pin.version in wanted.specifier


def test_the_lock_pins_each_package_once_and_exactly() -> None:
    assert len(LOCKED) == len(lock_entries())
    assert [n for n, pins in LOCKED.items() if [pin.operator for pin in pins] != ["=="]] == []


def test_every_locked_package_has_hashes() -> None:
    bare = re.compile(r"--hash=sha256:[0-9a-f]{64}( |$)")
    assert [entry for entry in lock_entries() if not bare.search(entry)] == []


def test_the_lock_holds_no_address_and_no_path_of_a_machine() -> None:
    host = r"\b[\w-]+\.(?:com|dev|io|net|org)\b"
    option = r"--(?:extra-)?index-url|--find-links|--trusted-host"
    assert re.findall(rf"://|file:|\s/\w|{host}|{option}", LOCK) == []


def test_the_lock_says_how_to_remake_it() -> None:
    assert "make lock" in "".join(LOCK.splitlines(keepends=True)[:3])


def test_the_citation_states_the_version_and_licence_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["project"]["version"]
    assert citation["license"] == PROJECT["project"]["license"]


def test_every_make_target_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: ([a-z -]+)$", makefile, flags=re.MULTILINE))
    helped = set(re.findall(r"^([a-z-]+):[^#\n]*## \w", makefile, flags=re.MULTILINE))
    assert {name for line in phony for name in line.split()} == helped


def test_the_wheel_carries_every_file_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / build_wheel(str(tmp_path))
    source = ROOT / "src"
    files = (path for path in (source / "helpers").rglob("*") if path.is_file())
    shipped = {
        path.relative_to(source).as_posix() for path in files if "__pycache__" not in path.parts
    }
    assert shipped <= set(zipfile.ZipFile(wheel).namelist())
