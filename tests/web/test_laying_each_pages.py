"""The page for laying: one common choice, a choice of one's own for each duty, whom the text names, people by name."""

import re
from datetime import timedelta

import pytest

from tests import factories
from tests.obligations.build import lay
from tests.web.duty_forms import conclusion, form, text_of, url
from tusoi.documents.models import Clause
from tusoi.obligations.models import Assignment, Obligation
from tusoi.obligations.services import withdraw_obligation
from tusoi.organisations.models import Account, OrganisationKind
from tusoi.organisations.services.reindex import reindex


@pytest.fixture
def enter(client):
    def sign_in(actor):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return sign_in


@pytest.fixture
def called():
    """The kinds of the cast are called as in the country."""

    def name(**names):
        for code, said in names.items():
            OrganisationKind.objects.filter(code=code).update(name_vi=said)

    name(commune="Đảng ủy xã, phường, đặc khu", cell="Chi bộ")
    return name


def two(cast, **more):
    """A common choice (An Bình, Suối Giàng) and a second duty that only Thôn Đông and Thôn Hạ bear."""
    second = {
        "d1-use": "on", "d1-title": "Sinh hoạt chuyên đề", "d1-deliverable": form(cast)["d0-deliverable"],
        "d1-due_on": "2031-05-06", "d1-expectations": "", "d1-instructions": "", "d1-whom": "own",
        "d1-bearer": "organisation", f"d1-org-{cast.an_binh.pk}-cell": [str(cast.thon_dong.pk), str(cast.thon_ha.pk)],
    }  # fmt: skip
    return form(cast, **{"duties": "2", **second, **more})


def checked(page, name):
    """The values of the ticked boxes whose name ends so."""
    boxes = re.findall(r"<input[^>]*>", page)
    return {
        re.search(r'value="([^"]*)"', box)[1]
        for box in boxes
        if re.search(rf'name="{name}"', box) and re.search(r"\schecked", box)
    }


def test_each_duty_goes_to_the_common_choice_or_to_its_own_and_the_second_step_says_so(cast, enter):
    may = enter(cast.may)
    pair = f"{cast.an_binh.pk}-{cast.sua.person_id}"
    shown = text_of(may.post(url("new"), two(cast, **{"d1-person": [pair]})))
    assert "Giao 2 nhiệm vụ" in shown
    assert "2 tập thể · 1 cá nhân" in shown
    assert "06/05/2031" in shown
    assert "chọn riêng" in shown
    assert "Mùa Thị Sua" in shown
    may.post(url("new"), two(cast, **{"d1-person": [pair], "step": "lay"}))
    laid = {(one.title, one.bearer): set(one.assignments.values_list("organisation", flat=True)) for one in
            Obligation.objects.all()}  # fmt: skip
    assert laid == {
        ("Kế hoạch khắc phục", "organisation"): {cast.an_binh.pk, cast.suoi_giang.pk},
        ("Sinh hoạt chuyên đề", "organisation"): {cast.thon_dong.pk, cast.thon_ha.pk},
        ("Sinh hoạt chuyên đề", "person"): {cast.an_binh.pk},
    }
    assert Obligation.objects.get(bearer="person").assignments.get().person_id == cast.sua.person_id


