import uuid
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import factories
from tusoi.organisations.models import Account, AreaAssignment, Membership, Organisation, Person, Position
from tusoi.organisations.services import end_organisation, load_reference, rename_organisation
from tusoi.organisations.services.people import index_person

DAY = date(2024, 3, 1)
GOOD = "bờ-suối-xanh-91"


@pytest.fixture
def sign_in(cast, client):
    def as_(name):
        client.force_login(Account.objects.get(pk=getattr(cast, name).account_id))
        return client

    return as_


def url(name, *args):
    return reverse(f"organisations:{name}", args=args)


def text(answer):
    return answer.content.decode()


# --- the tree


def test_the_tree_begins_at_my_place_and_shows_the_level_below(cast, sign_in):
    page = text(sign_in("may").get(url("tree")))
    assert "Tỉnh ủy Sơn Hà" in page
    assert "Đảng ủy xã An Bình" in page
    assert "Chi bộ Thôn Đông" not in page


def test_a_node_opens_without_scripts_and_with_them(cast, sign_in):
    client = sign_in("may")
    assert "Chi bộ Thôn Đông" in text(client.get(url("tree"), {"open": cast.an_binh.pk}))
    part = text(client.get(url("branch", cast.an_binh.pk), headers={"HX-Request": "true"}))
    assert "Chi bộ Thôn Đông" in part
    assert "<html" not in part
    closed = text(client.get(url("branch", cast.an_binh.pk), {"closed": 1}))
    assert "Chi bộ Thôn Đông" not in closed


def test_the_tree_of_a_commune_shows_nothing_sideways(cast, sign_in):
    client = sign_in("lan")
    page = text(client.get(url("tree"), {"open": [cast.province.pk, cast.suoi_giang.pk]}))
    assert "Chi bộ Thôn Đông" in page
    assert "Suối Giàng" not in page
    assert client.get(url("branch", cast.suoi_giang.pk)).status_code == 404
    assert "Suối Giàng" not in text(client.get(url("tree"), {"q": "suoi giang"}))


def test_the_filter_finds_without_diacritics_and_by_old_names(cast, sign_in):
    rename_organisation(organisation_id=cast.thon_ha.pk, name="Chi bộ Thôn Mới", on=DAY, by=cast.admin)
    client = sign_in("may")
    part = text(client.get(url("tree"), {"q": "thon ha"}, headers={"HX-Request": "true"}))
    assert "Chi bộ" in part
    assert url("detail", cast.thon_ha.pk) in part
    assert "<html" not in part
    assert "Không có đơn vị nào khớp" in text(client.get(url("tree"), {"q": "không đâu có"}))


def test_the_tree_as_it_was_shows_old_names_and_ended_organisations(cast, sign_in):
    rename_organisation(organisation_id=cast.an_binh.pk, name="Đảng ủy xã An Thái", on=DAY, by=cast.admin)
    end_organisation(organisation_id=cast.thon_ha.pk, on=DAY, reason="sáp nhập", by=cast.admin)
    client = sign_in("may")
    today = text(client.get(url("tree"), {"open": cast.an_binh.pk}))
    assert "An Thái" in today
    assert "Thôn Hạ" not in today
    then = text(client.get(url("tree"), {"open": cast.an_binh.pk, "on": "2023-01-01"}))
    assert "Đảng ủy xã An Bình" in then
    assert "Thôn Hạ" in then
    with_ended = text(client.get(url("tree"), {"open": cast.an_binh.pk, "ended": "1"}))
    assert "Thôn Hạ" in with_ended


@pytest.mark.parametrize(
    "bad", [{"open": "abc"}, {"open": "9" * 30}, {"on": "abc"}, {"on": "0001-01-01"}, {"page": "x"}]
)
def test_a_wrong_address_gives_a_page_all_the_same(cast, sign_in, bad):
    assert sign_in("may").get(url("tree"), bad, follow=True).status_code == 200


def test_the_whole_reach_leaves_as_a_workbook(cast, sign_in):
    answer = sign_in("lan").get(url("export"))
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    names = {row[0] for row in rows[3:]}
    assert names == {"Đảng ủy xã An Bình", "Chi bộ Thôn Đông", "Chi bộ Thôn Hạ"}


# --- every page, by role and place

