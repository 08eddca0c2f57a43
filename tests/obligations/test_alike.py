"""Answers much alike: found when they are sent, among those one may read; what the duty itself says is no copy."""

import pytest

from tests import factories
from tests.obligations.build import lay, part
from tusoi.obligations import selectors
from tusoi.obligations.copies import PER_BAND, proposed
from tusoi.obligations.models import Assignment, Fingerprint, FingerprintBand, Obligation
from tusoi.obligations.services import ItemDraft, recall_answer, reindex, submit_answer
from tusoi.search.models import Entry

ONE = (
    "Chi ủy họp ngày mười hai, phân công từng đồng chí theo dõi một nhóm hộ và ghi vào sổ riêng.\n"
    "Mỗi tuần tổ tự quản đi một vòng quanh bản, gặp trưởng bản để hỏi việc đường nước và chợ phiên.\n"
    "Ai vắng ba kỳ liền thì bí thư đến tận nhà, hỏi rõ lý do rồi báo lại ở kỳ sinh hoạt sau."
)
OTHER = (
    "Tháng này chi bộ sửa lại nhà văn hóa, góp ngày công và mua thêm hai mươi ghế nhựa.\n"
    "Đảng viên trẻ nhận dạy chữ cho người lớn tuổi vào tối thứ ba và tối thứ sáu.\n"
    "Cuối vụ sẽ bình xét, treo bảng điểm ở cửa nhà văn hóa cho mọi người cùng xem."
)


@pytest.fixture
def duty(cast):
    return lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha)


def send(duty, bearer, by, text, items=()):
    return submit_answer(assignment_id=part(duty, bearer).pk, text=text, items=list(items), by=by)


def near(duty, bearer, by):
    own = Assignment.objects.get(pk=part(duty, bearer).pk)
    return [(one.assignment.organisation.name, one.percent) for one in selectors.near_copies(own, by)]


def test_the_reviewer_is_told_whose_answer_is_the_same(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    assert near(duty, cast.thon_ha, cast.lan) == [("Chi bộ Thôn Đông", 100)]
    assert near(duty, cast.thon_dong, cast.lan) == [("Chi bộ Thôn Hạ", 100)]


def test_answers_of_their_own_are_not_named(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, OTHER)
    assert near(duty, cast.thon_ha, cast.lan) == []
    assert selectors.alike_in(duty, cast.an_binh, cast.lan) == []


def test_the_same_lines_of_a_plan_are_found_as_well(cast, duty):
    items = [ItemDraft(task=line, lead="Đ/c Nọi") for line in ONE.split("\n")]
    send(duty, cast.thon_dong, cast.noi, "", items)
    send(duty, cast.thon_ha, cast.pha, "", items)
    assert near(duty, cast.thon_ha, cast.lan) == [("Chi bộ Thôn Đông", 100)]


def test_what_both_quote_of_the_duty_is_no_copy(cast):
    duty = lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, instructions=ONE)
    send(duty, cast.thon_dong, cast.noi, f"{ONE}\n{OTHER}")
    send(duty, cast.thon_ha, cast.pha, ONE)
    assert near(duty, cast.thon_dong, cast.lan) == []
    assert not Fingerprint.objects.filter(pk=part(duty, cast.thon_ha).pk).exists()


def test_a_bearer_is_not_told_of_a_sibling(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    assert near(duty, cast.thon_ha, cast.pha) == []
    with pytest.raises(Assignment.DoesNotExist):
        selectors.assignment_for(part(duty, cast.thon_dong).pk, cast.pha)


def test_another_commune_is_not_told_though_the_text_is_the_same(cast):
    duty = lay(cast.may, cast.province, cast.an_binh, cast.suoi_giang)
    send(duty, cast.an_binh, cast.lan, ONE)
    send(duty, cast.suoi_giang, cast.tuong, ONE)
    assert near(duty, cast.suoi_giang, cast.tuong) == []
    assert near(duty, cast.suoi_giang, cast.may) == [("Đảng ủy xã An Bình", 100)]


def test_the_same_words_under_another_duty_are_another_matter(cast):
    first, second = (lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha) for _ in range(2))
    send(first, cast.thon_dong, cast.noi, ONE)
    send(second, cast.thon_ha, cast.pha, ONE)
    assert near(second, cast.thon_ha, cast.lan) == []


def test_what_was_taken_back_is_compared_no_more(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    recall_answer(assignment_id=part(duty, cast.thon_dong).pk, by=cast.noi)
    assert near(duty, cast.thon_ha, cast.lan) == []
    assert FingerprintBand.objects.count() == 16
    assert not Entry.objects.filter(kind="answer", object_id=part(duty, cast.thon_dong).pk).exists()


def test_an_answer_sent_anew_in_other_words_leaves_no_trace_of_the_old_ones(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    recall_answer(assignment_id=part(duty, cast.thon_dong).pk, by=cast.noi)
    send(duty, cast.thon_dong, cast.noi, OTHER)
    send(duty, cast.thon_ha, cast.pha, ONE)
    assert near(duty, cast.thon_ha, cast.lan) == []


def test_answers_much_alike_stand_in_groups(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, f"{ONE}\nChi bộ sẽ báo cáo kết quả vào cuối tháng tới.")
    (group,) = selectors.alike_in(duty, cast.an_binh, cast.lan)
    assert [one.assignment.organisation.name for one in group.members] == ["Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"]
    assert 0.5 < group.members[1].share < 1


def test_the_passages_both_have_are_the_same_words(cast, duty):
    send(duty, cast.thon_dong, cast.noi, f"Mở đầu riêng.\n{ONE}")
    send(duty, cast.thon_ha, cast.pha, f"{ONE}\nLời cuối khác hẳn.")
    found = selectors.beside(part(duty, cast.thon_ha), part(duty, cast.thon_dong))
    assert len(found.passages) == 3
    for one in found.passages:
        assert found.text[one.start : one.end] == found.other[one.there : one.there_end]
    assert "Ai vắng ba kỳ liền" in found.text[found.passages[2].start : found.passages[2].end]


def test_few_questions_are_asked_whatever_the_number_of_siblings(cast, django_assert_max_num_queries):
    cells = [factories.organisation(f"Chi bộ Bản {number}", "cell", cast.an_binh) for number in range(PER_BAND + 10)]
    duty = lay(cast.lan, cast.an_binh, *cells)
    for cell in cells:
        send(duty, cell, factories.actor("bi-thu", cell), ONE)
    with django_assert_max_num_queries(6):
        assert len(selectors.near_copies(part(duty, cells[-1]), cast.lan)) == 5
    with django_assert_max_num_queries(3):
        (group,) = selectors.alike_in(duty, cast.an_binh, cast.lan)
    assert len(group.members) == len(cells)
    keys = FingerprintBand.objects.values_list("key", flat=True).distinct()
    assert len(proposed(list(keys))) <= 60


def test_indexing_anew_keeps_what_sending_kept(cast, duty):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    before = list(Fingerprint.objects.order_by("pk").values_list("pk", "leader"))
    Fingerprint.objects.all().delete()
    FingerprintBand.objects.all().delete()
    Entry.objects.filter(kind="answer").delete()
    reindex()
    assert list(Fingerprint.objects.order_by("pk").values_list("pk", "leader")) == before
    assert Entry.objects.filter(kind="answer").count() == 2
    assert Obligation.objects.count() == 1
