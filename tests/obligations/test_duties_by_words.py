"""The list of duties is narrowed by words without their marks, through the index of the search."""

import pytest

from tests.documents.build import registered
from tests.obligations.build import lay
from tusoi.documents.models import Document
from tusoi.documents.services.index import reindex
from tusoi.obligations.models import Obligation
from tusoi.obligations.selectors import obligations_of

pytestmark = pytest.mark.django_db


def titles(node, by, text, side="issued"):
    return {one.title for one in obligations_of(node, by, side=side, text=text)}


@pytest.mark.parametrize("text", ["ra soat", "RÀ SOÁT", "rà  soát", "ho so ra so", "hồ sơ"])
def test_marks_case_and_the_order_of_words_do_not_matter(cast, text):
    lay(cast.may, cast.province, cast.an_binh, title="Rà soát hồ sơ đất đai")
    lay(cast.may, cast.province, cast.an_binh, title="Kiểm điểm cuối năm")
    assert titles(cast.province, cast.may, text) == {"Rà soát hồ sơ đất đai"}


def test_a_word_of_what_is_to_be_done_is_found_too(cast):
    lay(cast.may, cast.province, cast.an_binh, title="Báo cáo", instructions="Nêu rõ từng thửa ruộng.")
    assert titles(cast.province, cast.may, "thua ruong") == {"Báo cáo"}


def test_the_excerpt_of_its_document_is_searched_and_not_all_of_its_text(cast):
    document = registered(cast, excerpt="về chợ phiên vùng cao")
    Document.objects.filter(pk=document.pk).update(text="Giao thông nông thôn còn khó.")
    reindex()
    duty = lay(cast.may, cast.province, cast.an_binh, title="Báo cáo")
    Obligation.objects.filter(pk=duty.pk).update(document=document)
    assert titles(cast.province, cast.may, "cho phien") == {"Báo cáo"}
    assert titles(cast.province, cast.may, "giao thong nong thon") == set()


def test_those_who_bear_a_duty_find_it_by_its_words_and_nobody_beside(cast):
    lay(cast.may, cast.province, cast.an_binh, title="Rà soát hồ sơ đất đai")
    assert titles(cast.an_binh, cast.lan, "ra soat", "borne") == {"Rà soát hồ sơ đất đai"}
    assert titles(cast.province, cast.may, "ra soat", "borne") == set()  # its own stand on the other side
    assert titles(cast.suoi_giang, cast.tuong, "ra soat", "borne") == set()


@pytest.mark.parametrize("text", ["  ", "…", "%_"])
def test_signs_that_are_no_words_narrow_nothing(cast, text):
    lay(cast.may, cast.province, cast.an_binh, title="Rà soát")
    assert titles(cast.province, cast.may, text) == {"Rà soát"}


def test_looking_for_words_asks_few_questions(cast, django_assert_max_num_queries):
    lay(cast.may, cast.province, cast.an_binh, title="Rà soát")
    with django_assert_max_num_queries(4):
        titles(cast.province, cast.may, "ra soat")
