"""Subjects are told of a conclusion some now and the others later; each reads what is its own from then on."""

from datetime import timedelta

import pytest

from tests.oversight import findings as made
from tusoi.audit.models import Entry
from tusoi.oversight.models import Case, CaseSubject, Conclusion, Finding, Paper
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.selectors import findings
from tusoi.oversight.services import findings as services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def case(cast):
    case = made.case(cast)
    made.found(case, cast.may, "Chung cho cả hai", requirement=made.asked(cast.may, for_all=True))
    made.found(case, cast.may, "Riêng của An Bình", of=cast.an_binh)
    made.found(case, cast.may, "Riêng của Suối Giàng", of=cast.suoi_giang)
    made.registered(cast, case)
    return case


def tell(cast, case, organisation, **more):
    pk = made.subject(case, organisation).pk
    told = {pk: (cast.may.today, "gửi văn bản")}
    return services.announce_conclusion(case_id=case.pk, told=told, by=cast.may, **more)


def texts(case, by):
    return set(findings.findings_of(case, by=by).values_list("text", flat=True))


def test_one_subject_is_told_and_the_other_waits(cast, case):
    tell(cast, case, cast.an_binh)
    assert Case.objects.get(pk=case.pk).announced_on is None
    assert made.subject(case, cast.an_binh).announced_on == cast.may.today
    assert made.subject(case, cast.suoi_giang).announced_on is None
    entry = Entry.objects.filter(action="oversight.announce_conclusion").get()
    assert (entry.changes["count"], entry.changes["left"]) == (1, 1)


def test_who_was_told_reads_his_part_and_who_was_not_reads_nothing(cast, case):
    tell(cast, case, cast.an_binh)
    assert texts(case, cast.lan) == {"Chung cho cả hai", "Riêng của An Bình"}
    assert Conclusion.objects.visible_to(cast.lan).exists()
    assert texts(case, cast.tuong) == set()
    assert not Conclusion.objects.visible_to(cast.tuong).exists()
    assert asked.is_told(case, frozenset({"subject"}), cast.lan)
    assert not asked.is_told(case, frozenset({"subject"}), cast.tuong)


def test_with_the_last_subject_the_case_counts_as_announced(cast, case):
    CaseSubject.objects.filter(pk=made.subject(case, cast.an_binh).pk).update(
        announced_on=cast.may.today - timedelta(days=1), announced_how="hội nghị"
    )
    tell(cast, case, cast.suoi_giang)
    assert Case.objects.get(pk=case.pk).announced_on == cast.may.today
    assert texts(case, cast.tuong) == {"Chung cho cả hai", "Riêng của Suối Giàng"}


def test_nobody_is_told_twice_and_somebody_has_to_be_chosen(cast, case):
    tell(cast, case, cast.an_binh)
    with pytest.raises(Rejected, match="told_already") as again:
        tell(cast, case, cast.an_binh)
    assert again.value.details["names"] == "Đảng ủy xã An Bình"
    with pytest.raises(Rejected, match="nobody_chosen"):
        services.announce_conclusion(case_id=case.pk, told={}, by=cast.may)


def test_what_is_asked_waits_until_all_were_told(cast, case):
    tell(cast, case, cast.an_binh)
    with pytest.raises(NotYet, match="announced_first"):
        services.lay_requirements(case_id=case.pk, by=cast.may)


@pytest.mark.parametrize("whole", [True, False])
def test_a_paper_goes_to_whom_was_told_and_to_nobody_else(cast, case, whole):
    tell(cast, case, cast.an_binh, whole=whole)
    sent = Paper.objects.filter(case=case, sent_on__isnull=False)
    assert [paper.subject.organisation_id for paper in sent] == [cast.an_binh.pk]
    assert bool(sent[0].document_id) is whole
    assert Paper.objects.visible_to(cast.lan).filter(case=case).count() == 1
    assert not Paper.objects.visible_to(cast.tuong).filter(case=case).exists()
    document = Conclusion.objects.get(case=case).document
    assert document.recipients.filter(organisation=cast.an_binh).exists() is whole
    assert not document.recipients.filter(organisation=cast.suoi_giang).exists()


def test_the_way_says_how_many_were_told(cast, case):
    tell(cast, case, cast.an_binh)
    case.refresh_from_db()
    stages = findings.stages_of(
        case, Conclusion.objects.get(case=case), subjects=findings.standing_subjects(case), asked=[]
    )
    stage = next(one for one in stages if one.code == "announce")
    assert (stage.is_next, stage.count, stage.left) == (True, 1, 1)


def test_the_step_of_announcing_is_finished_only_when_all_were_told(cast, case):
    from tusoi.oversight.services import cases

    Case.objects.filter(pk=case.pk).update(step="announce")
    tell(cast, case, cast.an_binh)
    with pytest.raises(NotYet) as waiting:
        cases.finish_step(case_id=case.pk, by=cast.may)
    assert waiting.value.missing == [("not_announced", "Đảng ủy xã Suối Giàng")]


def test_those_above_a_subject_wait_until_all_were_told(cast, case):
    tell(cast, case, cast.an_binh)
    assert not Finding.objects.visible_to(cast.noi).exists()
    assert not Case.objects.visible_to(cast.noi).exists()
