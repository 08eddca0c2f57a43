"""The rules of the house that a linter does not know."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

PACKAGE = Path(__file__).resolve().parents[2] / "tusoi"
PROJECT = PACKAGE.parent
LONGEST = 400
SIGNALS = re.compile(r"(from|import) django\.(db|core|dispatch)\S*.*\b(signals|receiver|Signal)\b")


def python_files(*roots: str) -> Iterator[Path]:
    for root in roots or ("tusoi", "tests", "benchmarks", "scripts"):
        for path in sorted((PROJECT / root).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def templates() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("templates/**/*")) if path.suffix in {".html", ".svg", ".txt"})


def name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tusoi.")]


def test_no_python_file_is_longer_than_can_be_kept_in_mind():
    long = {name(path): lines for path in python_files() if (lines := len(path.read_text().splitlines())) > LONGEST}
    assert long == {}, "cut it by noun into a folder of the same name"


def test_nothing_happens_behind_the_back_of_a_service():
    receivers = [
        name(path)
        for path in python_files("tusoi")
        if re.search(
            r"(from|import) django\.(db\.models|core|dispatch)\S*.*\b(signals|receiver|Signal)\b", path.read_text()
        )
    ]
    assert receivers == [], "if B follows A, the service of A calls it"


def test_no_model_overrides_save_or_delete():
    overriding = [
        f"{model.__name__}.{method}"
        for model in own_models()
        for base in model.__mro__
        for method in ("save", "delete", "asave", "adelete")
        if base.__module__.startswith("tusoi.") and method in vars(base)
    ]
    assert overriding == []


def test_pages_and_the_api_call_services_and_selectors_and_never_query_a_model():
    """Who reads a model directly forgets visible_to sooner or later. A class as a type, or its choices, is no query;
    accounts and sessions of somebody signing in are the sign-in library's."""
    asking = [
        f"{name(path)}:{number}"
        for path in python_files("tusoi/web", "tusoi/api")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(r"\.(objects|_default_manager)\b", line)
        and not re.search(r"\b(User)?Session\b|get_user_model", line)
    ]
    assert asking == []


def test_every_package_says_in_at_most_fifteen_lines_what_it_is():
    wrong = {}
    for package in ("audit", "search", "organisations", "documents", "obligations", "oversight"):
        docstring = ast.get_docstring(ast.parse((PACKAGE / package / "__init__.py").read_text()))
        if not docstring or "nvariant" not in docstring or len(docstring.splitlines()) > 15:
            wrong[package] = docstring
    assert wrong == {}


def belongs_to_an_organisation(model: type[models.Model]) -> bool:
    """Whether a foreign key leads from it to an organisation, an assignment, a document or a person."""
    owners = {"Organisation", "Assignment", "Document", "Submission", "PlanItem", "Obligation", "Person"}
    return any(
        isinstance(field, models.ForeignKey | models.OneToOneField)
        and isinstance(field.related_model, type)
        and field.related_model.__name__ in owners
        for field in model._meta.get_fields()
    )


NOT_ASKED_DIRECTLY = {
    "Account": "asked through its person",
    "Recipient": "part of a document, read with it",
    "SubmissionFile": "part of a submission, read with it",
    "EvidenceFile": "part of a plan item, read with it",
    "Tally": "a sum, read by branch in selectors that checked the branch",
    "UpperTally": "a sum, read by branch in selectors that checked the branch",
}


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_what_belongs_to_an_organisation_can_be_limited_to_what_somebody_may_see(model):
    if not belongs_to_an_organisation(model) or model.__name__ in NOT_ASKED_DIRECTLY:
        return
    assert hasattr(model._default_manager.all(), "visible_to"), "give its queryset visible_to(actor)"


def test_services_are_called_by_keyword_with_by_whom():
    """A public function of a services module that writes takes its arguments by keyword."""
    wrong = []
    for path in python_files("tusoi"):
        if "services" not in path.with_suffix("").parts:
            continue
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            atomic = any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
            if atomic and node.args.args and node.name not in {"load_reference"}:
                wrong.append(f"{name(path)}: {node.name}")
    assert wrong == []


def test_pages_carry_no_code_and_no_style_of_their_own():
    """The content security policy would refuse them; nobody would see why."""
    forbidden = {
        "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
        "a style element": re.compile(r"<style[\s>]", re.I),
        "an inline script": re.compile(r"<script(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/json\")[^>]*>", re.I),
        "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
        "a component tag": re.compile(r"</?c-"),
        "an address outside": re.compile(r"(src|href|action)\s*=\s*[\"']?(https?:)?//", re.I),
    }
    found = [
        f"{name(path)}: {what}"
        for path in templates()
        for what, pattern in forbidden.items()
        if pattern.search(path.read_text())
    ]
    assert found == []


def test_templates_are_small():
    long = {name(path): lines for path in templates() if (lines := len(path.read_text().splitlines())) > 200}
    assert long == {}


def test_no_file_names_a_folder_of_somebody_s_machine():
    texts = (*python_files(), *templates(), *sorted((PROJECT / "docs").rglob("*.md")))
    machine = re.compile(r"(?<![\w.])/(work|root|home)/")
    assert [name(path) for path in texts if machine.search(path.read_text()) and path != Path(__file__)] == []


def test_migrations_have_names_and_import_nothing_of_the_application():
    wrong = []
    for path in PACKAGE.rglob("migrations/0*.py"):
        if "_auto_" in path.name:
            wrong.append(f"{name(path)}: name it")
        for node in ast.walk(ast.parse(path.read_text())):
            imported = getattr(node, "module", None) or ""
            if isinstance(node, ast.ImportFrom) and imported.startswith("tusoi.") and imported != "tusoi.treepath":
                wrong.append(f"{name(path)}: imports {imported}")
    assert wrong == []