@pytest.mark.parametrize("step", ["confirm", "lay"])
@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, "Chưa chọn đơn vị nào, người nào"),
        ({"d1-kinds": ["group"]}, "nhận nhiệm vụ. Hãy chọn ít nhất một đơn vị"),
        ({"d1-org-x": ["999999"]}, "1 đơn vị đã chọn không thuộc phạm vi"),
        ({"d1-person": ["{an_binh}-{pha}"]}, "1 người đã chọn không giữ chức vụ"),
        ({"d1-bearer": "person", "d1-org-x": ["{ban_le}"]}, "chưa có cấp ủy viên nào|Chưa có ai nhận"),
    ],
)
def test_what_is_wrong_with_one_choice_is_said_at_that_duty_and_nothing_is_laid(cast, enter, own, said, step):
    numbers = {"an_binh": cast.an_binh.pk, "pha": cast.pha.person_id, "ban_le": cast.ban_le.pk}
    data = two(cast, step=step)
    del data[f"d1-org-{cast.an_binh.pk}-cell"]
    for name, value in own.items():
        data[name] = [one.format(**numbers) for one in value] if isinstance(value, list) else value
    response = enter(cast.may).post(url("new"), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert re.search(said, page[page.index('id="whom-d1"') :])
    assert not re.search(said, page[: page.index('id="whom-d1"')])
    assert Obligation.objects.count() == 0
    assert checked(page, f"org-{cast.province.pk}-commune") == {str(cast.an_binh.pk), str(cast.suoi_giang.pk)}


def test_the_same_twice_is_told_and_laid_once(cast, enter):
    pair = f"{cast.an_binh.pk}-{cast.sua.person_id}"
    data = form(cast, bearer="person", person=[pair, pair])
    shown = text_of(enter(cast.may).post(url("new"), data))
    assert "Giao cho 1 cá nhân" in shown
    assert "1 người được chọn hai lần" in shown


def test_a_common_choice_nobody_uses_may_stay_empty(cast, enter):
    data = two(cast, **{"d0-whom": "own", "d0-bearer": "organisation", "d0-org-x": [str(cast.an_binh.pk)]})
    del data[f"org-{cast.province.pk}-commune"]
    shown = text_of(enter(cast.may).post(url("new"), data))
    assert "Giao 2 nhiệm vụ" in shown


def test_the_common_day_and_the_common_expectations_hold_where_a_duty_says_none(cast, enter):
    common = {"due_on": "05/04/2031", "expectations": "Có số liệu\nCó người chịu trách nhiệm", "d0-due_on": ""}
    enter(cast.may).post(url("new"), two(cast, **common, **{"d1-expectations": "Một ý riêng", "step": "lay"}))
    first, second = Obligation.objects.order_by("pk")
    assert (first.due_on.isoformat(), first.expectations) == ("2031-04-05", ["Có số liệu", "Có người chịu trách nhiệm"])
    assert (second.due_on.isoformat(), second.expectations) == ("2031-05-06", ["Một ý riêng"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"due_on": "2020-01-01"}, "Thời hạn đã qua"),
        ({"due_on": "mai", "d0-due_on": ""}, "Hãy ghi thời hạn"),
        ({"d1-bearer": "everybody"}, "Hãy chọn một mục"),
        ({"d1-whom": "somebody"}, "Hãy chọn một mục"),
        ({"expectations": "x" * 4001}, "4000"),
    ],
)
def test_wrong_words_in_the_common_part_or_in_an_own_choice_are_said(cast, enter, change, said):
    response = enter(cast.may).post(url("new"), two(cast, **change))
    assert response.status_code == 422
    assert said in text_of(response)


def test_hostile_fields_neither_break_the_page_nor_lay_anything(cast, enter):
    may = enter(cast.may)
    bad = {"person": ["x", "1-", "9" * 30 + "-1", "1-2-3"], "kinds": ["x" * 99], "find": "%" * 500,
           "d1-opened": ["-1", "abc", "9" * 40], "d0-whom": "own"}  # fmt: skip
    assert may.post(url("new"), two(cast, **bad)).status_code == 422
    for side in (
        {"open": "d0-x"},
        {"open": "9" * 40},
        {"own": "99"},
        {"own": "x"},
        {"search": "zzz"},
        {"step": "enter"},
    ):
        data = two(cast, **bad, **side)
        if "step" not in side:
            del data["step"]
        assert may.post(url("new"), data).status_code in (200, 422), side
    assert may.get(url("people"), {"prefix": "d0", "find": "x"}).status_code == 404
    assert may.get(url("own"), {"prefix": "d0-", "document": "abc"}).status_code == 404
    assert may.get(url("own"), {"prefix": "d0-", "document": "99"}).status_code == 404
    assert Obligation.objects.count() == 0


# --- whom the text names


