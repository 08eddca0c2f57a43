"""The book as it holds on a day: kinds of cases, their versions, content areas, and who may inspect whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tusoi.organisations.models import Body, BodyKind, Organisation, OrganisationKind, Person
from tusoi.organisations.scope import Actor
from tusoi.oversight import rules, whitelist
from tusoi.oversight.models import CaseKind, ContentArea, InspectionRight
from tusoi.treepath import WIDTH


def kinds_on(day: date) -> list[CaseKind]:
    """The kinds in force on a day, in the order of the book."""
    return list(CaseKind.objects.on(day).order_by("rank", "code"))


def kind_on(code: str, day: date) -> CaseKind | None:
    """The rule set of a kind in force on a day."""
    found: CaseKind | None = CaseKind.objects.on(day).filter(code=code).order_by("-valid_from").first()
    return found


def versions_of(code: str) -> list[CaseKind]:
    """All the rule sets of a kind, the newest first."""
    return list(CaseKind.objects.filter(code=code).order_by("-valid_from"))


def areas_on(day: date, about: str = "") -> list[ContentArea]:
    """The content areas in force; ``about`` ("organisation" or "member"): only what such a subject can be asked."""
    areas = ContentArea.objects.on(day).order_by("rank", "code")
    return list(areas.filter(about__in=(about, ContentArea.About.BOTH)) if about else areas)


def rights_on(day: date, kind: str = "") -> list[InspectionRight]:
    """The lines of the whitelist in force, of one kind or of all."""
    lines = InspectionRight.objects.on(day).order_by("pk")
    return [line for line in lines if not kind or kind in line.kinds]


@dataclass(frozen=True, slots=True)
class Whitelist:
    """What one owner may inspect with one kind of case on a day. Asks the database once, for however many subjects."""

    owner: Organisation
    lines: tuple[InspectionRight, ...]

    def right_for(self, organisation: Organisation, person: Person | int | None = None) -> InspectionRight | None:
        """The line that allows it. ``organisation`` with its kind; ``person``: a member in it is the subject."""
        return whitelist.line_for(
            self.lines, is_member=person is not None, subject_level=organisation.kind.code,
            relations=rules.relations(self.owner.path, organisation.path, WIDTH),
        )  # fmt: skip


def whitelist_of(owner: Organisation, body: Body | None, kind: CaseKind | str, on: date) -> Whitelist:
    """The owner's lines of the whitelist; ``body`` None: the committee itself."""
    code = kind if isinstance(kind, str) else kind.code
    body_code = body.kind.code if body else ""
    lines = (
        line
        for line in rights_on(on, code)
        if whitelist.speaks_of(line, kind=code, level=owner.kind.code, body=body_code)
    )
    return Whitelist(owner, tuple(lines))


def may_inspect(
    owner: Organisation,
    body: Body | None,
    kind: CaseKind | str,
    organisation: Organisation,
    person: Person | int | None,
    on: date,
) -> InspectionRight | None:
    """The line of the whitelist that allows it, or None: then it is refused. For many subjects use `whitelist_of`."""
    return whitelist_of(owner, body, kind, on).right_for(organisation, person)


def keeper(by: Actor) -> Organisation | None:
    """The root organisation in whose name the actor keeps the book; None: he does not."""
    roots = Organisation.objects.filter(parent__isnull=True).order_by("pk")
    return next((root for root in roots if by.may("oversight.configure", root)), None)


def level_names(on: date) -> dict[str, str]:
    """Code -> name of the kinds of organisations, in the language of the moment; also of those that have ended."""
    kinds = OrganisationKind.objects.filter(valid_from__lte=on).order_by("rank", "valid_from")
    return {kind.code: kind.name for kind in kinds}


def body_names(on: date) -> dict[str, str]:
    """Code -> name of the kinds of bodies, also of those that have ended."""
    return {kind.code: kind.name for kind in BodyKind.objects.filter(valid_from__lte=on).order_by("valid_from", "pk")}
