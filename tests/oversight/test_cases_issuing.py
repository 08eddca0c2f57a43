"""Decision and plan are numbered, registered and issued in one step; a register of cases is narrowed to one owner."""

import pytest

from tests import factories
from tests.oversight import build
from tests.oversight import findings as made
from tusoi.documents import rules as register
from tusoi.documents.models import Document
from tusoi.documents.services import load_reference as load_documents
from tusoi.organisations.models import Person
from tusoi.oversight.models import Case, CaseSubject, Paper
from tusoi.oversight.rules import NotYet, Rejected
from tusoi.oversight.selectors import cases as asked
from tusoi.oversight.services import cases as doing
from tusoi.oversight.services.cases import NewDocument

pytestmark = pytest.mark.django_db
SURE = {"competence", "symbol_issuer", "symbol_kind"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    load_documents()


def to_issue(cast, **more):
    team = factories.actor("dang-vien", cast.province, username="leader")
    leader = ((Person.objects.get(pk=team.person_id), "leader"),)
    return build.case(cast.may, cast.province, cast.an_binh, cast.suoi_giang, at="issue", team=leader, **more)


def issue(cast, case, **more):
    given = {"plan": NewDocument(), "decision": NewDocument(), "confirmed": SURE, **more}
    return doing.register_and_issue(case_id=case.pk, on=cast.may.today, by=cast.may, **given)


def test_both_get_the_next_number_of_their_series_and_the_clock_begins(cast):
    case = to_issue(cast)
    expected = asked.next_references(case, cast.may.today)
    case = issue(cast, case, decision=NewDocument(signatory="Hà Văn Ký"))
    assert (case.decision.reference, case.plan.reference) == (expected["decision"], expected["plan"])
    assert case.decision.signatory == "Hà Văn Ký"
    assert case.issued_on == cast.may.today
    assert case.due_on is not None
    assert case.step == "outline"
    assert {case.decision.circulation, case.plan.circulation} == {Document.Circulation.OWN}
    assert set(Paper.objects.filter(case=case).values_list("document", flat=True)) == {case.decision_id, case.plan_id}
    later = asked.next_references(case, cast.may.today)
    assert later != expected, "the numbers are taken"


def test_their_excerpts_say_what_the_case_is_unless_another_is_written(cast):
    case = to_issue(cast)
    case = issue(cast, case, plan=NewDocument(excerpt="Kế hoạch riêng", number=77))
    assert case.decision.excerpt == "thành lập đoàn giám sát thực hiện quy chế làm việc"
    assert case.plan.excerpt == "Kế hoạch riêng"
    assert case.plan.number == 77


def test_nothing_is_registered_where_the_case_cannot_be_issued(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, at="issue")
    with pytest.raises(NotYet, match="leader"):
        issue(cast, case)
    assert not Document.objects.exists()
    case = to_issue(cast)
    with pytest.raises(Rejected) as wrong:
        issue(cast, case, decision=None)
    assert wrong.value.errors == {"decision": "together"}
    with pytest.raises(Rejected) as wrong:
        issue(cast, case, plan=NewDocument(excerpt="x" * 501))
    assert wrong.value.errors == {"plan_excerpt": "too_long"}
    assert not Document.objects.exists()


def test_the_doubts_of_both_are_said_at_once(cast):
    case = to_issue(cast)
    made_before = issue(cast, to_issue_again(cast))
    numbers = made_before.decision.number, made_before.plan.number
    with pytest.raises(register.Doubtful) as doubtful:
        issue(cast, case, decision=NewDocument(number=numbers[0]), plan=NewDocument(number=numbers[1]))
    assert len(doubtful.value.doubts) == 2
    assert Document.objects.count() == 2


def to_issue_again(cast):
    team = factories.actor("dang-vien", cast.province, username="other-leader")
    leader = ((Person.objects.get(pk=team.person_id), "leader"),)
    return build.case(cast.may, cast.province, cast.an_binh, at="issue", team=leader)


def test_the_register_says_nothing_of_a_restricted_case(cast):
    case = to_issue(cast, circle="restricted")
    case = issue(
        cast, case, decision=NewDocument(excerpt="Chuyện kín", signatory="Ai đó", content=b"kin", filename="kin.txt")
    )
    for document in (case.decision, case.plan):
        assert "Chuyện kín" not in document.excerpt
        assert case.title not in document.excerpt
        assert (document.text, document.file_id, document.signatory) == ("", None, "")
        assert document.circulation == Document.Circulation.OWN


def test_the_register_of_cases_is_narrowed_to_an_owner_and_to_one_of_its_bodies(cast):
    board = factories.body(cast.province, "ban-to-chuc", "Ban Tổ chức Tỉnh ủy", "BTCTU")
    whole = build.case(cast.may, cast.province, cast.an_binh)
    own = build.case(cast.may, cast.province, cast.an_binh, body=board, is_committees=False)
    below = build.case(cast.lan, cast.an_binh, cast.thon_dong)
    head = factories.actor("bi-thu", cast.province, username="head")
    owners = [(one.value, name) for one, name in asked.owners_of(head)]
    assert owners == [
        (f"{cast.province.pk}", "Tỉnh ủy Sơn Hà"),
        (f"{cast.province.pk}.0", "Tỉnh ủy Sơn Hà (cấp ủy)"),
        (f"{cast.province.pk}.{board.pk}", "Ban Tổ chức Tỉnh ủy"),
        (f"{cast.an_binh.pk}", "Đảng ủy xã An Bình"),
    ]

    def found(value):
        return set(asked.filtered(head, owner=asked.owner_named(value)).values_list("pk", flat=True))

    assert found(f"{cast.province.pk}") == {whole.pk, own.pk}
    assert found(f"{cast.province.pk}.0") == {whole.pk}
    assert found(f"{cast.province.pk}.{board.pk}") == {own.pk}
    assert found(f"{cast.an_binh.pk}") == {below.pk}


@pytest.mark.parametrize("text", ["", "abc", "1.", ".1", "1.2.3", "-1", "٣", "9" * 19])
def test_what_is_no_owner_is_none(text):
    assert asked.owner_named(text) is None


def test_nobody_is_offered_an_owner_whose_cases_he_does_not_see(cast):
    build.case(cast.may, cast.province, cast.an_binh, at="propose")
    assert asked.owners_of(cast.lan) == []


def test_readings_of_a_restricted_case_say_what_was_read_in_words(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, circle="restricted")
    paper = Paper.objects.create(case=case, title="Biên bản làm việc", added_at=cast.may.at)
    subject = CaseSubject.objects.get(case=case)
    for thing in ("trail", f"paper {paper.pk}", f"file {paper.pk}", f"subject {subject.pk}", "index", "paper 999999"):
        doing.note_reading(case=case, thing=thing, by=cast.may)
    said = [one.what for one in asked.readings_of(case)]
    assert said == [
        "tài liệu “999999”", "bản in mục lục hồ sơ", "phần của Đảng ủy xã An Bình",
        "tệp của tài liệu “Biên bản làm việc”",
        "tài liệu “Biên bản làm việc”", "nhật ký của cuộc và danh sách người đã đọc",
    ]  # fmt: skip


def test_every_page_that_is_noted_as_read_has_words():
    from tusoi.oversight.words.cases import READ
    from tusoi.web.pages.oversight.cases.page import TABS
    from tusoi.web.urls import findings

    assert {code for code, _label in TABS} <= READ.keys()
    own = {one.name for one in findings}
    assert own - READ.keys() == set()


def test_a_paper_of_another_case_is_not_named(cast):
    case = build.case(cast.may, cast.province, cast.an_binh, circle="restricted")
    other = made.case(cast)
    paper = Paper.objects.create(case=other, title="Chuyện của cuộc khác", added_at=cast.may.at)
    doing.note_reading(case=case, thing=f"paper {paper.pk}", by=cast.may)
    assert "Chuyện" not in asked.readings_of(case)[0].what
    assert Case.objects.count() == 2