def asked(cast, *addressees):
    """A conclusion whose requirements name these."""
    document = conclusion(cast)
    document.clauses.all().delete()
    for position, who in enumerate(addressees, start=1):
        Clause.objects.create(
            document=document, kind="requirement", position=position, title=f"Việc {position}", quote=who,
            fields={"addressee": who} if who else {}, due_on=cast.may.today + timedelta(days=20),
        )  # fmt: skip
    return url("new") + f"?document={document.pk}"


def test_whom_the_text_names_is_ticked_with_the_reason_beside_it(cast, enter, called):
    page = enter(cast.may).get(asked(cast, "các đảng ủy xã", "các đảng ủy xã")).content.decode()
    assert checked(page, "kinds") == {"commune"}
    assert "nêu trong văn bản: “các đảng ủy xã”" in page
    assert checked(page, "d0-whom") == checked(page, "d1-whom") == {"same"}


def test_a_requirement_that_names_somebody_else_has_its_own_choice_from_the_beginning(cast, enter, called):
    address = asked(cast, "các đảng ủy xã", "Ban Thường vụ Đảng ủy xã An Bình và Chi bộ Thôn Hạ", "Các đảng ủy xã")
    page = enter(cast.may).get(address).content.decode()
    assert checked(page, "kinds") == {"commune"}
    assert [checked(page, f"d{n}-whom") for n in range(3)] == [{"same"}, {"own"}, {"same"}]
    assert checked(page, f"d1-org-{cast.province.pk}-commune") == {str(cast.an_binh.pk)}
    assert checked(page, f"d1-org-{cast.an_binh.pk}-cell") == {str(cast.thon_ha.pk)}, "its level stands open"
    assert checked(page, "d1-kinds") == set()


def test_who_is_not_in_the_tree_is_said_and_not_laid_on_the_others_unseen(cast, enter, called):
    address = asked(cast, "Đảng ủy các xã An Bình, Mường Khe", "Văn phòng Tỉnh ủy", "các đảng ủy xã")
    shown = text_of(enter(cast.may).get(address))
    assert "không tìm thấy trong cây tổ chức nêu trong văn bản: “Đảng ủy xã Mường Khe”" in shown
    assert "là đơn vị giao nêu trong văn bản: “Văn phòng Tỉnh ủy”" in shown


def test_what_the_text_names_can_be_unticked(cast, enter, called):
    may = enter(cast.may)
    address = asked(cast, "các đảng ủy xã")
    document = int(address.rsplit("=", 1)[1])
    clause = Clause.objects.get(document=document)
    data = form(cast, **{"d0-clause": str(clause.pk), f"org-{cast.province.pk}-commune": [str(cast.an_binh.pk)]})
    assert "Giao cho 1 tập thể" in text_of(may.post(address, data))
    again = may.post(address, {**data, "step": "edit"}).content.decode()
    assert checked(again, "kinds") == set(), "what was unticked stays so"
    assert "nêu trong văn bản: “các đảng ủy xã”" in again


def test_nothing_is_ticked_outside_one_s_branch_or_for_a_duty_passed_on(cast, enter, called):
    address = asked(cast, "Đảng ủy xã Suối Giàng, Chi bộ Bản Lè và Chi bộ Thôn Đông")
    document = int(address.rsplit("=", 1)[1])
    page = enter(cast.lan).get(address).content.decode()
    assert checked(page, f"org-{cast.an_binh.pk}-cell") == {str(cast.thon_dong.pk)}
    assert "“Chi bộ Bản Lè”" in page
    duty = lay(cast.may, cast.province, cast.an_binh, clause=Clause.objects.get(document=document))
    page = enter(cast.lan).get(url("new") + f"?parent={duty.assignments.get().pk}").content.decode()
    assert checked(page, "kinds") == checked(page, f"org-{cast.an_binh.pk}-cell") == set()


