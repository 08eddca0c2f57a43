"""Model documents: copied, uploaded, written, issued downwards, ended. One that was used is never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from tusoi.audit.services import record
from tusoi.documents import drafting, files, rules, selectors
from tusoi.documents.models import DocumentKind, Template
from tusoi.documents.reference import template_rows
from tusoi.lib import reading
from tusoi.lib.folding import fold
from tusoi.lib.rendering import word_template
from tusoi.lib.rendering.text import clean
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .index import index_templates

NAME, GUIDANCE, CODE = 200, 4_000, 60


@transaction.atomic
def copy_template(*, template_id: int, owner_id: int, by: Actor, as_new: bool = False) -> Template:
    """A template of one's own after another: of one's own its next version, of any other a first one.

    A version that is being written already is given back. ``as_new``: a template of its own, whatever it is made after.
    Raises Refused.
    """
    source = Template.objects.visible_to(by).select_related("kind", "file").get(pk=template_id)
    owner = _owner(owner_id, by)
    own = Template.objects.filter(owner=owner)
    is_next = source.owner_id == owner.pk and not as_new
    if is_next:
        code = source.code
        unfinished = own.filter(code=code, issued_at__isnull=True).order_by("-version").first()
        if unfinished is not None and not unfinished.drafts.exists():
            return unfinished
    else:
        code = _free_code(owner, source.code)
    version = (own.filter(code=code).aggregate(last=Max("version"))["last"] or 0) + 1
    copy = Template.objects.create(
        owner=owner, code=code, version=version, name=source.name, name_en=source.name_en, kind=source.kind,
        for_kinds=source.for_kinds, guidance=source.guidance, fields=source.fields,
        body=source.body, file=source.file, source=source.source, valid_from=by.today, created_by_id=by.account_id,
    )  # fmt: skip
    index_templates(copy)
    record(
        by=by, action="documents.copy_template", subject=copy, organisation=owner, version=version,
        after=source.label, after_id=source.pk,
    )  # fmt: skip
    return copy


@transaction.atomic
def upload_template(*, owner_id: int, name: str, kind: str, content: Any, filename: str, by: Actor) -> Template:
    """A template out of a Word file whose marks `{{ key }}` are found and become fields.

    Raises rules.Rejected, word_template.BadTemplate, reading.Unreadable, files.SecretFile and Refused.
    """
    owner = _owner(owner_id, by)
    name, found = " ".join(clean(name).split()), selectors.kind_on(kind, by.today)
    errors = {"name": "required" if not name else "too_long" if len(name) > NAME else ""}
    errors |= {"kind": "unknown"} if found is None else {}
    if found is None or errors["name"]:
        raise rules.Rejected({field: code for field, code in errors.items() if code})
    data = content if isinstance(content, bytes) else files.take(content)
    marks = word_template.marks_of(data)
    if not marks:
        raise rules.Rejected({"content": "no_marks"})
    text = reading.extract(data, files.safe_name(filename)).text
    file = files.store_file(content=data, filename=filename, organisation=owner, by=by)
    template = Template.objects.create(
        owner=owner, code=_free_code(owner, _slug(name)), name=name, kind=found, valid_from=by.today,
        fields=[_field_of(mark) for mark in marks], body=_shown_body(text), file=file, created_by_id=by.account_id,
    )  # fmt: skip
    index_templates(template)
    record(
        by=by, action="documents.upload_template", subject=template, organisation=owner, marks=len(marks),
        file=file.sha256,
    )  # fmt: skip
    return template


@transaction.atomic
def save_template(
    *,
    template_id: int,
    name: str,
    guidance: str,
    fields: Sequence[Mapping[str, Any]],
    body: Sequence[Mapping[str, Any]] | None,
    by: Actor,
    seen: str = "",
    kind: str = "",
) -> Template:
    """Change a template that was not used yet; ``body`` None leaves it (that of a Word file stays as it is).

    ``seen`` is the fingerprint of what was changed; another one now is refused. Raises rules.Rejected ("": used, stale)
    and Refused.
    """
    template = _locked(template_id, by)
    if template.drafts.exists():
        raise rules.Rejected({"": "used"})
    before = selectors.fingerprint_of(template)
    if seen and seen != before:
        raise rules.Rejected({"": "stale"})
    name, guidance = " ".join(clean(name).split()), clean(guidance).replace("\r\n", "\n").strip()
    errors = {"name": "required" if not name else "too_long" if len(name) > NAME else ""}
    errors["guidance"] = "too_long" if len(guidance) > GUIDANCE else ""
    if kind:
        found = selectors.kind_on(kind, by.today)
        if found is None:
            errors["kind"] = "unknown"
        else:
            template.kind = found
    if any(errors.values()):
        raise rules.Rejected({field: code for field, code in errors.items() if code})
    read = drafting.read_fields(fields)
    if template.file_id:
        _require_marks(template, read)
    elif body is not None:
        template.body = drafting.read_blocks(body, read)
    template.name, template.guidance, template.fields = name, guidance, [field.as_row for field in read]
    template.save(update_fields=["name", "guidance", "fields", "body", "kind"])
    if selectors.fingerprint_of(template) != before:
        index_templates(template)
        record(
            by=by, action="documents.save_template", subject=template, organisation=template.owner,
            fields=len(read), blocks=len(template.body),
        )  # fmt: skip
    return template


@transaction.atomic
def issue_template(*, template_id: int, by: Actor) -> Template:
    """Issue a template downwards: those below see it from now on, and the version before it ends today.

    Issuing twice issues once. Raises rules.Rejected ("": empty, ended) and Refused.
    """
    template = _locked(template_id, by)
    if template.issued_at is not None:
        return template
    if not template.body or not template.fields:
        raise rules.Rejected({"": "empty"})
    if template.valid_to is not None:
        raise rules.Rejected({"": "ended"})
    earlier = Template.objects.filter(
        owner=template.owner, code=template.code, version__lt=template.version, valid_to__isnull=True
    )
    earlier.update(valid_to=by.today)
    template.issued_at, template.valid_from = by.at, by.today
    template.save(update_fields=["issued_at", "valid_from"])
    record(
        by=by, action="documents.issue_template", subject=template, organisation=template.owner,
        version=template.version,
    )  # fmt: skip
    return template


@transaction.atomic
def end_template(*, template_id: int, by: Actor) -> Template:
    """From today on nothing new is written after it; what was, stays. Raises Refused."""
    template = _locked(template_id, by)
    if template.valid_to is None:
        template.valid_to = by.today
        template.save(update_fields=["valid_to"])
        record(by=by, action="documents.end_template", subject=template, organisation=template.owner)
    return template


# --- shipped


@transaction.atomic
def load_templates() -> int:
    """Load the shipped templates, or bring those that nobody used up to date; how many there are.

    A row that was used is never changed: what differs comes with another valid_from, and ends the one before.
    """
    kinds = {kind.code: kind for kind in DocumentKind.objects.order_by("valid_from")}  # of each code the latest
    shipped = Template.objects.filter(owner__isnull=True)
    known = {(one.code, one.valid_from): one for one in shipped.select_related("kind")}
    used = set(shipped.filter(drafts__isnull=False).values_list("pk", flat=True))
    for row in template_rows():
        code, begins = row["code"], row["valid_from"]
        read = drafting.read_fields(row["fields"])
        content = {
            "name": row["name"], "name_en": row["name_en"], "kind": kinds[row["kind"]],
            "for_kinds": row.get("for_kinds", []), "guidance": row.get("guidance", ""),
            "fields": [field.as_row for field in read], "body": drafting.read_blocks(row["body"], read),
        }  # fmt: skip
        template = known.get((code, begins))
        if template is None:
            older = [one for one in known.values() if one.code == code and one.valid_from < begins]
            Template.objects.filter(pk__in=[one.pk for one in older], valid_to__isnull=True).update(valid_to=begins)
            template = Template.objects.create(code=code, valid_from=begins, version=len(older) + 1, **content)
            known[code, begins] = template
        elif template.pk not in used:
            Template.objects.filter(pk=template.pk).update(**content)
            for name, value in content.items():
                setattr(template, name, value)
    index_templates(*known.values())
    return len(template_rows())


# --- shared


def _owner(owner_id: int, by: Actor) -> Organisation:
    """The organisation, locked: two copies at once would take the same version."""
    owner = Organisation.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=owner_id)
    by.require("documents.template", owner)
    return owner


def _locked(template_id: int, by: Actor) -> Template:
    found = Template.objects.visible_to(by).select_related("owner", "kind", "file")
    template = found.select_for_update(of=("self",)).get(pk=template_id)
    by.require("documents.template", template.owner)
    return template


def _free_code(owner: Organisation, wanted: str) -> str:
    taken = set(Template.objects.filter(owner=owner, code__startswith=wanted[:50]).values_list("code", flat=True))
    code, place = wanted[:CODE], 2
    while code in taken:
        code, place = f"{wanted[:50]}-{place}", place + 1
    return code


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:50] or "mau"


def _field_of(mark: word_template.Mark) -> dict[str, Any]:
    """A first field for a mark, named after it; the owner gives it a better name."""

    def label(key: str) -> str:
        words = key.replace("_", " ").strip()
        return words[:1].upper() + words[1:]

    if mark.type == "table":
        columns = [{"key": one, "label_vi": label(one)} for one in mark.columns[: drafting.fields.MOST_COLUMNS]]
        return {"key": mark.key, "label_vi": label(mark.key), "type": "table", "columns": columns}
    return {"key": mark.key, "label_vi": label(mark.key), "type": mark.type}


def _shown_body(text: str) -> list[dict[str, Any]]:
    """The text of the file for looking at, with its marks; what repeats is not shown repeated."""
    lines = [re.sub(r"\{%.*?%\}", "", line).strip() for line in text.splitlines()]
    return [{"type": "paragraph", "text": line} for line in lines if line][:400]


def _require_marks(template: Template, fields: Sequence[drafting.Field]) -> None:
    """The fields of a Word file are its marks: named, explained and typed anew, but none more and none less."""
    kept = {str(one["key"]): str(one["type"]) for one in template.fields}
    new = {field.key: field.type for field in fields}
    groups = {"list": "list", "table": "table"}
    if kept.keys() != new.keys() or any(groups.get(kept[key]) != groups.get(new[key]) for key in kept):
        raise rules.Rejected({"fields": "marks"})
