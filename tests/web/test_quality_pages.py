"""What the reviewer is told of an answer, two answers beside each other, the answers of a duty that are much alike."""

import zipfile
from io import BytesIO

import pytest

from tests.obligations.build import lay, part
from tests.obligations.test_alike import ONE, OTHER, send
from tests.web.duty_forms import line, text_of, url
from tusoi.obligations.services import ItemDraft, recall_answer
from tusoi.organisations.models import Account


@pytest.fixture
def duty(cast):
    return lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha)


@pytest.fixture
def seen(client):
    def see(actor, address, data=None):
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client.get(address, data or {})

    return see


def beside(duty, one, other):
    return f"/obligations/reviews/{part(duty, one).pk}/beside/{part(duty, other).pk}/"


HOLLOW = ItemDraft(task="Tăng cường công tác lãnh đạo, chỉ đạo trong thời gian tới", lead="Chi ủy")


def test_the_reviewer_sees_what_each_line_has_and_lacks(cast, duty, seen):
    good = ItemDraft(
        task="Lập sổ theo dõi 12 hộ, ghi hằng tuần", lead="Đ/c Lò Văn Nọi", product="Sổ có chữ ký", due_on=duty.due_on
    )
    send(duty, cast.thon_dong, cast.noi, "", [good, HOLLOW])
    page = text_of(seen(cast.lan, url("review", part(duty, cast.thon_dong).pk)))
    assert "Để ý" in page
    assert "lời chung chung: “Tăng cường”" in page
    assert "giao cho tập thể, chưa rõ người: “Chi ủy”" in page
    assert "Lập sổ theo dõi 12 hộ" in page
    assert "không quyết định thay" in page


def test_the_day_of_a_line_is_its_own_and_not_one_that_its_milestones_name(cast, duty, seen):
    early = f"{duty.due_on:01/%m/%Y} họp xong"
    item = ItemDraft(task="Lập sổ theo dõi 12 hộ", lead="Đ/c Lò Văn Nọi", milestones=early, due_on=duty.due_on)
    send(duty, cast.thon_dong, cast.noi, "", [item])
    note = seen(cast.lan, url("review", part(duty, cast.thon_dong).pk)).context["notes"].numbered[0][1]
    assert f"{duty.due_on:%d/%m/%Y}" in [cell.words for cell in note.cells if cell.label == "Thời hạn"]


def test_the_table_says_what_the_fields_of_a_line_say(cast, duty, seen):
    task = "Kiểm tra biên bản của 8 chi bộ (quý I: 8; quý II: 8), Phó Bí thư ký"
    filled = ItemDraft(task=task, lead="Lường Văn Quân", milestones="Quý I/2027: 8 chi bộ\nQuý II/2027: 8 chi bộ")
    send(duty, cast.thon_dong, cast.noi, "", [filled, HOLLOW])
    answer = seen(cast.lan, url("review", part(duty, cast.thon_dong).pk))
    note, hollow = (note for _item, note in answer.context["notes"].numbered)
    said = [(cell.is_there, cell.words, cell.mentioned) for cell in note.cells]
    assert said == [
        (True, task, ""),
        (True, filled.lead, ""),
        (False, "", "quý I"),
        (True, filled.milestones, ""),
        (False, "", "biên bản"),
    ]
    assert "chưa ghi sản phẩm" in note.chips
    assert [(cell.is_there, cell.words) for cell in hollow.cells[:2]] == [(False, HOLLOW.task), (False, HOLLOW.lead)]
    assert "chỗ khác nhắc: “biên bản”" in text_of(answer)


def test_the_name_of_another_organisation_is_pointed_out(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, "Chi bộ Thôn Hạ họp ngày 12/3 và giao việc. Đảng ủy xã An Bình đã nghe.")
    page = text_of(seen(cast.lan, url("review", part(duty, cast.thon_dong).pk)))
    assert "nhắc tên nơi khác: “Chi bộ Thôn Hạ”" in page
    assert "“Đảng ủy xã An Bình”" not in page


