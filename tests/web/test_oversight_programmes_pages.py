"""Programmes, the planning board and the indicators in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import factories
from tests.documents.build import registered
from tests.obligations.build import deliverable, lay, part
from tests.oversight import build, programmes
from tests.oversight.build_remediation import concluded, finding, require
from tests.oversight.programmes import YEAR, draft, only_line, programme
from tests.web.crawl import client_of
from tusoi.documents.services import load_reference
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import ItemDraft, ObligationDraft, Selection, lay_obligations, submit_answer
from tusoi.organisations.models import Field
from tusoi.oversight.models import Case, ContentArea, Finding, Programme
from tusoi.oversight.selectors import programmes as selectors
from tusoi.oversight.selectors.programmes.fields import fields_of_duties
from tusoi.oversight.services import programmes as services

pytestmark = pytest.mark.django_db
MOST = 20


def page(client, name, *args, **query):
    return client.get(reverse(f"oversight:{name}", args=args), query)


def line_form(**more):
    return {
        "kind": "gs-cd", "content": "Việc thực hiện quy chế làm việc", "areas": ["quy-che"], "quarter": "2",
        "lead": "Ủy ban Kiểm tra", "examined_from": "01/01/2026", "examined_to": "31/12/2026",
    } | more  # fmt: skip


def test_from_the_first_draft_to_the_adopted_programme(cast):
    load_reference()
    programmes.ready()
    may, sang = client_of(cast.may), client_of(cast.inspector)
    made = may.post(reverse("oversight:programme_new"), {"owner": "0", "year": str(cast.may.today.year), "title": ""})
    one = Programme.objects.get()
    here = reverse("oversight:programme", args=[one.pk])
    assert made["Location"] == here
    assert "Chưa có dòng nào" in may.get(here).content.decode()
    new = reverse("oversight:programme_entry_new", args=[one.pk])
    assert "Đảng ủy xã An Bình" in may.get(new).content.decode()
    may.post(new, line_form(**{f"org-{cast.province.pk}-commune": [str(cast.an_binh.pk)]}))
    assert "GS-CD" in may.get(here).content.decode()
    may.post(reverse("oversight:programme_move", args=[one.pk, "propose"]))
    assert "Đang" not in sang.get(here).content.decode().split("chip")[1][:40]
    assert "Tổng hợp" in sang.get(here).content.decode()
    sang.post(reverse("oversight:programme_move", args=[one.pk, "merge"]))
    adopt = reverse("oversight:programme_adopt", args=[one.pk])
    assert sang.get(adopt).status_code == 200
    day = cast.may.today.strftime("%d/%m/%Y")
    asked = {"on": day, "registers": "1", "number": "7", "symbol": "CTr/TU"}
    answer = may.post(adopt, asked)
    if answer.status_code == 422:
        codes = ["number_gap", "competence", "symbol_issuer", "symbol_kind"]
        answer = may.post(adopt, asked | {"confirmed": codes})
    assert answer.status_code == 302, answer.content.decode()[:4000]
    one.refresh_from_db()
    assert one.state == "adopted"
    assert one.document.number == 7
    shown = may.get(here).content.decode()
    assert "Bổ sung dòng" in shown
    for name, start in (("programme_word", b"PK"), ("programme_export", b"PK")):
        assert page(may, name, one.pk).content.startswith(start)
    changed = line_form(quarter="4", **{f"org-{cast.province.pk}-commune": [str(cast.an_binh.pk)]})
    edit = reverse("oversight:programme_entry", args=[one.pk, only_line(one).pk])
    assert may.post(edit, changed).status_code == 422
    bare = {**changed, "reason": "Cấp trên yêu cầu", "areas": [], "quarter": "", "lead": ""}
    refused = may.post(edit, bare)
    assert refused.status_code == 422
    assert [name for name in ("areas", "quarter", "lead") if name in refused.context["form"].errors] == [
        "areas", "quarter", "lead",
    ]  # fmt: skip
    assert may.post(edit, changed | {"reason": "Cấp trên yêu cầu"}).status_code == 302
    cancel = reverse("oversight:programme_entry_cancel", args=[one.pk, only_line(one).pk])
    assert may.post(cancel, {"reason": ""}).status_code == 422
    assert may.post(cancel, {"reason": "Sáp nhập"}).status_code == 302
    assert "Sáp nhập" in may.get(here).content.decode()


def test_a_proposal_does_not_exist_for_the_sibling_and_the_adopted_one_is_read_up_and_down(cast):
    made = programme(cast.lan, cast.an_binh, draft(cast.thon_dong))
    readers = {name: client_of(actor) for name, actor in cast.everybody.items()}

    def who():
        return {name for name, client in readers.items() if page(client, "programme", made.pk).status_code == 200}

    assert who() == {"lan"}
    services.propose_programme(programme_id=made.pk, by=cast.lan)
    assert who() == {"lan"}
    head = factories.actor("bi-thu", cast.an_binh, username="bi-thu-an-binh")
    services.merge_programme(programme_id=made.pk, by=head)
    services.adopt_programme(programme_id=made.pk, on=cast.lan.today, by=cast.lan)
    assert who() == {"lan", "may", "inspector", "noi", "pha"}


def test_who_only_reads_meets_no_buttons_and_no_hints(cast):
    made = programme(cast.may, cast.province, draft(cast.an_binh), at="adopted", inspector=cast.inspector)
    shown = page(client_of(cast.lan), "programme", made.pk).content.decode()
    assert "Bổ sung dòng" not in shown
    assert "Phân bố" not in shown
    for name, args in (
        ("programme_entry_new", [made.pk]), ("programme_edit", [made.pk]), ("programme_adopt", [made.pk]),
        ("programme_take", [made.pk]), ("programme_paste", [made.pk]),
        ("programme_entry", [made.pk, only_line(made).pk]), ("programme_entry_cancel", [made.pk, only_line(made).pk]),
    ):  # fmt: skip
        assert page(client_of(cast.lan), name, *args).status_code == 403, name
        assert page(client_of(cast.sua), name, *args).status_code == 404, name


def test_an_overlap_says_who_what_and_when_and_no_more(cast):
    board = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra Tỉnh ủy")
    programme(cast.inspector, cast.province, draft(cast.an_binh, lead="Đồng chí Vi Văn Sáng"), body_id=board.pk)
    Programme.objects.update(state="proposed")
    mine = programme(cast.may, cast.province, draft(cast.an_binh))
    shown = page(client_of(cast.may), "programme", mine.pk).content.decode()
    assert "1 dòng trùng đối tượng" in shown
    assert "Ủy ban Kiểm tra Tỉnh ủy" in shown
    assert "Đồng chí Vi Văn Sáng" not in shown


def test_lines_of_last_year_are_taken(cast):
    old = programme(cast.may, cast.province, draft(cast.an_binh), year=YEAR - 1)
    made = programme(cast.may, cast.province)
    may = client_of(cast.may)
    take = reverse("oversight:programme_take", args=[made.pk])
    assert "Việc thực hiện quy chế làm việc" in may.get(take).content.decode()
    assert may.post(take, {"source": old.pk}).status_code == 422
    assert may.post(take, {"source": old.pk, "entry": only_line(old).pk}).status_code == 302
    assert only_line(made).year == YEAR


def test_rows_of_a_sheet_are_looked_at_before_they_are_stored(cast):
    made = programme(cast.may, cast.province)
    may, paste = client_of(cast.may), reverse("oversight:programme_paste", args=[made.pk])
    good = "GS-CD\tAn Bình; Đảng ủy xã Suối Giàng\tQuy chế làm việc\tquy-che\t01/01/2025–31/12/2026\tII\tUBKT"
    bad = "GS-CD\tKhông có\tQuy chế"
    wrong = may.post(paste, {"text": f"{good}\n{bad}", "store": "1"})
    assert wrong.status_code == 422
    assert "Dòng 2" in wrong.content.decode()
    assert not made.entries.exists()
    seen = may.post(paste, {"text": good})
    assert "Hiểu là 1 dòng" in seen.content.decode()
    assert not made.entries.exists()
    assert may.post(paste, {"text": good, "store": "1"}).status_code == 302
    assert only_line(made).subjects.count() == 2


def test_the_board_shows_lines_looks_and_who_comes_twice(cast):
    board = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra Tỉnh ủy")
    programme(cast.may, cast.province, draft(cast.an_binh), draft(cast.thon_dong, quarter=None))
    programme(cast.inspector, cast.province, draft(cast.an_binh, areas=("can-bo",), quarter=4), body_id=board.pk)
    factories_case = build.case(cast.may, cast.province, cast.an_binh, at="done")
    Programme.objects.update(state="proposed")
    shown = page(client_of(cast.inspector), "board", year=str(YEAR)).content.decode()
    assert "2 cơ quan cùng đến trong năm" in shown
    assert "1 dòng ở cấp dưới" in shown
    assert factories_case.issued_on.strftime("%d/%m/%Y") in shown
    assert "chưa lần nào" in shown
    assert page(client_of(cast.inspector), "board_export", year=str(YEAR)).content.startswith(b"PK")
    assert page(client_of(cast.inspector), "board", at=cast.an_binh.pk).status_code == 200
    assert page(client_of(cast.lan), "board", at=cast.suoi_giang.pk).status_code == 404
    assert page(client_of(cast.sua), "board").status_code == 403


def test_indicators_are_explained_by_rows(cast):
    programmes.ready()
    duty = lay_obligations(
        drafts=[ObligationDraft("Kế hoạch khắc phục", cast.may.today + timedelta(days=5), deliverable())],
        selection=Selection(organisation_ids=(cast.an_binh.pk, cast.suoi_giang.pk)), issued_by=cast.province,
        by=cast.may,
    )[0]  # fmt: skip
    part = duty.assignments.get(organisation=cast.an_binh)
    submit_answer(assignment_id=part.pk, text="x", items=[ItemDraft("Tăng cường chỉ đạo")], by=cast.lan)
    duty.assignments.filter(organisation=cast.suoi_giang).update(due_on=cast.may.today - timedelta(days=3))
    case = build.case(cast.may, cast.province, cast.an_binh, at="done", announced_on=cast.may.today,
                      concluded_on=cast.may.today)  # fmt: skip
    found = Finding.objects.create(
        case=case, subject=case.subjects.get(), position=1, kind="shortcoming", text="Sinh hoạt chưa đều",
        created_at=cast.may.at,
    )  # fmt: skip
    found.areas.add(build.area())
    sang = client_of(cast.inspector)
    shown = page(sang, "risk").content.decode()
    assert shown.index("Suối Giàng") < shown.index("An Bình")
    assert "chưa có dữ liệu" in shown
    assert "chưa lần nào" in shown
    an_binh = page(sang, "risk_of", cast.an_binh.pk).content.decode()
    assert "Tăng cường chỉ đạo" in an_binh
    assert "thiếu thời hạn" in an_binh
    assert "Sinh hoạt chưa đều" in an_binh
    assert "Kế hoạch khắc phục" in page(sang, "risk_of", cast.suoi_giang.pk).content.decode()
    assert page(client_of(cast.lan), "risk_of", cast.suoi_giang.pk).status_code == 404
    assert page(client_of(cast.lan), "risk_of", cast.thon_dong.pk).status_code == 200


def risky(cast):
    """An Bình with a duty that is late, a vague plan, findings and what they require, a part of it late too."""
    programmes.ready()
    area = build.area()
    ContentArea.objects.update(field="land")
    for days in (5, 6):
        duty = lay(
            cast.may, cast.province, cast.an_binh, title="Nhiệm vụ", due_on=cast.may.today + timedelta(days=days)
        )
    submit_answer(assignment_id=part(duty, cast.an_binh).pk, text="x", items=[ItemDraft("Tăng cường")], by=cast.lan)
    past = cast.may.today - timedelta(days=3)
    Assignment.objects.exclude(state="submitted").update(due_on=past)
    case = concluded(cast.may, cast.province, cast.an_binh)
    case.areas.add(area)
    found = [finding(case, f"Hạn chế {number}", of=cast.an_binh) for number in range(3)]
    for one in found[:2]:
        one.areas.add(area, build.area("can-bo"))
    for number, due_on in enumerate((past, None, None)):
        of = tuple(found[: 2 - number])
        require(case, cast.may, cast.an_binh, text=f"Yêu cầu {number}", findings=of, due_on=due_on)


@pytest.mark.parametrize("field", ["", "land"])
def test_an_indicator_counts_the_rows_that_explain_it(cast, field):
    risky(cast)
    for by in (cast.may, cast.inspector):
        listed = {row.organisation.pk: row for row in selectors.risk_of_children(cast.province, by, field=field)}
        row, evidence = selectors.evidence_of(cast.an_binh, by, field=field)
        assert row == listed[cast.an_binh.pk]
        told = {one.indicator.code: one for one in evidence if one.indicator.code not in ("looked", "meetings")}
        assert all(len(one.rows) == one.count == (one.indicator.count or 0) for one in told.values())
        counts = {code: one.count for code, one in told.items()}
        whole = {"late": 2, "generic": 1, "open": 3, "open_late": 1, "findings": 3}
        assert counts == (whole if not field else {"late": 1, "generic": 0, "open": 2, "open_late": 1, "findings": 2})
        unknown = {code: one.indicator.unknown for code, one in told.items() if one.indicator.unknown}
        assert unknown == ({"late": 1, "generic": 1} if field else {})


def test_the_field_of_a_duty_is_known_from_the_case_it_came_from_and_else_said_to_be_unknown(cast):
    ContentArea.objects.all().delete()
    area = build.area()
    ContentArea.objects.update(field="land")
    case = concluded(cast.may, cast.province, cast.an_binh)
    case.areas.add(area)
    asked = lay(cast.may, cast.province, cast.an_binh, title="Báo cáo tự kiểm tra")
    rests, beside = (
        lay(cast.may, cast.province, cast.an_binh, title=title) for title in ("Theo kết luận", "Việc khác")
    )
    Case.objects.filter(pk=case.pk).update(self_report=asked)
    document = registered(cast)
    Case.objects.filter(pk=case.pk).update(plan=document)
    Obligation.objects.filter(pk=rests.pk).update(document=document)
    duties = (asked.pk, rests.pk, beside.pk)
    assert fields_of_duties(duties, cast.may) == {asked.pk: {"land"}, rests.pk: {"land"}}
    assert fields_of_duties(duties, cast.tuong) == {}  # whoever does not see the case is not told what it is about
    Assignment.objects.update(due_on=cast.may.today - timedelta(days=3))
    row, _evidence = selectors.evidence_of(cast.an_binh, cast.may, field="land")
    assert (row.by_code["late"].count, row.by_code["late"].unknown) == (2, 1)
    row, _evidence = selectors.evidence_of(cast.an_binh, cast.may, field="sea")
    assert (row.by_code["late"].count, row.by_code["late"].unknown) == (0, 1)


def test_the_page_says_of_how_many_the_field_is_not_known(cast):
    risky(cast)
    Field.objects.create(code="land", name_vi="Đất đai", name_en="Land", valid_from=build.LONG_AGO)
    client = client_of(cast.may)
    assert "1 chưa rõ lĩnh vực" in page(client, "risk", field="land").content.decode()
    assert "1 dòng khác chưa rõ lĩnh vực" in page(client, "risk_of", cast.an_binh.pk, field="land").content.decode()
    assert "chưa rõ lĩnh vực" not in page(client, "risk").content.decode()


def test_the_rows_that_are_not_shown_are_counted_all_the_same(cast, monkeypatch):
    risky(cast)
    monkeypatch.setattr("tusoi.oversight.selectors.programmes.risk.SHOWN", 1)
    _row, evidence = selectors.evidence_of(cast.an_binh, cast.may)
    told = {one.indicator.code: (len(one.rows), one.count) for one in evidence}
    assert told["open"] == (1, 3)
    assert told["open_late"] == (1, 1)
    assert told["findings"] == (1, 3)


@pytest.mark.parametrize("query", [{}, {"field": "land"}])
def test_the_rows_behind_the_indicators_take_few_queries(cast, django_assert_max_num_queries, query):
    risky(cast)
    Field.objects.create(code="land", name_vi="Đất đai", name_en="Land", valid_from=build.LONG_AGO)
    programme(cast.may, cast.province, draft(cast.an_binh))
    for by in (cast.may, cast.inspector, cast.lan):
        client = client_of(by)
        client.get(reverse("oversight:programmes"))
        with django_assert_max_num_queries(18):
            assert page(client, "risk_of", cast.an_binh.pk, **query).status_code == 200


def test_what_was_ticked_stands_ticked_in_the_form_of_a_line(cast):
    made = programme(cast.may, cast.province)
    answer = page(client_of(cast.may), "risk_pick", programme=made.pk, subject=cast.an_binh.pk)
    shown = client_of(cast.may).get(answer["Location"]).content.decode()
    assert f'value="{cast.an_binh.pk}" checked' in shown
    assert not made.entries.exists()


@pytest.mark.parametrize("path", ["programmes", "board", "risk", "programme"])
def test_a_page_costs_as_much_for_many_as_for_few(cast, django_assert_max_num_queries, path):
    for number in range(30):
        factories.organisation(f"Đảng ủy xã số {number}", "commune", cast.province)
    others = list(type(cast.an_binh).objects.filter(parent=cast.province))
    lines = [draft(one, content=f"Việc {one.pk}") for one in others[:20]]
    made = programme(cast.may, cast.province, *lines)
    board = factories.body(cast.province, "uy-ban-kiem-tra", "Ủy ban Kiểm tra Tỉnh ủy")
    programme(cast.inspector, cast.province, *lines, body_id=board.pk)
    for one in others[:8]:
        build.case(cast.may, cast.province, one, at="done")
    Programme.objects.update(state="proposed")
    client = client_of(cast.inspector)
    address = reverse(f"oversight:{path}", args=[made.pk] if path == "programme" else [])
    client.get(address)
    with django_assert_max_num_queries(MOST):
        assert client.get(address, {"year": YEAR}).status_code == 200


@pytest.mark.parametrize("value", ["", "abc", "-1", "9" * 40, "\x00", "ế" * 900])
def test_whatever_is_sent_nothing_breaks_and_nothing_half_is_stored(cast, value):
    made = programme(cast.may, cast.province, draft(cast.an_binh))
    line = only_line(made)
    may = client_of(cast.may)
    names = (
        "kind", "content", "areas", "examined_from", "examined_to", "quarter", "year", "lead", "lead_person", "person",
        "find", "open", "version", "org-1-x", "reason", "on", "number", "symbol", "text", "title", "aim", "source",
        "entry", "owner", "request_key",
    )  # fmt: skip
    sent = dict.fromkeys(names, value)
    for name, args in (
        ("programme_new", []), ("programme_edit", [made.pk]), ("programme_entry_new", [made.pk]),
        ("programme_entry", [made.pk, line.pk]), ("programme_take", [made.pk]), ("programme_paste", [made.pk]),
    ):  # fmt: skip
        assert may.post(reverse(f"oversight:{name}", args=args), sent).status_code in (200, 302, 400, 404, 422)
    for name, keys in (
        ("programmes", ("year", "state", "whose", "page")), ("board", ("at", "year", "page")),
        ("risk", ("at", "field", "order", "page")), ("risk_pick", ("programme", "subject")),
    ):  # fmt: skip
        assert page(may, name, **dict.fromkeys(keys, value)).status_code in (200, 302, 400, 404)
    assert Programme.objects.count() == 1
    assert made.entries.count() == 1


def test_a_programme_is_found_by_whom_it_exists_for(cast):
    programme(cast.lan, cast.an_binh, title="Chương trình trọng điểm đất đai")
    for actor, found in ((cast.lan, True), (cast.may, False), (cast.tuong, False)):
        shown = client_of(actor).get(reverse("search"), {"q": "trọng điểm đất đai"}).content.decode()
        assert ("Chương trình " in shown and "/oversight/programmes/" in shown) is found