PAGES = ("detail", "history", "members", "areas", "bodies", "access")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_my_organisation_opens_in_few_queries(cast, sign_in, name, django_assert_max_num_queries):
    for _ in range(30):
        person = factories.person()
        factories.member(person, cast.an_binh)
        factories.position(person, "uy-vien", cast.an_binh)
        factories.organisation(f"Chi bộ {person.name}", "cell", cast.an_binh)
    client = sign_in("lan")
    client.get(url(name, cast.an_binh.pk))
    with django_assert_max_num_queries(20):
        assert client.get(url(name, cast.an_binh.pk)).status_code == 200


def test_the_tree_with_many_open_nodes_stays_within_twenty_queries(cast, sign_in, django_assert_max_num_queries):
    for place in (cast.an_binh, cast.suoi_giang):
        for n in range(20):
            cell = factories.organisation(f"Chi bộ {n}", "cell", place)
            factories.organisation("Tổ 1", "group", cell)
    opened = list(Organisation.objects.values_list("pk", flat=True))
    client = sign_in("may")
    client.get(url("tree"))
    with django_assert_max_num_queries(20):
        assert "Tổ 1" in text(client.get(url("tree"), {"open": opened}))
    with django_assert_max_num_queries(20):
        client.get(url("tree"), {"open": opened, "on": "2023-01-01"})


@pytest.mark.parametrize("name", [*PAGES, "branch", "found", "rename", "end", "register", "appoint"])
def test_a_sibling_s_page_does_not_exist(cast, sign_in, name):
    assert sign_in("tuong").get(url(name, cast.an_binh.pk)).status_code == 404


@pytest.mark.parametrize("name", ["found", "rename", "end"])
def test_changing_the_tree_is_refused_to_an_office_and_open_to_the_administrator(cast, sign_in, name):
    assert sign_in("lan").get(url(name, cast.an_binh.pk)).status_code == 403
    assert sign_in("admin").get(url(name, cast.an_binh.pk)).status_code == 200


@pytest.mark.parametrize("name", ["register", "appoint"])
def test_people_are_changed_by_the_office_and_not_by_a_reader(cast, sign_in, name):
    assert sign_in("sua").get(url(name, cast.an_binh.pk)).status_code == 403
    assert sign_in("lan").get(url(name, cast.an_binh.pk)).status_code == 200


def test_a_member_sees_who_leads_above_but_not_who_belongs_there(cast, sign_in):
    client = sign_in("noi")
    page = text(client.get(url("detail", cast.an_binh.pk)))
    assert "Mùa Thị Sua" in page
    assert "Thôn Hạ" not in page
    for name in ("members", "areas", "history"):
        assert client.get(url(name, cast.an_binh.pk)).status_code == 403


@pytest.mark.parametrize("pk", [10**6, 2**63, 10**30])
def test_what_does_not_exist_is_a_404(cast, sign_in, pk):
    client = sign_in("admin")
    for page in ("detail", "person", "password", "relieve", "end_body"):
        assert client.get(url(page, pk)).status_code == 404


def test_nobody_reads_without_signing_in(cast, client):
    assert client.get(url("tree")).status_code == 302


# --- changes


def test_founding_twice_by_a_double_click_founds_once(cast, sign_in):
    client = sign_in("admin")
    kind = factories.organisation_kind("cell")
    sent = {"kind": kind.pk, "name": "Chi bộ Thôn Nam", "on": "2024-03-01", "request_key": str(uuid.uuid4())}
    first = client.post(url("found", cast.an_binh.pk), sent)
    second = client.post(url("found", cast.an_binh.pk), sent)
    new = Organisation.objects.get(name="Chi bộ Thôn Nam")
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == url("detail", new.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""}, {"name": "x" * 300}, {"kind": "abc"}, {"kind": "999999"}, {"on": "abc"}, {"on": ""},
        {"on": "9999-12-31"}, {"name": "Chi bộ Thôn Đông"}, {"request_key": "\x01"},
    ],
)  # fmt: skip
def test_a_founding_that_does_not_fit_says_so_in_the_form(cast, sign_in, change):
    kind = factories.organisation_kind("cell")
    before = Organisation.objects.count()
    sent = {"kind": kind.pk, "name": "Chi bộ Thôn Nam", "on": "2024-03-01", "request_key": str(uuid.uuid4())}
    answer = sign_in("admin").post(url("found", cast.an_binh.pk), {**sent, **change})
    if "request_key" in change:
        assert answer.status_code in (200, 302)
        return
    assert answer.status_code == 200
    assert "error" in text(answer)
    assert Organisation.objects.count() == before


