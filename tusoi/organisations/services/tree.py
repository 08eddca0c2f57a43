"""The tree in time: founding, renaming and ending an organisation, each by a decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from tusoi import treepath
from tusoi.audit.services import record
from tusoi.lib.folding import sort_key
from tusoi.organisations.models import Designation, Organisation, OrganisationKind, Placement
from tusoi.organisations.scope import Actor
from tusoi.search.services import index_entry


class Misplaced(Exception):
    """The tree does not allow it. ``code`` says why: "rank", "ended", "day", "children", "positions", "name"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _next_id() -> int:
    """A number for a new organisation, before its row exists: its path is made of it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence('organisations_organisation', 'id'))")
        else:  # the transaction already holds SQLite's only write lock
            cursor.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM organisations_organisation")
        return int(cursor.fetchone()[0])


@transaction.atomic
def found_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    parent: Organisation | None,
    founded_on: date,
    by: Actor,
    short_name: str = "",
    code: str = "",
    symbol: str = "",
    place_name: str = "",
    decision: str = "",
    is_pivot: bool | None = None,
) -> Organisation:
    """Found an organisation below ``parent`` (None only for the root, by the administrator at the machine).

    Raises Misplaced (code "name", "rank", "ended" or "day") and Refused.
    """
    name = " ".join(name.split())
    if not name:
        raise Misplaced("name")
    if parent is not None:
        parent = Organisation.objects.select_related("kind").select_for_update(of=("self",)).get(pk=parent.pk)
        if parent.ended_on is not None:
            raise Misplaced("ended")
        if kind.rank <= parent.kind.rank:
            raise Misplaced("rank")
        if founded_on < parent.founded_on:
            raise Misplaced("day")
    by.require("organisations.change", parent)

    number = _next_id()
    pivot_here = (kind.is_pivot if is_pivot is None else is_pivot) and not (parent and parent.is_below_pivot)
    organisation = Organisation(
        id=number,
        kind=kind,
        name=name,
        short_name=short_name,
        code=code,
        symbol=symbol or kind.symbol,
        place_name=place_name,
        sort_key=sort_key(name),
        parent=parent,
        path=(parent.path if parent else "") + treepath.segment(number),
        depth=parent.depth + 1 if parent else 0,
        is_pivot=pivot_here,
        pivot_id=number if pivot_here or parent is None or not parent.is_below_pivot else parent.pivot_id,
        founded_on=founded_on,
    )
    organisation.save(force_insert=True)
    Placement.objects.create(
        organisation=organisation, parent=parent, path=organisation.path, valid_from=founded_on, decision=decision
    )
    Designation.objects.create(
        organisation=organisation, name=name, short_name=short_name, code=code, valid_from=founded_on,
        decision=decision,
    )  # fmt: skip
    index(organisation)
    record(
        by=by, action="organisations.found", subject=organisation, organisation=organisation, name=name,
        kind=kind.code, parent=parent.name if parent else None, founded_on=founded_on, decision=decision,
    )  # fmt: skip
    return organisation


@transaction.atomic
def rename_organisation(
    *,
    organisation_id: int,
    name: str,
    on: date,
    by: Actor,
    short_name: str = "",
    code: str | None = None,
    decision: str = "",
) -> Organisation:
    """Give it another name from ``on``; the old name stays readable as of before. Raises Misplaced and Refused."""
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("organisations.change", organisation)
    name = " ".join(name.split())
    old = Designation.objects.select_for_update().get(organisation=organisation, valid_to__isnull=True)
    if not name:
        raise Misplaced("name")
    if organisation.ended_on is not None:
        raise Misplaced("ended")
    if on <= old.valid_from or on > by.today:
        raise Misplaced("day")
    old.valid_to = on
    old.save(update_fields=["valid_to"])
    new_code = old.code if code is None else code
    Designation.objects.create(
        organisation=organisation, name=name, short_name=short_name, code=new_code, valid_from=on, decision=decision
    )
    organisation.name, organisation.short_name, organisation.code = name, short_name, new_code
    organisation.sort_key = sort_key(name)
    organisation.save(update_fields=["name", "short_name", "code", "sort_key"])
    index(organisation)
    record(
        by=by, action="organisations.rename", subject=organisation, organisation=organisation,
        name=[old.name, name], on=on, decision=decision,
    )  # fmt: skip
    return organisation


@transaction.atomic
def end_organisation(*, organisation_id: int, on: date, reason: str, by: Actor, decision: str = "") -> Organisation:
    """End an organisation that has nothing living below it; its placement and its positions end on that day.

    Raises Misplaced ("ended", "day", "children", "name" when no reason is given) and Refused.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("organisations.change", organisation)
    if organisation.ended_on is not None:
        raise Misplaced("ended")
    if on < organisation.founded_on or on > by.today:
        raise Misplaced("day")
    if not reason.strip():
        raise Misplaced("name")
    if organisation.children.filter(ended_on__isnull=True).exists():
        raise Misplaced("children")
    organisation.ended_on = on
    organisation.save(update_fields=["ended_on"])
    counts: dict[str, Any] = {}
    for related in ("placements", "designations", "positions", "memberships", "bodies", "area_assignments"):
        open_rows = getattr(organisation, related).filter(valid_to__isnull=True)
        counts[related] = open_rows.filter(valid_from__lte=on).update(valid_to=on)
    record(
        by=by, action="organisations.end", subject=organisation, organisation=organisation, on=on, reason=reason,
        decision=decision, closed=counts,
    )  # fmt: skip
    return organisation


def index(organisation: Organisation) -> None:
    index_entry(
        kind="organisation",
        object_id=organisation.pk,
        title=organisation.name,
        text=" ".join((organisation.short_name, organisation.code)),
        path=organisation.path,
    )
