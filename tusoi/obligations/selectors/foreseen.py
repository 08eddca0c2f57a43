"""Who would bear the duties of a step before it is done: for each its bearers in number and by name, and what is wrong.

However many duties the step has and however different their choices are, the number of queries stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from tusoi import treepath
from tusoi.obligations.cascade import Selection, inside_branch, serving_pairs
from tusoi.organisations.models import Organisation, Position
from tusoi.organisations.scope import Actor

from .choosing import KindCount, kinds_below, people_chosen

FIRST = 20
"""So many names are said before laying; of the rest the number."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The bearers of one choice: how many collectives and persons, whom they are by kind and by name.

    ``twice``: organisations chosen by name and by kind; ``people_twice``: people chosen by name who sit on a committee
    that is chosen too. They bear the duty once.
    """

    organisations: int = 0
    people: int = 0
    kinds: tuple[KindCount, ...] = ()
    names: tuple[str, ...] = ()
    more: int = 0
    person_names: tuple[tuple[str, str], ...] = ()
    more_people: int = 0
    twice: int = 0
    people_twice: int = 0


@dataclass(frozen=True, slots=True)
class Outside:
    """What was chosen beyond the branch: so many organisations (with the names one may know) and people."""

    count: int = 0
    names: tuple[str, ...] = ()
    people: int = 0

    def __bool__(self) -> bool:
        return bool(self.count or self.people)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the branch, for all choices at once."""

    issuer_id: int
    kinds: Mapping[str, KindCount]
    inside: Mapping[int, tuple[str, str]]
    """Organisation -> (name, code of its kind)."""
    committee: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """Organisation -> the people of its committee."""
    committee_of_kind: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    """(organisation, person) -> (name, whether he sits on the committee)."""
    places: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def foresee(selections: Sequence[Selection], issuer: Organisation, by: Actor) -> list[Foreseen]:
    """For each selection who would bear the duty; a selection with ``committee`` is one on persons too. Collectives are
    counted in any case. At most five queries."""
    named = set().union(*(selection.named for selection in selections))
    rows = (
        Organisation.objects.living()
        .below(issuer)
        .filter(pk__in=named)
        .order_by("kind__rank", "sort_key", "pk")
        .values_list("pk", "name", "kind__code")
    )
    inside = {pk: (name, code) for pk, name, code in rows} if named else {}
    known = _Known(
        issuer.pk,
        {kind.code: kind for kind in kinds_below(issuer, by)} if any(one.kind_codes for one in selections) else {},
        inside,
        _committees({pk for one in selections if one.committee for pk in one.organisation_ids}, issuer, by),
        _committees_of_kinds({code for one in selections if one.committee for code in one.kind_codes}, issuer, by),
        _people({pair for one in selections for pair in one.person_pairs}, issuer, by),
    )
    return [_of(selection, known) for selection in selections]


def _of(selection: Selection, known: _Known) -> Foreseen:
    ids = set(selection.organisation_ids)
    named = [(pk, *known.inside[pk]) for pk in known.inside if pk in ids]
    codes = [code for code in selection.kind_codes if code in known.kinds]
    collectives = [name for pk, name, code in named if code not in codes and pk != known.issuer_id]
    twice, people_twice = sum(code in codes for _pk, _name, code in named), 0
    by_kind = sum(known.kinds[code].count for code in codes)
    people: dict[tuple[int, int], tuple[str, str]] = {}
    for pk, place, code in named:
        if code not in codes:
            members = known.committee.get(pk, {}) if selection.committee else {}
            people.update({(pk, person): (name, place) for person, name in members.items()})
    of_kinds = sum(known.committee_of_kind.get(code, 0) for code in codes) if selection.committee else 0
    for pair in selection.person_pairs:
        if pair not in known.people:
            continue
        name, sits = known.people[pair]
        place, code = known.inside[pair[0]]
        if pair in people or (selection.committee and sits and code in codes):
            people_twice += 1
        else:
            people[pair] = (name, place)
    return Foreseen(
        organisations=by_kind + len(collectives),
        people=of_kinds + len(people),
        kinds=tuple(known.kinds[code] for code in codes),
        names=tuple(collectives[:FIRST]),
        more=max(0, len(collectives) - FIRST),
        person_names=tuple(people.values())[:FIRST],
        more_people=max(0, of_kinds + len(people) - FIRST),
        twice=twice,
        people_twice=people_twice,
    )


def _branch(issuer: Organisation, by: Actor) -> QuerySet[Position]:
    held: QuerySet[Position] = Position.objects.on(by.today)
    return held.filter(treepath.within("organisation__path", [issuer.path]), organisation__ended_on__isnull=True)


def _committees(named: set[int], issuer: Organisation, by: Actor) -> dict[int, dict[int, str]]:
    if not named:
        return {}
    found: dict[int, dict[int, str]] = {}
    rows = _branch(issuer, by).filter(organisation__in=named, kind__is_committee_member=True)
    for organisation, person, name in rows.order_by("kind__rank", "pk").values_list(
        "organisation", "person", "person__name"
    ):
        found.setdefault(organisation, {})[person] = name
    return found


def _committees_of_kinds(codes: set[str], issuer: Organisation, by: Actor) -> dict[str, int]:
    """How many (organisation, person) sit on the committees of all organisations of a kind below the issuer."""
    if not codes:
        return {}
    pair = Concat(
        Cast(F("organisation"), CharField()), Value("-"), Cast(F("person"), CharField()), output_field=CharField()
    )
    rows = (
        _branch(issuer, by)
        .filter(organisation__kind__code__in=codes, kind__is_committee_member=True)
        .values_list("organisation__kind__code")
        .annotate(people=Count(pair, distinct=True))
        .order_by()
    )
    return dict(rows)


def _people(pairs: set[tuple[int, int]], issuer: Organisation, by: Actor) -> dict[tuple[int, int], tuple[str, bool]]:
    if not pairs:
        return {}
    organisations, people = zip(*pairs, strict=True)
    rows = _branch(issuer, by).filter(organisation__in=set(organisations), person__in=set(people))
    found: dict[tuple[int, int], tuple[str, bool]] = {}
    for organisation, person, name, sits in rows.values_list(
        "organisation", "person", "person__name", "kind__is_committee_member"
    ):
        pair = (organisation, person)
        if pair in pairs:
            found[pair] = (name, sits or found.get(pair, ("", False))[1])
    if left := pairs - found.keys():
        found |= {pair: (one.name, False) for pair, one in people_chosen(list(left), issuer, by).items()}
    return found


def outside(selections: Iterable[Selection], issuer: Organisation, by: Actor) -> list[Outside]:
    """What of each selection lies beyond the branch; names only where one may know them. At most three queries."""
    chosen = list(selections)
    inside = inside_branch(chosen, issuer)
    serving = serving_pairs(chosen, issuer, by.today)
    beyond = set().union(*(one.named for one in chosen)) - inside
    known = Organisation.objects.visible_to(by).filter(pk__in=beyond).order_by("sort_key").values_list("pk", "name")
    names = dict(known) if beyond else {}
    found = []
    for one in chosen:
        far = one.named - inside
        strangers = {pair for pair in one.person_pairs if pair not in serving and pair[0] in inside}
        found.append(Outside(len(far), tuple(name for pk, name in names.items() if pk in far), len(strangers)))
    return found
