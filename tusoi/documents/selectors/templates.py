"""Model documents: which there are for whom, their versions, and what a document after one looks like."""

from __future__ import annotations

import hashlib
import json

from django.db.models import Exists, OuterRef, Q, QuerySet

from tusoi import treepath
from tusoi.documents import drafting
from tusoi.documents.models import DraftDocument, Template
from tusoi.lib.rendering.model import OfficialLetter
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .drafts import paper_for


def templates_for(organisation: Organisation, *, by: Actor, kind: str = "") -> QuerySet[Template]:
    """What an organisation can write after today, its own that are being written included; own first, then those from
    above, then the shipped ones.
    """
    path_ids = treepath.ids(organisation.path)
    found = (
        Template.objects.visible_to(by)
        .on(by.today)
        .filter(Q(owner__isnull=True) | Q(owner=organisation) | Q(owner__in=path_ids, issued_at__isnull=False))
    )
    # Kinds are a list in JSON, which no two engines search alike; the few that ask for a kind are looked through.
    unfit = [
        pk
        for pk, kinds in found.exclude(owner=organisation).values_list("pk", "for_kinds")
        if kinds and organisation.kind.code not in kinds
    ]
    if kind:
        found = found.filter(kind__code=kind)
    return _listed(found.exclude(pk__in=unfit)).order_by("-owner__depth", "kind__name_vi", "name", "-version")


def own_templates(organisation: Organisation, *, by: Actor) -> QuerySet[Template]:
    """Everything an organisation ever made, also what has ended; the latest first."""
    return _listed(Template.objects.visible_to(by).filter(owner=organisation)).order_by("name", "-version")


def _listed(found: QuerySet[Template]) -> QuerySet[Template]:
    used = DraftDocument.objects.filter(template=OuterRef("pk"))
    return found.select_related("kind", "owner").defer("body", "fields").annotate(is_used=Exists(used))


def template_for(pk: int, *, by: Actor) -> Template:
    """A template within reach or issued from above. Raises Template.DoesNotExist."""
    found = Template.objects.visible_to(by).select_related("kind", "owner__kind", "file", "created_by__person")
    return found.get(pk=pk)


def is_used(template: Template) -> bool:
    """Whether something was written after it: then it is not changed any more."""
    return template.drafts.exists()


def versions_of(template: Template, *, by: Actor) -> QuerySet[Template]:
    found = Template.objects.visible_to(by).filter(code=template.code, owner=template.owner)
    return found.select_related("kind", "owner").defer("body", "fields").order_by("-version")


def fingerprint_of(template: Template) -> str:
    """What a form holds of the template it was opened on."""
    content = [template.name, template.guidance, template.kind_id, template.fields, template.body]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def sample_of(template: Template, organisation: Organisation, *, language: str = "vi") -> OfficialLetter:
    """What a document after the template looks like while nothing is filled in: the names of the fields in it."""
    fields = drafting.read_fields(template.fields)
    return drafting.compose(
        fields=fields, blocks=template.body, values={}, preview=True, language=language,
        paper=paper_for(organisation, template.kind),
    )  # fmt: skip


def templates_among(ids: list[int], *, by: Actor) -> QuerySet[Template]:
    """Those of the templates that the actor may see, for the search."""
    return Template.objects.visible_to(by).filter(pk__in=ids).select_related("kind", "owner").defer("body", "fields")
