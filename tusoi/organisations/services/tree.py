"""The tree in time: founding, renaming and ending an organisation, each by a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from tusoi import treepath
from tusoi.audit.services import record
from tusoi.lib.folding import sort_key
from tusoi.organisations.errors import Misplaced
from tusoi.organisations.models import AreaAssignment, Designation, Organisation, OrganisationKind, Placement
from tusoi.organisations.scope import Actor
from tusoi.search.services import index_entry


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

    Raises Misplaced ("name", "rank", "kind", "ended", "day", "taken"), Refused, and DoesNotExist outside one's reach.
    """
    name = " ".join(name.split())
    if parent is not None:
        parent = (
            Organisation.objects.visible_to(by).select_related("kind").select_for_update(of=("self",)).get(pk=parent.pk)
        )
    by.require("organisations.change", parent)
    if not name:
        raise Misplaced("name")
    if kind.valid_from > founded_on or (kind.valid_to is not None and kind.valid_to <= founded_on):
        raise Misplaced("kind")
    if founded_on > by.today:
        raise Misplaced("day")
    if parent is not None:
        if parent.ended_on is not None:
            raise Misplaced("ended")
        if kind.rank <= parent.kind.rank:
            raise Misplaced("rank")
        if founded_on < parent.founded_on:
            raise Misplaced("day")
        _refuse_namesake(parent, name)

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
    """Give it another name from ``on``; the old name stays readable as of before. A name given today is mended today.

    Raises Misplaced ("name", "ended", "day", "same", "taken") and Refused.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("organisations.change", organisation)
    name = " ".join(name.split())
    if not name:
        raise Misplaced("name")
    if organisation.ended_on is not None:
        raise Misplaced("ended")
    old = Designation.objects.select_for_update().get(organisation=organisation, valid_to__isnull=True)
    given_today = on == old.valid_from == by.today
    if (on <= old.valid_from and not given_today) or on > by.today:
        raise Misplaced("day")
    new_code = old.code if code is None else code
    if (name, short_name, new_code) == (old.name, old.short_name, old.code):
        raise Misplaced("same")
    if organisation.parent is not None:
        _refuse_namesake(organisation.parent, name, but=organisation.pk)
    before = old.name
    if given_today:
        old.name, old.short_name, old.code, old.decision = name, short_name, new_code, decision or old.decision
        old.save(update_fields=["name", "short_name", "code", "decision"])
    else:
        old.valid_to = on
        old.save(update_fields=["valid_to"])
        Designation.objects.create(
            organisation=organisation, name=name, short_name=short_name, code=new_code, valid_from=on, decision=decision
        )
    organisation.name, organisation.short_name, organisation.code = name, short_name, new_code
    organisation.sort_key = sort_key(name)
    organisation.save(update_fields=["name", "short_name", "code", "sort_key"])
    index(organisation)
    record(
        by=by, action="organisations.rename", subject=organisation, organisation=organisation,
        name=[before, name], on=on, decision=decision,
    )  # fmt: skip
    return organisation


@transaction.atomic
def end_organisation(
    *,
    organisation_id: int,
    on: date,
    reason: str,
    by: Actor,
    decision: str = "",
    owes: Callable[[Organisation], bool] | None = None,
) -> Organisation:
    """End an organisation that has nothing living below it; what it had open (names, positions, areas) ends that day.

    ``owes`` is asked under the lock whether it still has open duties: the packages above know. Raises Misplaced
    ("ended", "day", "children", "duties", "reason") and Refused.
    """
    organisation = Organisation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=organisation_id)
    by.require("organisations.change", organisation)
    if organisation.ended_on is not None:
        raise Misplaced("ended")
    if on < _last_change(organisation) or on > by.today:
        raise Misplaced("day")
    if not reason.strip():
        raise Misplaced("reason")
    if organisation.children.filter(ended_on__isnull=True).exists():
        raise Misplaced("children")
    if owes is not None and owes(organisation):
        raise Misplaced("duties")
    organisation.ended_on = on
    organisation.save(update_fields=["ended_on"])
    record(
        by=by, action="organisations.end", subject=organisation, organisation=organisation, on=on, reason=reason,
        decision=decision, closed=_close_everything(organisation, on),
    )  # fmt: skip
    return organisation


def _refuse_namesake(parent: Organisation, name: str, *, but: int | None = None) -> None:
    """Living organisations directly below the same one bear different names; a double click meets this too."""
    namesakes = parent.children.filter(name=name, ended_on__isnull=True)
    if (namesakes if but is None else namesakes.exclude(pk=but)).exists():
        raise Misplaced("taken")


def _last_change(organisation: Organisation) -> date:
    """The day of its last name or place: nothing ends before it."""
    days = [organisation.founded_on]
    for related in ("placements", "designations"):
        days += getattr(organisation, related).open().values_list("valid_from", flat=True)
    return max(days)


def _close_everything(organisation: Organisation, on: date) -> dict[str, Any]:
    """End its periods on the day; what had not begun by then never does. Gives how many rows of each were closed."""
    counts: dict[str, Any] = {}
    for related in ("placements", "designations", "positions", "memberships", "bodies", "terms", "area_assignments"):
        open_rows = getattr(organisation, related).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        counts[related] = _close(open_rows, on)
    counts["territory"] = _close(
        AreaAssignment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), territory=organisation), on
    )
    return {name: count for name, count in counts.items() if count}


def _close(rows: Any, on: date) -> int:
    later = rows.filter(valid_from__gt=on).update(valid_to=F("valid_from"))
    return int(later + rows.filter(valid_from__lte=on).update(valid_to=on))


def index(organisation: Organisation) -> None:
    """Make it findable by its name, its codes and every name it ever had."""
    names = organisation.designations.values_list("name", "short_name", "code")
    index_entry(
        kind="organisation",
        object_id=organisation.pk,
        title=organisation.name,
        text=" ".join(dict.fromkeys(part for row in names for part in row if part)),
        path=organisation.path,
    )
