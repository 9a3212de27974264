"""Put the rules and identities to mutation testing: `make mutants MODULES="exact sums"`.

mutmut (BSD-3-Clause, installed apart) makes the mutants of a module: the same function with one
operator, number, argument or word changed. mypy refuses some of them, as `make check` would. For
each other the tests named in mutants.toml run in a process of its own, until one of them fails.
Functions that run while modules are imported get a fresh interpreter and the first file of tests
alone, all others a fork.
What the tests let pass is printed as a difference, and has to be killed or explained.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
TREES = ROOT / "build" / "mutated"
PLAN = Path(__file__).with_suffix(".toml")
MEASURED = Path(__file__).with_name("mutants-measured.json")
COPIED = """src tests docs data notebooks benchmarks README.md README.zh-CN.md CONTRIBUTING.md
    CHANGELOG.md requirements.lock environment.yml Makefile pyproject.toml"""
AT_A_TIME = 2
ASIDE = ("ends_fast", "of_a_solver")
"""Parts of the names of tests that judge by the clock, or take seconds each."""
DOCUMENT = ROOT / "docs" / "mutants.md"
BEGIN, END = "<!-- mutants measured: begin -->\n", "<!-- mutants measured: end -->\n"
UNSAID = ("ignore-without-code", "unused-ignore", "has-type")
"""What mypy says about the generated code itself, or after another error."""
SETUP = "[mutmut]\nsource_paths=\n    src/\n"


def mutated(module: str) -> Path:
    """Lay out a copy of the project with all mutants of one module in it."""
    tree = TREES / module
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    unread = shutil.ignore_patterns("__pycache__")
    for name in COPIED.split():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=unread)
        elif source.exists():
            shutil.copy(source, tree / name)
    (tree / "setup.cfg").write_text(SETUP, "utf-8")
    os.chdir(tree)
    from mutmut.mutation.file_mutation import mutate_file_contents

    file = tree / "src" / "helpers" / "audit" / f"{module}.py"
    file.write_text(mutate_file_contents(str(file), file.read_text("utf-8")).code, "utf-8")
    return file


def functions(file: Path) -> dict[str, ast.FunctionDef]:
    """Return every function of a mutated file by its name."""
    tree = ast.parse(file.read_text("utf-8"))
    return {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}


def refused(file: Path, nodes: dict[str, ast.FunctionDef]) -> set[str]:
    """Return the mutants that mypy refuses though it takes the function they are made of."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--output", "json", str(file.relative_to(Path.cwd()))],
        env={**os.environ, "MYPYPATH": "src", "MYPY_CACHE_DIR": str(ROOT / "build" / "mypy")},
        capture_output=True,
        text=True,
        check=False,
    )
    spans = sorted((node.lineno, node.end_lineno or 0, name) for name, node in nodes.items())
    said: dict[str, set[str]] = {}
    for line in filter(str.strip, done.stdout.splitlines()):
        error = json.loads(line)
        if error["severity"] == "error" and error["code"] not in UNSAID:
            # The innermost function of mutmut's making that holds the line.
            for start, end, name in spans:
                if start <= error["line"] <= end and "__mutmut_" in name:
                    own = name.partition("__mutmut_")[0]
                    said.setdefault(name, set()).add(error["message"].replace(name, own))
    return {
        name
        for name, messages in said.items()
        if messages - said.get(name.partition("__mutmut_")[0] + "__mutmut_orig", set())
    }