def test_the_reviewer_is_led_to_the_answer_that_is_the_same(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    page = seen(cast.lan, url("review", part(duty, cast.thon_ha).pk)).content.decode()
    assert "trùng 100 %" in page
    assert beside(duty, cast.thon_ha, cast.thon_dong) in page


def test_two_answers_stand_beside_each_other_with_linked_passages(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, f"Lời riêng <b>.\n{ONE}")
    send(duty, cast.thon_ha, cast.pha, ONE)
    answer = seen(cast.lan, beside(duty, cast.thon_ha, cast.thon_dong))
    page = answer.content.decode()
    assert answer.status_code == 200
    for number in (1, 2, 3):
        assert f'id="a-{number}"' in page
        assert f'href="#b-{number}"' in page
        assert f'id="b-{number}"' in page
    assert "Lời riêng &lt;b&gt;" in page


def test_what_both_quote_of_the_duty_is_not_marked(cast, seen):
    duty = lay(cast.lan, cast.an_binh, cast.thon_dong, cast.thon_ha, instructions=OTHER)
    send(duty, cast.thon_dong, cast.noi, f"{OTHER}\n{ONE}")
    send(duty, cast.thon_ha, cast.pha, f"{OTHER}\n{ONE}")
    page = seen(cast.lan, beside(duty, cast.thon_ha, cast.thon_dong)).content.decode()
    assert '<i class="quoted">Tháng này chi bộ sửa lại nhà văn hóa' in page
    assert page.count("<mark>") == 6


@pytest.mark.parametrize("who", ["noi", "pha", "tuong"])
def test_the_siblings_text_is_shown_to_nobody_beside(cast, duty, seen, who):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    assert seen(getattr(cast, who), beside(duty, cast.thon_ha, cast.thon_dong)).status_code == 404


def test_who_only_reads_does_not_compare(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    assert seen(cast.sua, beside(duty, cast.thon_ha, cast.thon_dong)).status_code == 403
    assert "trùng" not in text_of(seen(cast.sua, url("review", part(duty, cast.thon_ha).pk)))


def test_an_answer_is_not_compared_with_itself_nor_with_another_duty(cast, duty, seen):
    other = lay(cast.lan, cast.an_binh, cast.thon_ha)
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(other, cast.thon_ha, cast.pha, ONE)
    here, there = part(duty, cast.thon_dong).pk, part(other, cast.thon_ha).pk
    for pair in ((here, here), (here, there), (here, 10**12), (here, part(duty, cast.thon_ha).pk)):
        assert seen(cast.lan, f"/obligations/reviews/{pair[0]}/beside/{pair[1]}/").status_code == 404


def test_the_duty_lists_the_answers_that_are_alike_and_exports_them(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    address = url("detail", duty.pk)
    page = seen(cast.lan, address, {"tab": "alike"}).content.decode()
    assert "Nhóm 2 bài" in page
    assert beside(duty, cast.thon_ha, cast.thon_dong) in page
    file = seen(cast.lan, address, {"tab": "alike", "format": "xlsx"})
    with zipfile.ZipFile(BytesIO(file.content)) as book:
        words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "Chi bộ Thôn Đông" in words
    assert "Chi bộ Thôn Hạ" in words


def test_without_any_alike_the_list_teaches(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, OTHER)
    assert "Chưa thấy bài nào giống nhau" in text_of(seen(cast.lan, url("detail", duty.pk), {"tab": "alike"}))


def test_the_writer_sees_what_his_own_lines_lack(cast, duty, client, seen):
    own = part(duty, cast.thon_dong)
    client.force_login(Account.objects.get(pk=cast.noi.account_id))
    client.post(url("draft", own.pk), {"text": "", **line(0, task=HOLLOW.task, lead="Chi ủy")})
    page = text_of(seen(cast.noi, url("answer", own.pk)))
    assert "lời chung chung: “Tăng cường”" in page
    assert "chưa ghi thời hạn" in page


def test_an_answer_taken_back_is_told_of_no_more(cast, duty, seen):
    send(duty, cast.thon_dong, cast.noi, ONE)
    send(duty, cast.thon_ha, cast.pha, ONE)
    recall_answer(assignment_id=part(duty, cast.thon_dong).pk, by=cast.noi)
    assert "trùng" not in text_of(seen(cast.lan, url("review", part(duty, cast.thon_ha).pk)))


def test_the_pages_ask_few_questions(cast, duty, seen, client, django_assert_max_num_queries):
    items = [ItemDraft(task=f"{text} {number}") for number in range(30) for text in (ONE, OTHER)]
    send(duty, cast.thon_dong, cast.noi, ONE, items)
    send(duty, cast.thon_ha, cast.pha, ONE, items)
    for address in (
        url("review", part(duty, cast.thon_ha).pk),
        beside(duty, cast.thon_ha, cast.thon_dong),
        f"{url('detail', duty.pk)}?tab=alike",
    ):
        seen(cast.lan, address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
