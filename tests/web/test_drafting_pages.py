import pytest

from tests.documents import drafts
from tests.documents.drafts import LETTER
from tests.web.crawl import client_of
from tusoi.documents import services
from tusoi.documents.models import DraftDocument, Template


@pytest.fixture(autouse=True)
def shipped(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    services.load_reference()


def form(**changes: str) -> dict[str, str]:
    return {f"f-{key}": value for key, value in (LETTER | changes).items()}


def test_from_the_template_to_the_register(cast):
    lan = client_of(cast.lan)
    page = lan.post(f"/documents/templates/{drafts.shipped().pk}/draft", follow=True)
    draft = DraftDocument.objects.get()
    assert "Công văn đôn đốc" in page.content.decode()
    saved = lan.post(f"/documents/drafts/{draft.pk}/save", form(van_ban="") | {"seen": "0"}).content.decode()
    assert 'id="seen" value="1"' in saved
    assert "V/v đôn đốc nộp báo cáo" in saved
    asked = lan.post(
        f"/documents/drafts/{draft.pk}",
        form(van_ban="") | {"seen": "1", "action": "send", "appraiser": str(cast.province.pk)},
    )
    assert asked.status_code == 422
    assert "Cần điền mục này." in asked.content.decode()
    lan.post(f"/documents/drafts/{draft.pk}", form() | {"seen": "1", "action": "send", "appraiser": cast.province.pk})
    may = client_of(cast.may)
    assert "Trả lại để sửa" in may.get(f"/documents/drafts/{draft.pk}").content.decode()
    may.post(f"/documents/drafts/{draft.pk}/approve", {"opinion": "Đồng ý.", "seen": "3"})
    assert "Đồng ý." in lan.get(f"/documents/drafts/{draft.pk}").content.decode()
    assert "01" in lan.get(f"/documents/drafts/{draft.pk}/issue").content.decode()
    answer = lan.post(f"/documents/drafts/{draft.pk}/issue", {"issued_on": cast.lan.today.strftime("%d/%m/%Y")})
    draft.refresh_from_db()
    assert answer["Location"] == f"/documents/{draft.document_id}"
    for kind, start in (("word", b"PK"), ("pdf", b"%PDF")):
        assert lan.get(f"/documents/drafts/{draft.pk}/{kind}").content.startswith(start)


def test_two_windows_do_not_write_over_each_other(cast):
    draft, lan = drafts.begun(cast), client_of(cast.lan)
    lan.post(f"/documents/drafts/{draft.pk}/save", form() | {"seen": "0"})
    other = lan.post(f"/documents/drafts/{draft.pk}", form(viec="khác") | {"seen": "0", "action": "save"})
    assert other.status_code == 409
    assert "khác" in other.content.decode()
    assert DraftDocument.objects.get().values["viec"] == "nộp báo cáo"


def test_rows_of_a_table_are_read_back_in_their_order(cast):
    draft = drafts.begun(cast, "ke-hoach-khac-phuc")
    rows = {"f-viec-2-han_che": "hai", "f-viec-0-han_che": "một", "f-viec-1-han_che": "", "f-viec-9999999-x": "a"}
    client_of(cast.lan).post(f"/documents/drafts/{draft.pk}/save", rows | {"seen": "0"})
    assert [row["han_che"] for row in DraftDocument.objects.get().values["viec"]] == ["một", "hai"]


def test_a_template_is_written_on_its_page_and_hostile_marks_are_refused(cast):
    own, lan = drafts.own(cast), client_of(cast.lan)
    data = {
        "name": "Mẫu xã", "guidance": "", "kind": "cong-van", "field-0-key": "viec", "field-0-label_vi": "Việc",
        "field-0-type": "text", "field-0-required": "1", "block-1-type": "paragraph", "block-1-text": "sau",
        "block-1-order": "2", "block-0-type": "paragraph", "block-0-text": "Làm {{ viec }}", "block-0-order": "1",
    }  # fmt: skip
    added = lan.post(f"/documents/templates/{own.pk}/edit", data | {"action": "add_field"})
    assert 'name="field-1-key"' in added.content.decode()
    bad = lan.post(f"/documents/templates/{own.pk}/edit", data | {"block-0-text": "{{ ''.__class__ }}"})
    assert bad.status_code == 422
    assert lan.post(f"/documents/templates/{own.pk}/edit", data).status_code == 302
    own.refresh_from_db()
    assert own.body == [{"type": "paragraph", "text": "Làm {{ viec }}"}, {"type": "paragraph", "text": "sau"}]
    assert lan.post(f"/documents/templates/{own.pk}/issue").status_code == 302
    assert Template.objects.get(pk=own.pk).issued_at


@pytest.mark.parametrize("text", ["\x00", "a" * 30_000, "🙂" * 20, "]]>&<b>", "{{ 7 }}"])
def test_whatever_is_typed_is_no_fault_of_the_server(cast, text):
    draft, lan = drafts.begun(cast), client_of(cast.lan)
    for path, data in (
        (f"/documents/drafts/{draft.pk}", form(viec=text) | {"action": "send", "appraiser": text, "seen": text}),
        (f"/documents/drafts/{draft.pk}/save", form(viec=text, kinh_gui=text) | {"seen": text}),
        (f"/documents/drafts/{draft.pk}/approve", {"opinion": text}),
        (f"/documents/drafts/{draft.pk}/nothing", {}),
        (f"/documents/templates/{draft.template_id}/draft", {"body": text, "request_key": text}),
        (f"/documents/templates/{drafts.own(cast).pk}/edit", {"name": text, "field-0-key": text, "block-0-type": text}),
        ("/documents/templates/upload", {"name": text, "kind": text}),
    ):
        assert lan.post(path, data).status_code < 500, path
    for address in (f"/documents/drafts?state={text[:9]}&page={text[:9]}", f"/documents/templates?kind={text[:9]}"):
        assert lan.get(address).status_code < 500
    for kind in ("word", "pdf"):
        assert lan.get(f"/documents/drafts/{draft.pk}/{kind}").status_code < 400


def test_the_pages_ask_few_questions(cast, django_assert_max_num_queries):
    for _ in range(12):
        drafts.sent(cast)
    draft, lan = drafts.begun(cast), client_of(cast.lan)
    lan.get("/documents/drafts")
    for address in (
        "/documents/drafts", "/documents/templates", f"/documents/templates/{draft.template_id}",
        f"/documents/drafts/{draft.pk}", f"/documents/drafts/{drafts.sent(cast).pk}", "/documents/drafts/export.xlsx",
        f"/documents/drafts/{drafts.approved(cast).pk}/issue", f"/documents/templates/{drafts.own(cast).pk}/edit",
    ):  # fmt: skip
        with django_assert_max_num_queries(20):
            assert lan.get(address).status_code == 200


def test_the_search_finds_templates_and_drafts(cast):
    drafts.sent(cast, viec="nộp báo cáo sơ kết")
    found = client_of(cast.lan).get("/search?q=don+doc+nop+bao+cao").content.decode()
    assert "/documents/drafts/" in found
    assert "/documents/drafts/" not in client_of(cast.tuong).get("/search?q=don+doc+nop+bao+cao").content.decode()
    assert "/documents/templates/" in client_of(cast.tuong).get("/search?q=cong+van+don+doc").content.decode()