def test_a_renaming_and_an_end_are_told_on_the_organisation_s_page(cast, sign_in):
    client = sign_in("admin")
    client.post(url("rename", cast.thon_ha.pk), {"name": "Chi bộ Thôn Mới", "on": "2024-03-01", "decision": "5-QĐ/ĐU"})
    answer = client.post(url("end", cast.thon_ha.pk), {"on": "2025-03-01", "reason": "sáp nhập thôn"}, follow=True)
    page = text(answer)
    assert "đã kết thúc hoạt động" in page
    page = text(client.get(url("history", cast.thon_ha.pk)))
    assert "đổi tên từ “Chi bộ Thôn Hạ” thành “Chi bộ Thôn Mới”" in page
    assert "sáp nhập thôn" in page


def test_an_organisation_with_others_below_says_why_it_does_not_end(cast, sign_in):
    answer = sign_in("admin").post(url("end", cast.an_binh.pk), {"on": "2025-03-01", "reason": "vì"})
    assert "Còn đơn vị trực thuộc" in text(answer)


def test_bodies_and_terms_are_opened_and_ended(cast, sign_in):
    load_reference()
    client = sign_in("admin")
    kind = factories.BodyKind.objects.get(code="uy-ban-kiem-tra")
    client.post(url("establish", cast.an_binh.pk), {"kind": kind.pk, "on": "2024-03-01"})
    client.post(url("open_term", cast.an_binh.pk), {"name": "2020-2025", "on": "2020-03-01"})
    again = client.post(url("open_term", cast.an_binh.pk), {"name": "2019-2024", "on": "2020-01-01"})
    assert "trùng với một nhiệm kỳ khác" in text(again)
    body = cast.an_binh.bodies.get()
    page = text(client.post(url("end_body", body.pk), {"on": "2025-01-01", "reason": "sắp xếp lại"}, follow=True))
    assert "UBKTĐU" in page
    assert "2020-2025" in page


# --- people


def test_a_person_is_registered_appointed_and_relieved(cast, sign_in):
    client = sign_in("lan")
    client.post(url("register", cast.an_binh.pk), {"name": "Giàng A Chu", "standing": "official", "on": "2023-01-01"})
    person = Person.objects.get(name="Giàng A Chu")
    kind = factories.position_kind("pho-bi-thu")
    client.post(url("appoint", cast.an_binh.pk), {"person": person.pk, "kind": kind.pk, "on": "2024-03-01"})
    assert "Giàng A Chu" in text(client.get(url("detail", cast.an_binh.pk)))
    position = Position.objects.get(person=person)
    client.post(url("relieve", position.pk), {"on": "2025-01-01", "reason": "chuyển công tác"})
    position.refresh_from_db()
    assert position.valid_to == date(2025, 1, 1)
    page = text(client.get(url("person", person.pk)))
    assert "01/03/2024 – 01/01/2025" in page


def test_a_standing_is_changed_and_a_member_transferred(cast, sign_in):
    person = factories.person("Giàng A Chu")
    factories.member(person, cast.thon_dong)
    client = sign_in("lan")
    client.post(url("standing", person.pk, cast.thon_dong.pk), {"standing": "away", "on": "2024-03-01"})
    assert "tạm vắng" in text(client.get(url("person", person.pk)))
    found = client.get(url("transfer", person.pk, cast.thon_dong.pk), {"q": "thon ha"})
    assert "Chi bộ Thôn Hạ" in text(found)
    client.post(url("transfer", person.pk, cast.thon_dong.pk), {"organisation": cast.thon_ha.pk, "on": "2025-03-01"})
    assert Membership.objects.open().get(person=person).organisation == cast.thon_ha
    client.post(url("leave", person.pk, cast.thon_ha.pk), {"on": "2025-05-01", "reason": "từ trần"})
    assert not Membership.objects.open().filter(person=person).exists()


