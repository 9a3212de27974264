"""Verifying audit notebooks, folders of a run and bundles."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, chdir, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.batch.executing import TIME_LIMIT
from helpers.batch.notebook import parameter_names, read_notebook
from helpers.batch.parallel import side_by_side
from helpers.errors import OgiError, UsageError
from helpers.faults import fault
from helpers.messages import Lang, Text
from helpers.paths import repository_root
from helpers.provenance import KEY, own_root
from helpers.verifying.again import made_again, own_template
from helpers.verifying.crates import (
    BUNDLE_SUFFIX,
    METADATA,
    file_differences,
    list_differences,
    unpacked,
)
from helpers.verifying.given import Given, read_given
from helpers.verifying.notebooks import notebook_differences
from helpers.verifying.outcome import Difference, Verified
from helpers.verifying.pages import page_differences
from helpers.verifying.raw import changed_input, raw_file
from helpers.verifying.records import (
    other_versions,
    parameter_differences,
    record_differences,
)
from helpers.verifying.rows import table_differences

AUDITS, TABLES = "audits", "tables"
MAX_PAGE = 64 * 1024 * 1024
"""Bytes of a page that is compared."""


@dataclass(frozen=True, slots=True)
class Task:
    """The notebooks of one report, in its languages, which are made again together.

    Attributes:
        paths: The notebooks.
        names: What they are called.
        raw: The folder of raw files.
        bundle: The folder a bundle was unpacked into, or None.
    """

    paths: tuple[Path, ...]
    names: tuple[str, ...]
    raw: Path
    bundle: Path | None = None


def verify(
    paths: Sequence[Path],
    raw: Path | None = None,
    *,
    jobs: int = 1,
    time_limit: int = TIME_LIMIT,
    told: Callable[[Verified], None] | None = None,
) -> list[Verified]:
    """Re-execute audits from their raw files and compare everything.

    Args:
        paths: Audit notebooks, folders of a run, and bundles.
        raw: The folder of raw files, which no notebook may lead out of; of this repository by
            default. A bundle brings its own.
        jobs: Audits at a time.
        time_limit: Seconds that a cell of a notebook may take.
        told: Called with each result.

    Raises:
        UsageError: a path does not exist, or a folder holds no audit.
    """
    folder = (raw or own_root() / "data" / "raw").resolve()
    plain, bundles, results = list[Task](), list[Path](), list[Verified]()
    for path in (p.absolute() for p in paths):
        if not path.exists():
            raise _no_such(path)
        if path.suffix.lower() == BUNDLE_SUFFIX and path.is_file():
            bundles.append(path)
        else:
            plain += _tasks(path, folder)
    made: dict[int, list[Verified]] = {}

    def make(number: int, task: Task) -> None:
        made[number] = _tried(task, time_limit)

    def tell(found: Iterable[Verified]) -> None:
        for result in found:
            results.append(result)
            if told is not None:
                told(result)

    for number, _ in enumerate(side_by_side(plain, make, jobs)):
        tell(made.pop(number))
    for path in bundles:
        tell(_bundle(path, time_limit))
    return results


def _tasks(path: Path, raw: Path) -> list[Task]:
    if path.is_file():
        return [Task((path,), (str(path),), raw)]
    inside = path / AUDITS if (path / AUDITS).is_dir() else path
    found = sorted(p for p in inside.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
    if not found:
        raise UsageError(
            "no-audits",
            Text("There is no audit notebook in this folder.", "该文件夹中没有审计笔记本。"),
            Text(
                "Name a folder that `ogi-audit run` wrote to, a notebook or a bundle.",
                "请指定 `ogi-audit run` 的输出文件夹、笔记本或存档包。",
            ),
            str(path),
        )
    return _together(found, [str(p) for p in found], raw)


def _together(
    paths: Sequence[Path], names: Sequence[str], raw: Path, bundle: Path | None = None
) -> list[Task]:
    """Put the notebooks of one report in both languages together."""
    groups: dict[Path, list[tuple[Path, str]]] = {}
    for path, name in zip(paths, names, strict=True):
        key = path.with_name(path.name.replace(".zh.ipynb", ".ipynb"))
        groups.setdefault(key, []).append((path, name))
    return [
        Task(tuple(p for p, _ in group), tuple(n for _, n in group), raw, bundle)
        for group in groups.values()
    ]


def _bundle(path: Path, time_limit: int) -> Iterator[Verified]:
    """Yield what came of a bundle: of its list first, then of each notebook."""
    try:
        with unpacked(path) as folder:
            listed = tuple(list_differences(folder))
            yield Verified(f"{path}!{METADATA}", "", listed, (), None, (METADATA,))
            paths = sorted((folder / AUDITS).rglob("*.ipynb"))
            names = [f"{path}!{p.relative_to(folder).as_posix()}" for p in paths]
            for task in _together(paths, names, folder / "data" / "raw", folder):
                yield from _tried(task, time_limit)
    except OgiError as error:
        yield Verified(str(path), error=error)


def _tried(task: Task, time_limit: int) -> list[Verified]:
    results = []
    known = parameter_names(own_template())
    with ExitStack() as stack:
        # What was made again for one language holds the other as well.
        remade: dict[str, Path] = {}
        if task.bundle is not None:
            # Reading is done where the kernel works: there are the decisions of its reviewers.
            stack.enter_context(chdir(task.bundle))
        for path, name in zip(task.paths, task.names, strict=True):
            report = ""
            try:
                given = read_given(path, name, known)
                report = given.report
                results.append(_verified(given, task, remade, stack, time_limit))
            except OgiError as error:
                results.append(Verified(name, report, error=error))
            except Exception as error:  # a fault of ours, or a shape that nobody foresaw
                results.append(Verified(name, report, error=fault(error, name)))
    return results


def _verified(
    given: Given, task: Task, remade: dict[str, Path], stack: ExitStack, time_limit: int
) -> Verified:
    root = task.bundle or _root_of(task.raw)
    found = raw_file(given.report, task.raw, root, given.name)
    others = [raw_file(name, task.raw, root, given.name) for name in given.others]
    slug, langs = _products(given.path, given.lang)
    found = replace(found, slug=slug)
    changed = changed_input(given, found.path)
    if changed:
        return Verified(given.name, given.report, changed, (), None, ())
    key = repr((langs, sorted((k, v) for k, v in given.parameters.items() if k != "lang")))
    first = not remade
    if key not in remade:
        out = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ogi-audit-")))
        made_again(given, found, others, langs, out, time_limit)
        remade[key] = out
    out = remade[key]
    ours = next((out / AUDITS).rglob(given.path.name))
    new = read_notebook(ours)
    differences = list(_differences(given, new, ours, out, slug))
    if task.bundle is not None and first:
        differences += file_differences(task.bundle, out)
    versions = other_versions(given.recorded, new.metadata[KEY])
    compared = tuple(p.name for p in _compared(given.path))
    return Verified(given.name, given.report, tuple(differences), versions, None, compared)


def _differences(given: Given, new: Any, ours: Path, out: Path, slug: str) -> Iterator[Difference]:
    path = given.path
    file, year, metadata = path.name, path.parent, new.metadata
    yield from record_differences(given.recorded, metadata[KEY], file)
    run_with = metadata.get("papermill", {}).get("parameters", {})
    yield from parameter_differences(given.parameters, run_with, file)
    if year.parent.name == AUDITS and year.name != ours.parent.name:
        yield Difference("file", file, "", year.name, ours.parent.name, Text("folder", "文件夹"))
    yield from notebook_differences(given.notebook, new, file)
    page = path.with_suffix(".html")
    if page.is_file():
        yield from page_differences(_text(page), _text(ours.with_suffix(".html")), page.name)
    tables = year.parent.parent / TABLES
    if year.parent.name == AUDITS and tables.is_dir():
        yield from table_differences(tables, out / TABLES, slug)


def _compared(path: Path) -> list[Path]:
    tables = [path.parents[2] / TABLES] if path.parent.parent.name == AUDITS else []
    return [p for p in (path, path.with_suffix(".html"), *tables) if p.exists()]


def _products(path: Path, lang: Lang) -> tuple[str, list[Lang]]:
    """Return the slug of an audit and the languages of its run, the one of ``index.html`` first."""
    slug = path.name.removesuffix(".ipynb").removesuffix(".zh")
    names: dict[Lang, str] = {"en": f"{slug}.ipynb", "zh": f"{slug}.zh.ipynb"}
    langs = [x for x, name in names.items() if name == path.name or path.with_name(name).is_file()]
    if path.name != names[lang]:  # a copy under another name
        slug, langs = path.name.removesuffix(".ipynb"), [lang]
    top = path.resolve().parents[2] if len(path.resolve().parents) > 2 else path.parent
    # The index of the second language bears its name.
    langs.sort(key=lambda x: (top / f"index.{x}.html").is_file())
    return slug, langs


def _text(page: Path) -> str:
    if page.stat().st_size > MAX_PAGE:
        return ""
    return page.read_text("utf-8", errors="replace")


def _root_of(raw: Path) -> Path | None:
    """Return the repository that a folder of raw files lies in, or None."""
    with suppress(UsageError):
        root = repository_root(raw)
        return root if raw.is_relative_to(root) else None
    return None


def _no_such(path: Path) -> UsageError:
    return UsageError(
        "no-such-path",
        Text("There is no such file or folder.", "没有这个文件或文件夹。"),
        Text("Check the spelling of the path.", "请检查路径。"),
        str(path),
    )
