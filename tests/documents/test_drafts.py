from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import product

import pytest
from docx import Document as Word

from tests import factories
from tests.documents.drafts import LETTER
from tusoi.audit.models import Entry
from tusoi.documents import files, rules, selectors, services
from tusoi.documents.models import Document, DraftDocument, Template
from tusoi.lib.rendering import pdf
from tusoi.lib.workflow import IllegalMove
from tusoi.organisations.scope import Refused
from tusoi.search.models import Entry as Found


@pytest.fixture
def shipped(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    services.load_reference()
    return {one.code: one for one in Template.objects.filter(owner__isnull=True)}


def begun(cast, shipped, code="thu-nhac", **more):
    return services.create_draft(
        template_id=shipped[code].pk, organisation_id=cast.an_binh.pk, by=more.pop("by", cast.lan), **more
    )


def sent(cast, shipped, **changes):
    draft = begun(cast, shipped)
    return services.send_draft(draft_id=draft.pk, appraiser_id=cast.an_binh.pk, values=LETTER | changes, by=cast.lan)


def approved(cast, shipped):
    return services.approve_draft(draft_id=sent(cast, shipped).pk, by=cast.lan)


def test_fifteen_templates_are_shipped_and_loading_them_again_changes_nothing(cast, shipped):
    assert len(shipped) == 15
    before = list(Template.objects.order_by("pk").values())
    services.load_reference()
    assert list(Template.objects.order_by("pk").values()) == before


def test_a_shipped_template_in_use_keeps_what_it_says(cast, shipped):
    begun(cast, shipped)
    Template.objects.filter(pk=shipped["thu-nhac"].pk).update(name="Đã dùng")
    services.load_reference()
    assert Template.objects.get(pk=shipped["thu-nhac"].pk).name == "Đã dùng"


def test_what_the_organisation_knows_is_filled_in(cast, shipped):
    factories.member(factories.person("Hà Văn Một"), cast.thon_dong)
    draft = services.create_draft(
        template_id=shipped["quy-che-chi-bo"].pk, organisation_id=cast.thon_dong.pk, by=cast.noi
    )
    assert draft.values["ten_don_vi"] == "Chi bộ Thôn Đông"
    assert draft.values["cap_tren"] == "Đảng ủy xã An Bình"
    assert draft.values["so_dang_vien"] == "1"
    assert draft.values["nguoi_ky"] == "Lò Văn Nọi"


def test_the_same_form_sent_twice_makes_one_draft(cast, shipped):
    from uuid import uuid4

    key = uuid4()
    assert begun(cast, shipped, request_key=key).pk == begun(cast, shipped, request_key=key).pk


def test_a_regulation_of_a_cell_is_nothing_for_a_commune(cast, shipped):
    with pytest.raises(rules.Rejected) as rejected:
        begun(cast, shipped, "quy-che-chi-bo")
    assert rejected.value.errors == {"template": "other_kind"}


def test_half_filled_in_is_kept_and_not_sent(cast, shipped):
    draft = begun(cast, shipped)
    saved = services.save_draft(draft_id=draft.pk, values={"viec": "  nộp   báo cáo ", "han_cu": "mai"}, by=cast.lan)
    assert (saved.values["viec"], saved.values["han_cu"], saved.version) == ("nộp báo cáo", "mai", 1)
    with pytest.raises(rules.Rejected) as rejected:
        services.send_draft(draft_id=draft.pk, appraiser_id=cast.an_binh.pk, by=cast.lan)
    assert rejected.value.errors["han_cu"] == "day"
    assert rejected.value.errors["kinh_gui"] == "required"
    assert DraftDocument.objects.get().state == "drafting"


def test_who_saw_an_older_version_does_not_write_over_the_newer_one(cast, shipped):
    draft = begun(cast, shipped)
    services.save_draft(draft_id=draft.pk, values={"viec": "một"}, seen=0, by=cast.lan)
    with pytest.raises(services.Stale) as stale:
        services.save_draft(draft_id=draft.pk, values={"viec": "hai"}, seen=0, by=cast.lan)
    assert stale.value.version == 1
    assert DraftDocument.objects.get().values["viec"] == "một"


def test_saving_the_same_again_changes_nothing(cast, shipped):
    draft = begun(cast, shipped)
    services.save_draft(draft_id=draft.pk, values={"viec": "một"}, by=cast.lan)
    entries = Entry.objects.count()
    assert services.save_draft(draft_id=draft.pk, values={"viec": "một"}, by=cast.lan).version == 1
    services.save_draft(draft_id=draft.pk, values={"viec": "hai"}, by=cast.lan)
    assert Entry.objects.count() == entries  # the same hand on the same day is one entry


@pytest.mark.parametrize(("value", "code"), [("a" * 501, "too_long"), ("\x00" * 9 + "a", "")])
def test_a_value_that_is_too_long_is_refused_and_control_signs_vanish(cast, shipped, value, code):
    draft = begun(cast, shipped)
    if code:
        with pytest.raises(rules.Rejected):
            services.save_draft(draft_id=draft.pk, values={"viec": value}, by=cast.lan)
    else:
        assert services.save_draft(draft_id=draft.pk, values={"viec": value}, by=cast.lan).values["viec"] == "a"


def test_the_superior_appraises_and_returns_with_what_has_to_change(cast, shipped):
    draft = begun(cast, shipped)
    services.send_draft(draft_id=draft.pk, appraiser_id=cast.province.pk, values=LETTER, by=cast.lan)
    with pytest.raises(Refused):
        services.approve_draft(draft_id=draft.pk, by=cast.lan)
    with pytest.raises(rules.Rejected):
        services.return_draft(draft_id=draft.pk, opinion=" ", by=cast.may)
    returned = services.return_draft(draft_id=draft.pk, opinion="Ghi rõ hạn.", by=cast.may)
    assert (returned.state, returned.opinion, returned.appraised_by_id) == (
        "returned", "Ghi rõ hạn.", cast.may.account_id,
    )  # fmt: skip
    services.send_draft(draft_id=draft.pk, appraiser_id=cast.province.pk, by=cast.lan)
    assert services.approve_draft(draft_id=draft.pk, by=cast.may).state == "approved"


def test_nobody_beside_or_below_is_asked_to_appraise(cast, shipped):
    draft = begun(cast, shipped)
    for wrong in (cast.suoi_giang.pk, cast.thon_dong.pk, 999_999):
        with pytest.raises(rules.Rejected):
            services.send_draft(draft_id=draft.pk, appraiser_id=wrong, values=LETTER, by=cast.lan)


def test_a_sibling_does_not_know_of_a_draft_and_a_member_may_not_write(cast, shipped):
    draft = begun(cast, shipped)
    with pytest.raises(DraftDocument.DoesNotExist):
        services.save_draft(draft_id=draft.pk, values={}, by=cast.tuong)
    with pytest.raises(Refused):
        services.save_draft(draft_id=draft.pk, values={}, by=cast.sua)
    with pytest.raises(Refused):
        services.save_draft(draft_id=draft.pk, values={}, by=cast.may)  # above, but not its office


def test_issuing_numbers_prints_and_registers(cast, shipped):
    first, second = approved(cast, shipped), approved(cast, shipped)
    one = services.issue_draft(draft_id=first.pk, issued_on=cast.lan.today, by=cast.lan).document
    two = services.issue_draft(draft_id=second.pk, issued_on=cast.lan.today, by=cast.lan).document
    assert (one.reference, two.reference) == ("01-CV/ĐU", "02-CV/ĐU")
    assert one.excerpt == "V/v đôn đốc nộp báo cáo"
    assert "Số 01-CV/ĐU" in one.text
    word = Word(files.path_of(one.file.sha256).open("rb"))
    assert word.tables[0].cell(1, 0).paragraphs[0].text == "Số 01-CV/ĐU"
    assert DraftDocument.objects.get(pk=first.pk).state == "issued"
    assert Found.objects.filter(kind="document", object_id=one.pk).exists()


def test_the_register_asks_before_a_body_issues_what_it_may_not(cast, shipped):
    draft = approved(cast, shipped)
    Document.objects.all().delete()
    with pytest.raises(rules.Rejected):
        services.issue_draft(draft_id=draft.pk, issued_on=cast.lan.today + timedelta(days=1), by=cast.lan)
    assert DraftDocument.objects.get().document is None


def test_a_secret_mark_is_not_sent_on(cast, shipped):
    draft = begun(cast, shipped)
    with pytest.raises(files.SecretFile):
        services.send_draft(
            draft_id=draft.pk, appraiser_id=cast.an_binh.pk, by=cast.lan,
            values=LETTER | {"viec": "TỐI MẬT"},
        )  # fmt: skip
    assert DraftDocument.objects.get().state == "drafting"


ACTIONS = {
    "save": lambda draft, by: services.save_draft(draft_id=draft.pk, values=LETTER, by=by),
    "send": lambda draft, by: services.send_draft(draft_id=draft.pk, appraiser_id=draft.organisation_id, by=by),
    "recall": lambda draft, by: services.recall_draft(draft_id=draft.pk, by=by),
    "return": lambda draft, by: services.return_draft(draft_id=draft.pk, opinion="Sửa", by=by),
    "approve": lambda draft, by: services.approve_draft(draft_id=draft.pk, by=by),
    "reopen": lambda draft, by: services.reopen_draft(draft_id=draft.pk, by=by),
    "issue": lambda draft, by: services.issue_draft(draft_id=draft.pk, issued_on=by.today, by=by),
    "drop": lambda draft, by: services.drop_draft(draft_id=draft.pk, by=by),
}


def test_every_action_of_the_table_has_a_service():
    assert set(ACTIONS) == set(rules.DRAFT.actions)


def test_a_draft_refuses_every_move_that_is_not_in_the_table(cast, shipped):
    draft = sent(cast, shipped)
    table = {(move.source, move.action): move.target for move in rules.DRAFT.moves}
    document = services.issue_draft(
        draft_id=approved(cast, shipped).pk, issued_on=cast.lan.today, by=cast.lan
    ).document  # fmt: skip
    DraftDocument.objects.exclude(pk=draft.pk).update(state="dropped", document=None)
    for state, action in product(DraftDocument.State.values, ACTIONS):
        DraftDocument.objects.filter(pk=draft.pk).update(
            state=state, document=document if state == "issued" else None, appraiser=cast.an_binh
        )
        if (state, action) in table:
            assert ACTIONS[action](draft, cast.lan).state == table[state, action]
        else:
            with pytest.raises(IllegalMove):
                ACTIONS[action](draft, cast.lan)


def test_the_word_file_and_the_pdf_say_the_same_with_every_vietnamese_letter(cast, shipped):
    draft = sent(cast, shipped, viec="gửi báo cáo ẮẰẲẴẶ ứừửữự #strong[x] $y$ {{ viec }} <b>")
    letter = selectors.letter_of(DraftDocument.objects.select_related("organisation__parent").get(pk=draft.pk))
    word = Word(BytesIO(selectors.word_of(draft, letter)))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "ẮẰẲẴẶ ứừửữự #strong[x] $y$ {{ viec }} <b>" in said
    import pypdfium2

    printed = pypdfium2.PdfDocument(pdf.letter(letter))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in printed).split())
    assert "ẮẰẲẴẶ ứừửữự #strong[x] $y$ {{ viec }} <b>" in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text


def test_drafts_and_templates_are_found_and_only_by_those_who_may(cast, shipped):
    draft = sent(cast, shipped)
    assert Found.objects.get(kind="draft", object_id=draft.pk).path == cast.an_binh.path
    assert [one.pk for one in selectors.drafts_among([draft.pk], by=cast.lan)] == [draft.pk]
    assert not selectors.drafts_among([draft.pk], by=cast.tuong)
    assert Found.objects.filter(kind="template").count() == 15


def test_a_draft_of_tomorrow_is_dropped_and_stays(cast, shipped):
    draft = begun(cast, shipped)
    tomorrow = replace(cast.lan, at=cast.lan.at + timedelta(days=1))
    assert services.drop_draft(draft_id=draft.pk, by=tomorrow).state == "dropped"
    assert list(selectors.drafts_of(cast.an_binh, by=cast.lan, state="dropped")) == [draft]