def test_a_choice_of_one_s_own_opens_with_and_without_a_script(cast, enter, called):
    may = enter(cast.may)
    address = asked(cast, "các đảng ủy xã", "các đảng ủy xã")
    document = int(address.rsplit("=", 1)[1])
    clause = Clause.objects.filter(document=document).last()
    part = may.get(url("own"), {"prefix": "d1-", "document": document, "clause": clause.pk}).content.decode()
    assert checked(part, "d1-kinds") == {"commune"}
    data = two(cast, own="1", **{"d1-clause": str(clause.pk), "d1-whom": "same"})
    del data["step"], data[f"d1-org-{cast.an_binh.pk}-cell"]
    response = may.post(address, data)
    assert response.status_code == 200
    page = response.content.decode()
    assert checked(page, "d1-whom") == {"own"}
    assert checked(page, "d1-kinds") == {"commune"}
    level = may.get(url("children"), {"node": cast.an_binh.pk, "prefix": "d1-"}).content.decode()
    assert f'name="d1-org-{cast.an_binh.pk}-cell"' in level


# --- people by name


def test_people_are_searched_with_and_without_a_script_and_the_ticked_stay(cast, enter):
    reindex()
    may = enter(cast.may)
    sua, lan = (f"{cast.an_binh.pk}-{one.person_id}" for one in (cast.sua, cast.lan))
    part = may.get(url("people"), {"prefix": "d1-", "d1-find": "mua sua", "d1-person": [lan]}).content.decode()
    assert checked(part, "d1-person") == {lan}
    assert f'value="{sua}"' in part
    assert "Đảng ủy xã An Bình" in part
    data = two(cast, search="d1-", **{"d1-find": "mua sua", "d1-person": [lan]})
    del data["step"]
    response = may.post(url("new"), data)
    page = response.content.decode()
    assert response.status_code == 200
    assert checked(page, "d1-person") == {lan}
    assert f'value="{sua}"' in page
    assert checked(page, f"d1-org-{cast.an_binh.pk}-cell") == {str(cast.thon_dong.pk), str(cast.thon_ha.pk)}
    entered = may.post(url("new"), two(cast, find="mua sua", step="enter"))
    assert entered.status_code == 200
    assert f'name="person" value="{sua}"' in entered.content.decode()
    assert "Giao 2 nhiệm vụ" in text_of(may.post(url("new"), two(cast, step="enter"))), (
        "Enter goes on when none is asked"
    )


def test_only_people_of_one_s_own_branch_are_shown(cast, enter):
    reindex()
    lan = enter(cast.lan)
    for name, seen in (("loi van noi", False), ("lo van noi", True), ("vi van tuong", False), ("ha thi may", False)):
        part = lan.get(url("people"), {"prefix": "", "find": name})
        assert ('name="person"' in part.content.decode()) is seen, name
    assert "Không tìm thấy ai" in lan.get(url("people"), {"find": "vi van tuong"}).content.decode()
    chosen = f"{cast.suoi_giang.pk}-{cast.tuong.person_id}"
    assert "Tưởng" not in lan.get(url("people"), {"person": chosen}).content.decode()
    assert enter(cast.sua).get(url("people"), {"find": "lo"}).status_code == 403


def test_people_alone_are_enough_and_bear_it_whatever_is_chosen_for_the_rest(cast, enter):
    data = form(cast, person=[f"{cast.an_binh.pk}-{cast.sua.person_id}"], step="lay")
    del data[f"org-{cast.province.pk}-commune"]
    enter(cast.may).post(url("new"), data)
    assert Obligation.objects.get().bearer == "person"
    assert Assignment.objects.get().person_id == cast.sua.person_id


def test_a_duty_of_persons_is_laid_on_more_people_by_name(cast, enter):
    may = enter(cast.may)
    reindex()
    may.post(url("new"), form(cast, person=[f"{cast.an_binh.pk}-{cast.sua.person_id}"], step="lay"))
    duty = Obligation.objects.get(bearer="person")
    noi = f"{cast.thon_dong.pk}-{cast.noi.person_id}"
    found = may.post(url("bearers", duty.pk), {"find": "lo van noi", "search": "common"})
    assert f'value="{noi}"' in found.content.decode()
    assert duty.assignments.count() == 1
    may.post(url("bearers", duty.pk), {"person": [noi]})
    assert duty.assignments.count() == 2


