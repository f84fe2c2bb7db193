"""The architecture: imports run down, names mean one thing, and what is slow or impure stays where it belongs."""

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from conftest import REPOSITORY
from importlinter.cli import lint_imports

from ratingctl import __version__
from ratingctl.cli.register import VERBS
from ratingctl.cli.verb_entry import function_name

PACKAGE = REPOSITORY / "ratingctl"
PACKAGES = (
    "cli",
    "interactive",
    "commands",
    "language",
    "storage",
    "render",
    "publishing",
    "matching",
    "merging",
    "intake",
    "domain",
    "words",
)
IMPURE = {"os", "pathlib", "subprocess", "time", "io", "sys", "typer", "rich", "ruamel", "_ruamel_yaml", "sqlite3"}


def test_imports_run_down_and_siblings_are_acyclic() -> None:
    assert lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0


@cache
def source_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


class Facts(NamedTuple):
    """What a module imports (the outermost names), calls by a name alone, and defines."""

    imports: set[str]
    calls: set[str]
    classes: list[tuple[str, set[str]]]
    """Their names with those of their bases."""
    lengths: dict[str, int]
    """Functions with their lengths in lines, without the first."""


@cache
def facts_of(file: Path) -> Facts:
    facts = Facts(set(), set(), [], {})
    for node in ast.walk(ast.parse(source_of(file))):
        match node:
            case ast.Import(names=names):
                facts.imports.update(name.name.split(".")[0] for name in names)
            case ast.ImportFrom(module=str(name)):
                facts.imports.add(name.split(".")[0])
            case ast.Call(func=ast.Name(id=name)):
                facts.calls.add(name)
            case ast.ClassDef(name=name):
                facts.classes.append((name, {ast.unparse(base) for base in node.bases}))
            case ast.FunctionDef(name=name):
                facts.lengths[f"{name}:{node.lineno}"] = (node.end_lineno or 0) - node.lineno
    return facts


def modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (PACKAGE / package).rglob("*.py"))


def dotted(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts)


def test_pure_packages_import_no_disk_no_clock_and_no_screen() -> None:
    impure = {}
    for file in modules("domain", "words", "intake", "matching", "merging", "publishing"):
        in_memory = {"io"} if file.parent.name == "publishing" else set()  # archives are made in memory
        impure[dotted(file)] = facts_of(file).imports & IMPURE - in_memory | {
            call for call in (".today()",) if call in source_of(file)
        }
    assert len(impure) > 100
    assert {file: names for file, names in impure.items() if names} == {}


def test_only_the_cli_imports_typer_and_prints() -> None:
    packages = ("commands", "storage", "render", "publishing", "matching", "merging", "intake", "domain", "words")
    files = modules(*packages)
    assert len(files) > 200
    assert [dotted(file) for file in files if "typer" in facts_of(file).imports] == []
    assert [dotted(file) for file in files if "print" in facts_of(file).calls] == []


def test_every_package_is_listed_here() -> None:
    assert sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()) == sorted(PACKAGES)


def test_a_review_knows_no_typer_and_no_clock() -> None:
    files = modules("interactive")
    assert len(files) > 10
    assert [dotted(file) for file in files if facts_of(file).imports & {"typer", "time"}] == []
    clocks = re.compile(r"\.(today|now)\(")
    assert [dotted(file) for file in files if clocks.search(source_of(file).replace("self._now(", ""))] == []


def classes() -> list[tuple[str, set[str]]]:
    """Every class of the package with its bases."""
    return [row for file in sorted(PACKAGE.rglob("*.py")) for row in facts_of(file).classes]


def test_a_public_class_name_means_one_thing() -> None:
    names = Counter(name for name, _ in classes())
    assert len(names) > 200
    assert [name for name, count in names.items() if count > 1 and not name.startswith("_")] == []


def test_exceptions_end_in_error() -> None:
    exceptions = {"Exception"}
    for _ in range(5):  # as deep as they are derived
        exceptions |= {name for name, bases in classes() if exceptions & bases}
    assert len(exceptions) > 5
    assert [name for name in exceptions if name != "Exception" and not name.endswith("Error")] == []


def test_a_module_is_not_called_like_a_package() -> None:
    packages = {path.parent.name for path in PACKAGE.rglob("__init__.py")}
    assert [path for path in PACKAGE.rglob("*.py") if path.stem in packages] == []


def test_each_verb_is_a_module_of_commands() -> None:
    files = [path.stem for path in (PACKAGE / "commands").glob("*.py") if path.stem != "__init__"]
    assert sorted(files) == sorted(map(function_name, VERBS))


def test_no_file_and_no_function_is_long() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if len(source_of(path).splitlines()) > 400]
    functions = [
        (file, name)
        for file in sorted(PACKAGE.rglob("*.py"))
        for name, length in facts_of(file).lengths.items()
        if length >= 60
    ]
    assert (files, functions) == ([], [])


def test_the_code_knows_no_rating_in_particular() -> None:
    words = ("china", "chinese", "китай", "китая", "кнр", " 83 ")
    files = {dotted(file): source_of(file).casefold() for file in sorted(PACKAGE.rglob("*.py"))}
    assert [(file, word) for file, text in files.items() for word in words if word in text] == []


def loaded_after(*commands: str) -> set[str]:
    """The modules that are loaded when some commands have run in one process."""
    program = (
        "import sys; from ratingctl.__main__ import main\n"
        "for command in sys.argv[1:]:\n"
        "    sys.argv[1:] = command.split()\n"
        "    try: main()\n"
        "    except SystemExit as leaving: assert not leaving.code, command\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *commands], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines())


def test_help_loads_nothing_slow() -> None:
    slow = {
        "ruamel.yaml",
        "rapidfuzz",
        "rich.table",
        "sqlite3",
        "Stemmer",
        "jinja2",
        "docx",
        "xlsxwriter",
        "markdown_it",
        "prompt_toolkit",
    }
    assert loaded_after("--help") & slow == set()


def test_the_version_is_answered_before_typer_is_loaded() -> None:
    assert loaded_after("--version") & {"typer", "ratingctl.cli", "dataclasses"} == set()


def test_a_json_report_loads_no_screen_and_no_typer() -> None:
    assert loaded_after("tiers -f json") & {"rich", "rapidfuzz", "Stemmer", "typer"} == set()


def test_the_first_screen_of_the_desk_needs_no_rating() -> None:
    needed = "import sys, ratingctl.cli.analysts, ratingctl.commands.shared.event_input, ratingctl.interactive.front"
    program = f"{needed}, ratingctl.interactive.event_review, ratingctl.storage.local_state.tray\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    slow = {"prompt_toolkit", "ruamel.yaml", "rapidfuzz", "sqlite3", "rich", "asyncio", "logging", "ratingctl.domain"}
    assert set(done.stdout.split()) & slow == set()


def test_a_warm_report_loads_no_parser() -> None:
    commands = [f"{verb} -f json" for verb in ("tiers", "diff", "stale", "upcoming")]
    loaded_after(*commands)
    assert loaded_after(*commands) & {"ruamel.yaml", "_ruamel_yaml"} == set()


def test_the_command_is_installed_and_answers(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ratingctl", "--version"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == f"ratingctl {__version__}\n"
