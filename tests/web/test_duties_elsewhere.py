"""Duties on the pages of other things, and the command that proves their counters."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.template import Context, Template
from django.test import RequestFactory

from tests.obligations.build import deliverable, lay
from tusoi.documents.models import Document, DocumentKind
from tusoi.obligations.models import Tally
from tusoi.obligations.services import ObligationDraft, Selection, lay_obligations


def shown(template: str, actor, **names) -> str:
    request = RequestFactory().get("/")
    request.actor = actor
    page = Template("{% load duties %}" + template).render(Context({"request": request, **names}))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def document(cast) -> Document:
    kind = DocumentKind.objects.create(
        code="ket-luan", symbol="KL", name_vi="Kết luận", name_en="Conclusion", valid_from=date(2020, 1, 1)
    )
    return Document.objects.create(
        owner=cast.province, issuer_name="Tỉnh ủy Sơn Hà", kind=kind, number=47, symbol="KL/TU",
        issued_on=cast.may.today, excerpt="kiểm điểm", registered_at=cast.may.at,
    )  # fmt: skip


def test_an_organisation_shows_what_it_owes_and_what_it_laid(cast, django_assert_max_num_queries):
    lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang, title="Việc của tỉnh")
    lay(cast.lan, cast.an_binh, cast.thon_dong, title="Việc của xã")
    with django_assert_max_num_queries(5):
        said = shown("{% duties_of_organisation one %}", cast.may, one=cast.an_binh)
    assert "Việc của tỉnh" in said
    assert "Việc của xã" in said
    assert "0/1" in said
    assert shown("{% duties_of_organisation one %}", cast.tuong, one=cast.an_binh).strip() == ""


def test_a_document_shows_what_hangs_on_it_as_far_as_the_reader_sees(cast, document):
    draft = ObligationDraft("Kế hoạch khắc phục", cast.may.today, deliverable())
    lay_obligations(
        drafts=[draft], selection=Selection(kind_codes=("commune",)), issued_by=cast.province, document=document,
        by=cast.may,
    )  # fmt: skip
    assert "0/2" in shown("{% duties_of_document one %}", cast.may, one=document)
    assert "0/1" in shown("{% duties_of_document one %}", cast.lan, one=document)


def test_a_document_without_duties_offers_to_lay_one(cast, document):
    said = shown("{% duties_of_document one %}", cast.may, one=document)
    assert "Chưa có nhiệm vụ nào" in said
    assert "Giao nhiệm vụ từ văn bản này" in said
    assert "Giao nhiệm vụ từ văn bản này" not in shown("{% duties_of_document one %}", cast.sua, one=document)


def test_the_command_finds_a_wrong_counter_and_mends_it(cast):
    duty = lay(cast.may, cast.province, cast.an_binh)
    out = StringIO()
    call_command("tallies", "audit", stdout=out)
    assert "all counters" in out.getvalue()
    Tally.objects.filter(obligation=duty).update(assigned=7)
    with pytest.raises(CommandError) as refused:
        call_command("tallies", "audit", stdout=out)
    assert refused.value.returncode == 1
    assert f"obligation {duty.pk}" in out.getvalue()
    call_command("tallies", "rebuild", stdout=out)
    call_command("tallies", "audit", stdout=out)
