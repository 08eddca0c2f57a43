"""What stands around a duty on its pages: heads, drafts, extensions, own parts, what was passed on, the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from tusoi import treepath
from tusoi.audit.models import Entry
from tusoi.documents.models import Attachment
from tusoi.obligations.models import Assignment, EvidenceFile, Extension, Obligation, Submission, SubmissionFile
from tusoi.organisations.models import Organisation, Position
from tusoi.organisations.prepared import kept, prepared, the_one
from tusoi.organisations.scope import Actor

MANY = 5000
"""Of duties on more bearers the trail of the duty itself is shown, without that of each bearer."""
LAST = 8
"""Entries of "just happened"."""
LATEST = 2000
"""Above the pivots "just happened" looks through so many entries of the trail, whatever the size of the nation."""


def heads_of(organisation_ids: Iterable[int], day: date) -> dict[int, Position]:
    """Who heads each organisation on a day, with person and kind. One query."""
    heads = (
        Position.objects.on(day)
        .filter(organisation__in=set(organisation_ids), kind__role="head")
        .select_related("person", "kind")
        .order_by("-kind__rank", "-pk")
    )
    return {position.organisation_id: position for position in heads}


def drafts_saved(assignment_ids: Iterable[int]) -> dict[int, datetime]:
    """When a draft was last saved, for those who have one. One query."""
    drafts = Submission.objects.filter(assignment__in=list(assignment_ids), submitted_at__isnull=True)
    return dict(drafts.order_by().values_list("assignment_id", "saved_at"))


def last_extensions(assignment_ids: Iterable[int]) -> dict[int, Extension]:
    """The last extension of each. One query."""
    found = Extension.objects.filter(assignment__in=list(assignment_ids)).order_by("at", "pk")
    return {extension.assignment_id: extension for extension in found}


def extensions_of(assignment: Assignment) -> list[Extension]:
    return list(assignment.extensions.select_related("extended_by__person").order_by("at", "pk"))


def parts_by_ids(obligation: Obligation, ids: Iterable[int], by: Actor) -> list[Assignment]:
    """Some bearers' parts of a duty in the order of the tree; what is out of reach is left out."""
    found = Assignment.objects.visible_to(by).filter(obligation=obligation, pk__in=list(ids))
    return list(found.select_related("organisation", "person", "reviewer").order_by("path", "person_id", "pk"))


def own_parts(obligation: Obligation, by: Actor) -> list[Assignment]:
    """What the actor himself or the organisation he works for owes of a duty. One query."""
    return _own_parts(by, obligation=obligation.pk)


@prepared
def _own_parts(by: Actor, *, obligation: int) -> QuerySet[Assignment]:
    mine = Q(person=by.person_id, person__isnull=False)
    if by.place is not None:
        mine |= Q(organisation=by.place.organisation_id, person__isnull=True)
    found = Assignment.objects.filter(mine, obligation=obligation)
    return found.select_related("organisation", "person").order_by("person_id", "pk")


def waiting_beside(assignment: Assignment, by: Actor) -> tuple[int | None, int | None, int]:
    """Which answer to the same duty was sent just before and just after, and how many wait. One query."""
    waiting = list(
        Assignment.objects.visible_to(by)
        .filter(obligation=assignment.obligation_id, reviewer=assignment.reviewer_id, state="submitted")
        .order_by("submitted_at", "pk")
        .values_list("submitted_at", "pk")[:500]
    )
    here = (assignment.submitted_at, assignment.pk)
    before = [pk for at, pk in waiting if assignment.submitted_at is None or (at, pk) < here]
    after = [pk for at, pk in waiting if assignment.submitted_at is not None and (at, pk) > here]
    return (before[-1] if before else None, after[0] if after else None, len(waiting))


def file_of(assignment: Assignment, attachment_id: int, *, bearer_side: bool) -> Attachment:
    """A file that hangs on the answer or on an item of its plan; files of a draft for the bearer's side only.

    Raises Attachment.DoesNotExist.
    """
    sent = SubmissionFile.objects.filter(submission__assignment=assignment)
    if not bearer_side:
        sent = sent.filter(submission__submitted_at__isnull=False)
    shown = EvidenceFile.objects.filter(item__assignment=assignment)
    return Attachment.objects.get(
        Q(pk__in=sent.values("attachment")) | Q(pk__in=shown.values("attachment")), pk=attachment_id
    )