class Tests:
    """The tests of a module, collected once; plugs into pytest in place of its loop."""

    def __init__(self, run: Callable[[Tests], None]) -> None:
        self.run = run
        self.failed: str | None = None
        self.took: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        """Let Hypothesis draw the same few examples for every mutant."""
        from hypothesis import settings

        settings.register_profile("few", deadline=None, max_examples=25, derandomize=True)

    def pytest_runtestloop(self, session: Any) -> bool:
        """Give the loop to the caller."""
        self.items = [i for i in session.items if not any(name in i.nodeid for name in ASIDE)]
        self.run(self)
        return True

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note the first failure and how long each test took."""
        self.took[report.nodeid] += report.duration
        if report.failed:
            self.failed = self.failed or report.nodeid

    def once(self) -> str | None:
        """Run the tests until one fails, and return that one."""
        for item, after in zip(self.items, [*self.items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                return self.failed
        return None


def collected(files: Sequence[str], run: Callable[[Tests], None]) -> None:
    """Collect tests in this process and hand them over."""
    sys.path.insert(0, str(Path.cwd() / "src"))
    quiet = "-q --tb=no -p no:xdist -p no:cacheprovider --hypothesis-profile=few".split()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        saved = os.dup(1)
        os.dup2(nowhere.fileno(), 1)
        if pytest.main([*quiet, *files], plugins=[Tests(run)]) not in (0, 1):
            raise SystemExit("the tests of the module cannot be collected")
        os.dup2(saved, 1)


def child(work: Callable[[], str | None], seconds: int) -> tuple[int, Path]:
    """Fork a process that ends in 0 where `work` returns nothing, in 1 otherwise."""
    with tempfile.NamedTemporaryFile(delete=False) as note:
        told = Path(note.name)
    pid = os.fork()
    if pid:
        return pid, told
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    code = 1
    try:
        killer = work()
        told.write_text(killer or "", "utf-8")
        code = 1 if killer else 0
    finally:
        os._exit(code)


def forked(tests: Tests, mutants: Sequence[str]) -> dict[str, str]:
    """Run the tests for each mutant in a fork of this process."""

    def measure() -> str | None:
        killer = tests.once()
        Path("took.json").write_text(json.dumps(tests.took), "utf-8")
        return killer

    pid, told = child(measure, 600)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"without a mutant {told.read_text('utf-8')} fails")
    took = json.loads(Path("took.json").read_text("utf-8"))
    tests.items.sort(key=lambda item: took.get(item.nodeid, 0))
    seconds = int(10 + 3 * (used.ru_utime + used.ru_stime))
    running: dict[int, tuple[str, Path]] = {}
    results: dict[str, str] = {}
    print(f"{len(tests.items)} tests; a mutant may take {seconds} s", file=sys.stderr)
    left = list(reversed(mutants))
    while left or running:
        while left and len(running) < AT_A_TIME:
            mutant = left.pop()
            os.environ["MUTANT_UNDER_TEST"] = mutant
            pid, told = child(tests.once, seconds)
            running[pid] = mutant, told
        pid, status = os.wait()
        mutant, told = running.pop(pid)
        killer = told.read_text("utf-8")
        told.unlink()
        if os.WIFSIGNALED(status):
            ends = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
            results[mutant] = "endless" if ends else "killed"
        else:
            results[mutant] = "killed" if status else "survived"
        if len(results) % 25 == 0:
            print(dict(Counter(results.values())), "of", len(mutants), file=sys.stderr)
        # What killed the last mutants is likely to kill the next one too.
        tests.items.sort(key=lambda item: item.nodeid != killer)
    return results


def fresh(files: Sequence[str], mutant: str) -> str:
    """Run the tests for one mutant in an interpreter of its own."""
    env = {**os.environ, "MUTANT_UNDER_TEST": mutant}
    done = subprocess.run([sys.executable, __file__, "--fresh", *files], env=env, check=False)
    return "killed" if done.returncode else "survived"


def worded(file: Path, nodes: dict[str, ast.FunctionDef]) -> set[str]:
    """Return the mutants that change a line of a `Text(…)`: tests of their own hold the words."""
    lines = file.read_text("utf-8").splitlines()
    found = set()
    for name, node in nodes.items():
        original = nodes.get(name.partition("__mutmut_")[0] + "__mutmut_orig")
        if original is None or original is node:
            continue
        calls = (n for n in ast.walk(original) if isinstance(n, ast.Call))
        texts = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Text"]
        before = lines[original.lineno : original.end_lineno]
        after = lines[node.lineno : node.end_lineno]
        pairs = enumerate(zip(before, after, strict=False), original.lineno + 1)
        at = next((number for number, (a, b) in pairs if a != b), 0)
        if any(c.lineno <= at <= (c.end_lineno or 0) for c in texts):
            found.add(name)
    return found


def difference(file: Path, nodes: dict[str, ast.FunctionDef], name: str) -> list[str]:
    """Return the lines that a mutant changes."""
    lines = file.read_text("utf-8").splitlines()
    before, after = (
        lines[nodes[n].lineno - 1 : nodes[n].end_lineno]
        for n in (name.partition("__mutmut_")[0] + "__mutmut_orig", name)
    )
    after[0] = after[0].replace(name, name.partition("__mutmut_")[0] + "__mutmut_orig")
    changed = difflib.unified_diff(before, after, n=0, lineterm="")
    return [
        f"{line[0]} {line[1:].strip()}" for line in changed if line[:2] not in ("--", "++", "@@")
    ]


def tried(module: str, files: Sequence[str], last: Mapping[str, Any] | None) -> dict[str, Any]:
    """Try all mutants of a module, or those that survived `last` time; return how each ended."""
    began = time.monotonic()
    file = mutated(module)
    nodes = functions(file)
    words = worded(file, nodes)
    names = [n for n in nodes if re.search(r"__mutmut_\d+$", n) and n not in words]
    counts: Counter[str] = Counter()
    if last is None:
        results = dict.fromkeys(refused(file, nodes) & set(names), "refused")
    else:
        results = {}
        names = [one["name"] for one in last["survived"]]
        counts.update({how: n for how, n in last["counts"].items() if how != "survived"})
    left = [n for n in names if n not in results]
    at_import: set[str] = set()

    def run(tests: Tests) -> None:
        os.environ.pop("MUTANT_UNDER_TEST")
        early = [n for n in left if n.partition("__mutmut_")[0] in at_import]
        told = f"{len(names)} mutants, {len(results)} refused, {len(early)} run while importing"
        print(f"{module}: {told}", file=sys.stderr)
        ended = forked(tests, [f"helpers.audit.{module}.{n}" for n in left if n not in early])
        results.update({m.rpartition(".")[2]: how for m, how in ended.items()})
        os.environ.pop("MUTANT_UNDER_TEST", None)
        whole = [f"helpers.audit.{module}.{name}" for name in early]
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            results.update(zip(early, pool.map(partial(fresh, files[:1]), whole), strict=True))

    from mutmut.mutation import trampoline

    def note(name: str, caller: object = None) -> None:
        at_import.add(name.rpartition(".")[2])

    trampoline.record_trampoline_hit = note
    os.environ["MUTANT_UNDER_TEST"] = "stats"
    collected(files, run)
    survived = {
        name: difference(file, nodes, name) for name in names if results.get(name) == "survived"
    }
    return {
        "counts": dict(sorted((counts + Counter(results.values())).items())),
        "survived": [{"name": name, "change": change} for name, change in survived.items()],
        "seconds": round(time.monotonic() - began),
    }


def reason(plan: Mapping[str, Any], module: str, change: Sequence[str]) -> str | None:
    """Return why a mutant of a module cannot be told from the code, None where nobody knows."""
    after = "\n".join(line for line in change if line.startswith("+"))
    known = [e for e in plan["explained"] if e["module"] == module and e["change"] in after]
    return known[0]["why"] if known else None


def table(plan: Mapping[str, Any], measured: Mapping[str, Any]) -> str:
    """Write what was measured: the modules, and the reasons for what no test can tell."""
    rows, why = [], []
    for module in plan["tests"]:
        if module not in measured:
            continue
        counts, survived = measured[module]["counts"], measured[module]["survived"]
        killed = counts.get("killed", 0) + counts.get("endless", 0)
        reasons = Counter(reason(plan, module, one["change"]) for one in survived)
        left = reasons.pop(None, 0)
        numbers = (sum(counts.values()), counts.get("refused", 0), killed, reasons.total(), left)
        rows.append(f"| `{module}` | " + " | ".join(map(str, numbers)) + " |")
        why += [f"| `{module}` | {number} | {text} |" for text, number in reasons.items()]
    head = "| module | mutants | refused by mypy | killed by a test | explained | open |\n"
    return (
        f"{head}|---|--:|--:|--:|--:|--:|\n" + "\n".join(rows) + "\n\n"
        "| module | mutants | why no test can tell them from the code |\n|---|--:|---|\n"
        + "\n".join(why)
        + "\n"
    )


def main() -> None:
    """Try the mutants of the modules named, one module after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--again", action="store_true", help="try what survived last time")
    parser.add_argument("--fresh", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fresh:
        killers: list[str | None] = []
        collected(asked.modules, lambda tests: killers.append(tests.once()))
        raise SystemExit(1 if killers != [None] else 0)
    plan = tomllib.loads(PLAN.read_text("utf-8"))
    if len(asked.modules) != 1:  # each in a process that has imported nothing of the project
        for module in asked.modules or plan["tests"]:
            again = ["--again"] * asked.again
            subprocess.run([sys.executable, __file__, *again, module], check=True)
        return
    module = asked.modules[0]
    measured = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {}
    files = [f"tests/{name}" for name in plan["tests"][module].split()]
    result = tried(module, files, measured.get(module) if asked.again else None)
    print(module, result["counts"], f"{result['seconds']} s", flush=True)
    for one in result["survived"]:
        print("  ", one["name"], *(f"\n      {line}" for line in one["change"]))
    measured = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {}
    measured[module] = result
    MEASURED.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", "utf-8")
    page = DOCUMENT.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    DOCUMENT.write_text(
        before + BEGIN + table(plan, measured) + END + rest.partition(END)[2], "utf-8"
    )


if __name__ == "__main__":
    main()
