"""The house rules that a reader relies on: no SQL, colours or Streamlit where they do not belong, no literal words in pages."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))
UI = ROOT / "mitra" / "ui"
MODULES = sorted((ROOT / "mitra").rglob("*.py"))
SQL = re.compile(r"\bselect\b.+\bfrom\b|\b(insert into|delete from|create table|order by|group by)\b", re.IGNORECASE | re.DOTALL)
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b|\b(?:rgb|hsl)a?\((?!0,0,0,0\))")
WORD = re.compile(r"[A-Z][a-z]|[a-z]{2}\s+[a-z]{2}|[^\W\d_A-Za-z]")  # words that a person reads; codes and settings are one lower-case token
SILENT = {"key", "icon", "format", "type", "gap", "width", "height", "language", "mode", "selection_mode", "on_select", "on_click", "label_visibility", "vertical_alignment", "horizontal_alignment", "file_name", "mime", "position", "columns"}
SPEAKING = {"heading", "section", "metric", "chart", "table", "evidence", "picture"}  # what a page draws with words
SPOKEN = {"title", "lead", "said", "empty", "alt", "label", "note"}
TRANSLATORS = {"t", "n", "mark"}


def name(path: Path) -> str:
    """Return a path as the tests print it."""
    return str(path.relative_to(ROOT))


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield each string of a module that is not a docstring."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs)


@pytest.mark.parametrize("path", [path for path in [*MODULES, *PAGES] if path.parent.name != "store"], ids=name)
def test_no_sql_in_python(path: Path) -> None:
    assert [text.lineno for text in texts(ast.parse(path.read_text("utf-8"))) if SQL.search(text.value)] == []


@pytest.mark.parametrize("path", [path for path in [*MODULES, *PAGES] if path.name != "theme.py"], ids=name)
def test_no_colour_outside_the_theme(path: Path) -> None:
    assert [text.lineno for text in texts(ast.parse(path.read_text("utf-8"))) if COLOUR.search(text.value)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if "ui" not in path.parts], ids=name)
def test_no_streamlit_and_no_plotly_express_in_the_library(path: Path) -> None:
    imported = {module.split(".")[0] for module in _imports(path)}
    assert not imported & {"streamlit"}
    assert "plotly.express" not in _imports(path)


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_short_and_knows_no_other_page(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 80
    assert not any(module.startswith(("pages", "duckdb", "plotly")) for module in _imports(path))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_under_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_word_of_a_page_can_be_translated(path: Path) -> None:
    found = [(call.lineno, text) for call in _calls(path) for text in _literals(call)]
    assert not found, f"put these through t(): {found}"


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            yield node


def _literals(call: ast.Call) -> Iterator[str]:
    """Yield what a call to st.… or page.… would show in one language only."""
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Name)
    owner, method = call.func.value.id, call.func.attr
    if owner == "st":
        given = [*call.args, *(word.value for word in call.keywords if word.arg not in SILENT)]
        yield from (text for value in given for text in _words(value))
    elif owner == "page" and method in SPEAKING:
        first = call.args[:1] if method in ("heading", "section", "metric") else []
        given = [*first, *(word.value for word in call.keywords if word.arg in SPOKEN)]
        yield from (text for value in given for text in _words(value))


def _words(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Call):
        return  # its own call is looked at, and t() or n() translates
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and WORD.search(value.value):
        yield value.value
    if isinstance(value, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp | ast.List | ast.Tuple):
        for part in ast.iter_child_nodes(value):
            if isinstance(part, ast.expr):
                yield from _words(part)


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name in ("charts", "findings")], ids=name)
def test_charts_and_findings_speak_through_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    pairs = [(key.value, value) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)]
    found = [(value.lineno, value.value) for key, value in pairs if key in ("text", "title", "name", "hovertext") and isinstance(value, ast.Constant) and isinstance(value.value, str) and WORD.search(value.value)]
    assert not found


def test_nothing_is_fetched_from_outside() -> None:
    allowed = re.compile(r"https?://(?:127\.0\.0\.1|localhost|example\.org)")
    for path in [*MODULES, *PAGES, ROOT / "dashboard.py"]:
        tree = ast.parse(path.read_text("utf-8"))
        assert [text.value for text in texts(tree) if re.search(r"https?://\w", text.value) and not allowed.search(text.value)] == [], name(path)


def test_no_html_is_injected() -> None:
    """One call sets <html lang>, one puts the cursor into the search, one leads a link to a tab to that tab, which Streamlit cannot; nothing else may hand HTML to the browser."""
    for path in [*MODULES, *PAGES]:
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.keyword) and node.arg in ("unsafe_allow_html", "unsafe_allow_javascript")]
        assert len(calls) == (1 if path in (UI / "frame.py", UI / "search.py", UI / "deeper" / "__init__.py") else 0), name(path)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_hold_what_pyproject_names(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [*project["dependencies"], *(project["optional-dependencies"]["dev"] if "dev" in lock else [])]
    text = (ROOT / lock).read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
    assert {re.split(r"[\[><=~ ]", one)[0] for one in named} <= locked
    assert len(re.findall(r"^[a-z0-9.-]+==[^\\]+\\\n    --hash=sha256:", text, re.MULTILINE)) == len(re.findall(r"^[a-z0-9.-]+==", text, re.MULTILINE))
