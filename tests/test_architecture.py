"""The architecture: imports run down, names mean one thing, and what is slow or impure stays where it belongs."""

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

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


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source_of(file))))


def imports_of(file: Path) -> set[str]:
    """The outermost names of what a module imports anywhere in it."""
    found: set[str] = set()
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def names_called_in(file: Path) -> set[str]:
    """The functions that a module calls by a name alone."""
    calls = (node.func for node in nodes_of(file) if isinstance(node, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


def modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (PACKAGE / package).rglob("*.py"))


def dotted(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts)


def test_pure_packages_import_no_disk_no_clock_and_no_screen() -> None:
    impure = {}
    for file in modules("domain", "words", "intake", "matching", "merging", "publishing"):
        in_memory = {"io"} if file.parent.name == "publishing" else set()  # archives are made in memory
        impure[dotted(file)] = imports_of(file) & IMPURE - in_memory | {
            call for call in (".today()",) if call in source_of(file)
        }
    assert len(impure) > 100
    assert {file: names for file, names in impure.items() if names} == {}


def test_only_the_cli_imports_typer_and_prints() -> None:
    packages = ("commands", "storage", "render", "publishing", "matching", "merging", "intake", "domain", "words")
    files = modules(*packages)
    assert len(files) > 200
    assert [dotted(file) for file in files if "typer" in imports_of(file)] == []
    assert [dotted(file) for file in files if "print" in names_called_in(file)] == []


def test_every_package_is_listed_here() -> None:
    assert sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()) == sorted(PACKAGES)


def test_a_review_knows_no_typer_and_no_clock() -> None:
    files = modules("interactive")
    assert len(files) > 10
    assert [dotted(file) for file in files if imports_of(file) & {"typer", "time"}] == []
    clocks = re.compile(r"\.(today|now)\(")
    assert [dotted(file) for file in files if clocks.search(source_of(file).replace("self._now(", ""))] == []


@cache
def definitions() -> list[tuple[Path, ast.ClassDef | ast.FunctionDef]]:
    return [
        (file, node)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in nodes_of(file)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]


def test_a_public_class_name_means_one_thing() -> None:
    names = Counter(node.name for _, node in definitions() if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1 and not name.startswith("_")] == []


def test_exceptions_end_in_error() -> None:
    exceptions = {"Exception"}
    for _ in range(5):  # as deep as they are derived
        exceptions |= {
            node.name
            for _, node in definitions()
            if isinstance(node, ast.ClassDef) and exceptions & {ast.unparse(base) for base in node.bases}
        }
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
        (file, node.name)
        for file, node in definitions()
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
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


def test_a_json_report_loads_no_screen() -> None:
    assert loaded_after("tiers -f json") & {"rich", "rapidfuzz", "Stemmer"} == set()


def test_a_warm_report_loads_no_parser() -> None:
    commands = [f"{verb} -f json" for verb in ("tiers", "diff", "stale", "upcoming")]
    loaded_after(*commands)
    assert loaded_after(*commands) & {"ruamel.yaml", "_ruamel_yaml"} == set()


def test_the_command_is_installed_and_answers(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ratingctl", "--version"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == f"ratingctl {__version__}\n"