def node_for(obligation: Obligation, at: int | None, by: Actor) -> tuple[Organisation | None, Organisation | None]:
    """(where the figures of a duty begin for this reader, where he is looking now).

    The issuer where that is within reach, else the organisation he works for; (None, None) for somebody without a
    place. Raises Organisation.DoesNotExist for an ``at`` outside.
    """
    top: Organisation | None = obligation.issued_by
    reach = Organisation.objects.select_related("kind").filter(by.within("path"))
    if not by.may("read", top):
        top = reach.filter(pk=by.place.organisation_id).first() if by.place else None
    if top is None or at is None or at == top.pk:
        return top, top
    return top, reach.below(top).get(pk=at)


def passed_on(obligation: Obligation, by: Actor) -> list[Obligation]:
    """The duties by which bearers pass this one on below. One query, at most 20."""
    return _passed_on(by, obligation=obligation.pk)


@prepared
def _passed_on(by: Actor, *, obligation: int) -> QuerySet[Obligation]:
    found = Obligation.objects.visible_to(by).filter(parent__obligation=obligation)
    return found.select_related("issued_by").order_by("issued_on", "pk")[:20]


def laid_from(part: Assignment, by: Actor) -> list[Obligation]:
    """The duties by which the bearer passes its own part on, in the order they were laid. One query, at most 20."""
    return _laid_from(by, part=part.pk)


@prepared
def _laid_from(by: Actor, *, part: int) -> QuerySet[Obligation]:
    return Obligation.objects.visible_to(by).filter(parent=part).order_by("issued_on", "pk")[:20]


def history_of(obligation: Obligation, by: Actor, *, bearers: bool = False, last: int = 50) -> list[Entry]:
    """What the trail tells of a duty, newest first; with ``bearers`` also of its bearers' parts. One query."""
    about = Q(subject_type="obligations.obligation", subject_id=obligation.pk)
    if bearers and obligation.planned <= MANY:
        parts = Assignment.objects.filter(obligation=obligation).order_by().values("pk")
        about |= Q(subject_type="obligations.assignment", subject_id__in=parts)
    return list(Entry.objects.visible_to(by).changes_only().filter(about).order_by("-at", "-pk")[:last])


def history_of_part(assignment: Assignment, by: Actor, *, last: int = 50) -> list[Entry]:
    found = Entry.objects.visible_to(by).about("obligations.assignment", assignment.pk)
    return list(found.order_by("-at", "-pk")[:last])


@kept
def just_happened(by: Actor) -> QuerySet[Entry]:
    """The latest about duties and documents in the branch of the organisation he works for."""
    if by.place is None:
        return Entry.objects.none()
    since = datetime.combine(by.today - timedelta(days=30), time(), timezone.get_current_timezone())
    entries = Entry.objects.visible_to(by).changes_only().filter(at__gte=since)
    if len(by.place.path) <= 2 * treepath.WIDTH:
        entries = entries.filter(pk__in=Entry.objects.order_by("-at", "-pk").values("pk")[:LATEST])
    entries = entries.filter(treepath.within("path", [by.place.path]))
    domains = Q(action__startswith="obligations.") | Q(action__startswith="documents.")
    return entries.filter(domains).order_by("-at", "-pk")[:LAST]


def organisation_here(by: Actor) -> Organisation:
    """The organisation the actor works for just now. Raises Organisation.DoesNotExist when there is none."""
    return the_one(_here(by), Organisation.DoesNotExist)


@kept
def _here(by: Actor) -> QuerySet[Organisation]:
    found = Organisation.objects.visible_to(by).select_related("kind", "parent")
    return found.filter(pk=by.place.organisation_id if by.place else 0)


def node_seen_from(organisation: Organisation, by: Actor) -> Organisation | None:
    """Where figures begin for this reader: the organisation where it is within reach, else where he works."""
    if by.may("read", organisation):
        return organisation
    return organisation_here(by) if by.place else None


def organisation_reached(pk: int | None, by: Actor) -> Organisation:
    """An organisation one may read, without ``pk`` the one he works for. Raises Organisation.DoesNotExist."""
    wanted = pk if pk is not None else by.place.organisation_id if by.place else 0
    return Organisation.objects.filter(by.within("path")).select_related("kind", "parent").get(pk=wanted)
