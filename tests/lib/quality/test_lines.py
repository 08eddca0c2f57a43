"""What a line of a plan has and lacks, with the words that prove it."""

from dataclasses import replace
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.lib.quality import Names, look, look_at_text
from tusoi.lib.quality.lines import is_somebody
from tusoi.obligations.services import ItemDraft

OWN = Names(("Đảng ủy xã An Bình", "Tỉnh ủy Sơn Hà"))
GOOD = ItemDraft(
    task="Lập sổ theo dõi 12 hộ, ghi hằng tuần", lead="Đ/c Lò Văn Nọi", product="Sổ có chữ ký",
    due_on=date(2026, 3, 1),
)  # fmt: skip


def test_a_good_line_lacks_nothing():
    found = look(replace(GOOD, milestones="Ghi hằng tuần"), names=OWN)
    assert found.lacks == ()
    assert found.asks == {}
    assert found.has["milestones"][0].words == "Ghi hằng tuần"


def test_what_the_task_mentions_does_not_stand_in_for_an_empty_field():
    found = look(ItemDraft(task="Trước ngày 5/12 Phó Bí thư kiểm tra biên bản ở 4 chi bộ, mỗi quý một lần"))
    assert found.lacks == ("person", "day", "milestones", "product")
    said = {sign: proofs[0].words for sign, proofs in found.mentions.items()}
    assert said == {"person": "Phó Bí thư", "day": "Trước ngày 5/12", "milestones": "mỗi quý", "product": "biên bản"}


def test_the_field_of_a_line_is_the_only_proof_of_its_sign():
    line = ItemDraft(
        task="Kiểm tra biên bản mỗi quý, Phó Bí thư ký", lead="Lường Văn Quân", product="Báo cáo kiểm tra quý",
        milestones="Quý I/2027: 8 chi bộ", due_on=date(2026, 3, 1),
    )  # fmt: skip
    found = look(line)
    assert [found.has[sign][0].words for sign in ("person", "product", "milestones")] == [
        line.lead, line.product, line.milestones,
    ]  # fmt: skip
    assert found.lacks == ()
    assert found.mentions == {}


def test_a_plain_text_is_read_by_its_words():
    found = look_at_text("Phó Bí thư kiểm tra biên bản ở 4 chi bộ trước ngày 5/12, mỗi quý một lần")
    assert found.lacks == ()
    assert found.mentions == {}


@pytest.mark.parametrize(
    "task",
    [
        "Tăng cường công tác lãnh đạo, chỉ đạo, kiểm tra, đôn đốc",
        "Tiếp tục quan tâm công tác này trong thời gian tới",
        "tiep tuc quan triet sau sac Nghi quyet so 18-NQ/TW nam 2025",
        "ĐẨY MẠNH TUYÊN TRUYỀN",
    ],
)
def test_words_without_anything_concrete_are_generic(task):
    found = look(ItemDraft(task=task))
    assert "generic" in found.asks
    assert "measure" in found.lacks


@pytest.mark.parametrize(
    "task", ["Tăng cường kiểm tra: mỗi quý kiểm tra 3 chi bộ", "Ban hành lại quy chế", "Kết nạp ít nhất 2 đảng viên"]
)
def test_something_done_or_counted_is_a_measure(task):
    found = look(ItemDraft(task=task))
    assert "generic" not in found.asks
    assert "measure" in found.has


@pytest.mark.parametrize("lead", ["Chi ủy", "Ban Thường vụ Đảng ủy", "Các đồng chí chi ủy viên", "UBKT Đảng ủy"])
def test_a_body_is_nobody_in_particular(lead):
    found = look(ItemDraft(task="Họp chi bộ", lead=lead))
    assert "collective" in found.asks
    assert "person" in found.lacks


@pytest.mark.parametrize("lead", ["Đặng Thị Ước", "Bí thư chi bộ", "Đ/c Nọi", "Đoàn Văn Hậu", "Lan", "Công Thị Hoa"])
def test_a_name_or_an_office_is_somebody(lead):
    found = look(ItemDraft(task="Họp chi bộ", lead=lead))
    assert found.asks == {}
    assert "person" in found.has


def test_the_name_of_another_place_is_told_from_ones_own():
    found = look_at_text("Đảng bộ xã An Bình họp; Đảng uỷ xã Suối Giàng chỉ đạo, Chi bộ Thôn Đông làm.", names=OWN)
    assert [proof.words for proof in found.has["own_name"]] == ["Đảng bộ xã An Bình"]
    assert [proof.words for proof in found.asks["other_name"]] == ["Đảng uỷ xã Suối Giàng"]


def test_no_place_at_all_is_no_other_place():
    assert "other_name" not in look_at_text("Đảng ủy xã và các chi bộ. Phân công từng người.", names=OWN).asks
    assert not is_somebody("Ban Thường vụ")


@given(st.text(max_size=300), st.booleans())
def test_every_proof_lies_inside_its_text(text, decomposed):
    text = normalize("NFD" if decomposed else "NFC", f"Lập sổ {text} Đảng ủy xã {text} đồng chí Nọi {text} ngày 12/3")
    line = ItemDraft(task=text, lead=text, product=text, milestones=text)
    for found in (look(line, names=OWN), look_at_text(text, names=OWN)):
        for proofs in (*found.has.values(), *found.asks.values(), *found.mentions.values()):
            for proof in proofs:
                whole = normalize("NFC", text)
                assert 0 <= proof.start <= proof.end <= len(whole)
                assert whole[proof.start : proof.end] == proof.words


@given(st.sampled_from([GOOD.task, "Tăng cường lãnh đạo", "Giao đồng chí Nọi trong quý II"]))
def test_decomposed_letters_say_the_same(task):
    one, other = (look(ItemDraft(task=normalize(form, task))) for form in ("NFC", "NFD"))
    assert one == other
