"""A rule of law that names a kind by a code nobody has would never apply, and nobody would notice."""

import json
from pathlib import Path

import pytest

from tusoi.documents.models import DocumentKind
from tusoi.organisations.models import BodyKind, OrganisationKind

TABLE = json.loads((Path(__file__).parents[2] / "tusoi/documents/data/competence.json").read_text())


@pytest.mark.parametrize(
    ("model", "named"),
    [
        (OrganisationKind, {row["organisation_kind"] for row in TABLE}),
        (BodyKind, {row["body_kind"] for row in TABLE if row["body_kind"]}),
        (DocumentKind, {kind for row in TABLE for kind in row["kinds"]}),
    ],
)
@pytest.mark.django_db
def test_the_table_of_competence_names_only_kinds_that_exist(model, named):
    from tusoi.documents.services import load_reference as documents
    from tusoi.organisations.services import load_reference as organisations

    organisations()
    documents()
    assert named <= set(model.objects.values_list("code", flat=True))