# --- the page stays light


def test_the_page_asks_the_same_few_queries_whatever_it_holds(cast, enter, called, django_assert_max_num_queries):
    many = [factories.organisation(f"Đảng ủy xã Số {n}", "commune", cast.province) for n in range(25)]
    for one in many:
        factories.organisation("Chi bộ Một", "cell", one)
        factories.position(factories.person(), "bi-thu", one)
    reindex()
    may = enter(cast.may)
    names = [f"Đảng ủy xã Số {n} và Chi bộ Thôn Hạ" for n in range(25)]
    address = asked(cast, *names, "Chi bộ Không Có", "")
    may.get(address)
    with django_assert_max_num_queries(20):
        page = may.get(address).content.decode()
    assert checked(page, "d24-whom") == {"own"}
    data = form(cast, duties="25", find="lo van", search="common")
    clauses = Clause.objects.filter(kind="requirement").order_by("position")
    for n, (one, clause) in enumerate(zip(many, clauses, strict=False)):
        data |= {
            f"d{n}-{name}": value for name, value in {
                "use": "on", "title": f"Việc {n}", "deliverable": data["d0-deliverable"], "due_on": "2031-01-02",
                "whom": "own", "bearer": "both", "org-x": [str(one.pk)], "opened": [str(one.pk)], "clause": clause.pk,
                "person": [f"{cast.an_binh.pk}-{cast.sua.person_id}"],
            }.items()
        }  # fmt: skip
    with django_assert_max_num_queries(20):
        assert may.post(address, {**data, "step": "confirm"}).status_code == 200
    del data["step"]
    with django_assert_max_num_queries(20):
        assert may.post(address, data).status_code == 200


def test_what_is_settled_is_folded_and_what_lacks_something_stands_open(cast, enter):
    document = conclusion(cast)
    page = enter(cast.may).get(url("new") + f"?document={document.pk}").content.decode()

    def is_open(name):
        return re.search(rf'id="{name}".*?<details[^>]*class="settled"([^>]*)>', page, re.S)[1].strip() == "open"

    assert not is_open("d0"), "its day is known"
    assert is_open("d1"), "no day is known"
    assert re.search(r'<details class="settled" id="common"[^>]* open>', page), "nobody is chosen"
    assert "theo thời hạn chung" in page


def test_a_requirement_that_was_laid_before_says_so_and_is_not_ticked_again(cast, enter, called):
    document = conclusion(cast)
    first, second = document.clauses.order_by("pk")
    duty = lay(cast.may, cast.province, cast.an_binh, title="Kế hoạch đã giao rồi", clause=first)
    may = enter(cast.may)
    page = may.get(f"{url('new')}?document={document.pk}").content.decode()
    assert "Kế hoạch đã giao rồi" in page
    assert f'href="/obligations/{duty.pk}/"' in page
    assert re.findall(r'name="(d\d-use)"[^>]*\schecked', page) == ["d1-use"]
    assert second.title in page
    again = form(cast, **{"d0-clause": str(first.pk)})
    step = may.post(f"{url('new')}?document={document.pk}", again).content.decode()
    assert "Xem lại trước khi giao" in step
    assert "Kế hoạch đã giao rồi" in step
    withdraw_obligation(obligation_id=duty.pk, reason="Giao nhầm", by=cast.may)
    assert "Kế hoạch đã giao rồi" not in may.get(f"{url('new')}?document={document.pk}").content.decode()


def test_a_requirement_that_is_not_ticked_still_says_what_it_is(cast, enter, called):
    document = conclusion(cast)
    only = document.clauses.get(title="Rà soát quy chế")
    page = enter(cast.may).get(f"{url('new')}?document={document.pk}&clause={only.pk}").content.decode()
    unused = re.search(r'<p class="unused">(?:(?!</p>).)*Xây dựng kế hoạch khắc phục', page, re.S)
    assert unused is not None