def test_people_are_found_only_within_reach(cast, sign_in):
    client = sign_in("lan")
    index_person(Person.objects.get(name="Mùa Thị Sua"), cast.an_binh)
    page = text(client.get(url("people"), {"q": "sua"}))
    assert "Mùa Thị" in page
    assert "Tưởng" not in text(client.get(url("people")))
    assert client.get(url("person", cast.tuong.person_id)).status_code == 404
    assert client.get(url("people"), {"format": "xlsx"}).status_code == 200


def test_the_members_page_explains_its_denominator(cast, sign_in):
    for standing, count in {"official": 5, "probationary": 2, "away": 3, "visiting": 1, "exempt": 1}.items():
        for _ in range(count):
            factories.member(factories.person(), cast.thon_dong, standing)
    client = sign_in("noi")
    page = " ".join(text(client.get(url("members", cast.thon_dong.pk))).split())
    assert "Số phải dự họp là <b>8</b> = 5 chính thức + 2 dự bị + 1 tạm chuyển đến" in page
    only = text(client.get(url("members", cast.thon_dong.pk), {"standing": "away"}))
    assert only.count('<th scope="row">') == 3
    assert client.get(url("members", cast.thon_dong.pk), {"format": "xlsx"}).status_code == 200


# --- areas


def test_gaps_and_double_assignments_come_first(cast, sign_in):
    client = sign_in("lan")
    page = text(client.get(url("areas", cast.an_binh.pk)))
    assert "chưa ai phụ trách" in page
    assert "Mùa Thị Sua" in page
    sent = {"person": cast.sua.person_id, "area": f"territory:{cast.thon_dong.pk}", "on": "2024-03-01"}
    assert client.post(url("areas", cast.an_binh.pk), sent).status_code == 302
    area = AreaAssignment.objects.get()
    assert "đang phụ trách đúng phần việc đó" in text(client.post(url("areas", cast.an_binh.pk), sent))
    assert client.get(url("areas", cast.an_binh.pk), {"format": "xlsx"}).status_code == 200
    assert client.post(url("end_area", area.pk)).status_code == 302
    area.refresh_from_db()
    assert area.valid_to


def test_a_superior_reads_the_areas_and_does_not_assign(cast, sign_in):
    client = sign_in("may")
    assert "do chính cấp ủy đơn vị này" in text(client.get(url("areas", cast.an_binh.pk)))
    assert client.post(url("areas", cast.an_binh.pk), {}).status_code == 403


# --- access and accounts


def test_the_page_of_access_says_through_which_appointment(cast, sign_in):
    page = text(sign_in("lan").get(url("access", cast.thon_dong.pk)))
    assert "van-phong, Đảng ủy xã An Bình (từ 01/01/2020)" in page
    assert "không dùng thay cấp dưới" in page
    assert "Ai được làm gì ở đây" in page
    assert "Ai được làm gì ở đây" not in text(sign_in("sua").get(url("access", cast.an_binh.pk)))


def test_accounts_are_kept_by_the_administrator_alone(cast, sign_in):
    assert sign_in("lan").get(url("accounts")).status_code == 403
    client = sign_in("admin")
    assert "lan" in text(client.get(url("accounts")))
    person = factories.person("Giàng A Chu")
    factories.member(person, cast.thon_dong)
    weak = client.post(url("new_account", person.pk), {"username": "chu.ga", "password": "123"})
    assert "quá ngắn" in text(weak)
    client.post(url("new_account", person.pk), {"username": "chu.ga", "password": GOOD})
    account = Account.objects.get(username="chu.ga")
    client.post(url("active", account.pk), {"active": "0"})
    account.refresh_from_db()
    assert not account.is_active
    client.post(url("password", account.pk), {"password": GOOD + "2"})
    account.refresh_from_db()
    assert account.check_password(GOOD + "2")
    assert client.get(url("accounts"), {"format": "xlsx"}).status_code == 200


def test_an_administrator_of_a_commune_keeps_only_its_accounts(cast, client):
    local = factories.actor("quan-tri", cast.an_binh, name="Sùng A Tủa")
    client.force_login(Account.objects.get(pk=local.account_id))
    page = text(client.get(url("accounts")))
    assert "Lò Thị Lan" in page
    assert "Hà Thị Mây" not in page
    assert client.post(url("active", cast.tuong.account_id), {"active": "0"}).status_code == 404
