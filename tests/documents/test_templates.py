import zipfile
from io import BytesIO

import pytest
from docx import Document as Word

from tests.documents import drafts
from tusoi.documents import rules, selectors, services
from tusoi.documents.drafting.composing import Paper, compose
from tusoi.documents.models import DraftDocument, Template
from tusoi.lib.rendering import word_template
from tusoi.lib.rendering.word_template import BadTemplate
from tusoi.organisations.scope import Refused

FIELDS = [{"key": "viec", "label_vi": "Việc", "required": True, "type": "text"}]
BODY = [{"type": "excerpt", "text": "về {{ viec }}"}, {"type": "paragraph", "text": "Làm {{ viec }}."}]


@pytest.fixture(autouse=True)
def shipped(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    services.load_reference()


def word(*lines: str, table: tuple[tuple[str, ...], ...] = (), parts: dict[str, bytes] | None = None) -> bytes:
    """A Word file with these paragraphs, a table, and further parts in its package."""
    made = Word()
    for line in lines:
        made.add_paragraph(line)
    if table:
        drawn = made.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(drawn.add_row().cells, row, strict=True):
                cell.text = text
    buffer = BytesIO()
    made.save(buffer)
    if parts:
        with zipfile.ZipFile(buffer, "a") as package:
            for name, content in parts.items():
                package.writestr(name, content)
    return buffer.getvalue()


def uploaded(cast, content: bytes) -> Template:
    return services.upload_template(
        owner_id=cast.an_binh.pk, name="Giấy mời của xã", kind="giay-moi", content=content, filename="moi.docx",
        by=cast.lan,
    )  # fmt: skip


def seen_by(cast, organisation, by) -> set[str]:
    return {one.name for one in selectors.templates_for(organisation, by=by)}


def test_a_template_is_seen_below_once_it_was_issued_and_never_beside(cast):
    own = drafts.own(cast)
    services.save_template(template_id=own.pk, name="Mẫu xã", guidance="", fields=FIELDS, body=BODY, by=cast.lan)
    assert "Mẫu xã" in seen_by(cast, cast.an_binh, cast.lan)
    assert "Mẫu xã" not in seen_by(cast, cast.thon_dong, cast.noi)
    services.issue_template(template_id=own.pk, by=cast.lan)
    assert "Mẫu xã" in seen_by(cast, cast.thon_dong, cast.noi)
    assert "Mẫu xã" not in seen_by(cast, cast.suoi_giang, cast.tuong)
    with pytest.raises(Template.DoesNotExist):
        selectors.template_for(own.pk, by=cast.tuong)


def test_one_that_was_used_is_not_changed_and_a_new_version_follows_it(cast):
    own = drafts.own(cast)
    services.issue_template(template_id=own.pk, by=cast.lan)
    services.create_draft(template_id=own.pk, organisation_id=cast.thon_dong.pk, by=cast.noi)
    with pytest.raises(rules.Rejected) as rejected:
        services.save_template(template_id=own.pk, name="x", guidance="", fields=FIELDS, body=BODY, by=cast.lan)
    assert rejected.value.errors == {"": "used"}
    following = services.copy_template(template_id=own.pk, owner_id=cast.an_binh.pk, by=cast.lan)
    again = services.copy_template(template_id=own.pk, owner_id=cast.an_binh.pk, by=cast.lan)
    assert (following.version, following.code, again.pk) == (2, own.code, following.pk)
    services.issue_template(template_id=following.pk, by=cast.lan)
    own.refresh_from_db()
    assert own.valid_to == cast.lan.today
    with pytest.raises(rules.Rejected):
        services.create_draft(template_id=own.pk, organisation_id=cast.an_binh.pk, by=cast.lan)


def test_who_opened_an_older_text_does_not_write_over_the_newer(cast):
    own = drafts.own(cast)
    before = selectors.fingerprint_of(own)
    services.save_template(template_id=own.pk, name="A", guidance="", fields=FIELDS, body=BODY, by=cast.lan)
    with pytest.raises(rules.Rejected) as rejected:
        services.save_template(
            template_id=own.pk, name="B", guidance="", fields=FIELDS, body=BODY, seen=before, by=cast.lan
        )
    assert rejected.value.errors == {"": "stale"}


def test_nobody_changes_what_was_shipped_or_is_another_s(cast):
    for by, pk in ((cast.may, drafts.shipped().pk), (cast.may, drafts.own(cast).pk), (cast.sua, drafts.own(cast).pk)):
        with pytest.raises(Refused):
            services.save_template(template_id=pk, name="x", guidance="", fields=FIELDS, body=BODY, by=by)


@pytest.mark.parametrize(
    ("fields", "body", "errors"),
    [
        ([{"key": "A b", "label_vi": "x", "type": "text"}], BODY, {"fields": "key"}),
        ([*FIELDS, *FIELDS], BODY, {"fields": "twice"}),
        ([{"key": "a", "label_vi": "x", "type": "code"}], [], {"fields": "type"}),
        ([{"key": "a", "label_vi": "x", "type": "table"}], [], {"fields": "columns"}),
        ([{"key": "a", "label_vi": "x", "type": "choice"}], [], {"fields": "options"}),
        (["a"], [], {"fields": "shape"}),
        (FIELDS, [{"type": "paragraph", "text": "{{ ''.__class__ }}"}], {"body": "mark"}),
        (FIELDS, [{"type": "paragraph", "text": "{% for x in y %}"}], {"body": "mark"}),
        (FIELDS, [{"type": "paragraph", "text": "{{ khac }}"}], {"body": "mark"}),
        (FIELDS, [{"type": "table", "field": "viec"}], {"body": "field"}),
        (FIELDS, [{"type": "script"}], {"body": "shape"}),
        (FIELDS, [{"type": "paragraph", "text": "a" * 9000}], {"body": "too_long"}),
        (FIELDS, [{"type": "paragraph", "text": "a"}] * 201, {"body": "too_many"}),
    ],
)
def test_what_is_no_template_is_refused_with_what_is_wrong(cast, fields, body, errors):
    own = drafts.own(cast)
    with pytest.raises(rules.Rejected) as rejected:
        services.save_template(template_id=own.pk, name="x", guidance="", fields=fields, body=body, by=cast.lan)
    assert rejected.value.errors == errors


def test_the_marks_of_a_word_file_become_fields_and_are_filled_in(cast):
    template = uploaded(
        cast,
        word(
            "Số {{ so_ky_hieu }}", "Kính mời {{ ten_khach }}", "{%p for viec in noi_dung %}", "- {{ viec }}",
            "{%p endfor %}",
            table=(
                ("Việc", "Hạn"), ("{%tr for dong in bang %}", ""), ("{{ dong.viec }}", "{{ dong.han }}"),
                ("{%tr endfor %}", ""),
            ),
        ),
    )  # fmt: skip
    assert [(one["key"], one["type"]) for one in template.fields] == [
        ("so_ky_hieu", "text"), ("ten_khach", "text"), ("noi_dung", "list"), ("bang", "table"),
    ]  # fmt: skip
    draft = services.create_draft(template_id=template.pk, organisation_id=cast.an_binh.pk, by=cast.lan)
    hostile = "{{ 7*7 }} <w:t>&\nẮẰẲ"
    values = {
        "ten_khach": hostile, "noi_dung": "một\nhai",
        "bang": [{"viec": "Rà soát", "han": "01/3"}, {"viec": "Báo cáo", "han": "02/3"}],
    }  # fmt: skip
    services.send_draft(draft_id=draft.pk, appraiser_id=cast.an_binh.pk, values=values, by=cast.lan)
    services.approve_draft(draft_id=draft.pk, by=cast.lan)
    services.issue_draft(draft_id=draft.pk, issued_on=cast.lan.today, by=cast.lan)
    one = selectors.draft_for(draft.pk, by=cast.lan)
    filled = Word(BytesIO(selectors.word_of(one, selectors.letter_of(one))))
    said = [paragraph.text for paragraph in filled.paragraphs]
    assert said == ["Số 01-GM/ĐU", "Kính mời {{ 7*7 }} <w:t>& ẮẰẲ", "- một", "- hai"]
    assert [[cell.text for cell in row.cells] for row in filled.tables[0].rows][1:] == [
        ["Rà soát", "01/3"], ["Báo cáo", "02/3"],
    ]  # fmt: skip


HOSTILE = [
    "{{ ''.__class__ }}", "{{ a.__class__ }}", "{{ a[0] }}", "{{ a() }}", "{{ a|upper }}", "{{ 'a' * 999999999 }}",
    "{% for i in range(1000000000) %}x{% endfor %}", "{% for x in a %}{% for y in b %}z{% endfor %}{% endfor %}",
    "{% for x in a recursive %}{{ loop(x) }}{% endfor %}", "{% include 'settings.py' %}", "{% extends 'a' %}",
    "{% import 'os' as os %}", "{% set a = 1 %}", "{% macro m() %}{% endmacro %}", "{{ self }}", "{{ loop }}", "{{ a",
    "{{ Tên }}", "{% for r in a %}{{ r.__class__ }}{% endfor %}", "{% while true %}", "{% if a() %}x{% endif %}",
]  # fmt: skip


@pytest.mark.parametrize("mark", HOSTILE)
def test_a_template_cannot_run_code(cast, mark):
    with pytest.raises(BadTemplate) as bad:
        uploaded(cast, word(mark))
    assert bad.value.code in {"code", "mark", "loop"}
    assert not Template.objects.filter(owner=cast.an_binh).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (word("{{ a }}", parts={"word/vbaProject.bin": b"x"}), "macro"),
        (word("{{ a }}", parts={"word/embeddings/o.bin": b"x"}), "macro"),
        (word("{{ a }}", parts={"word/x.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///x'>]><a/>"}), "fetches"),
        (word("{{ a }}", parts={"word/x.xml": b"<w:instrText>DDEAUTO cmd</w:instrText>"}), "fetches"),
        (
            word(
                "{{ a }}",
                parts={"word/_rels/x.xml.rels": b"<Relationship TargetMode='External' Type='x/frame' Target='http://x'/>"},
            ),
            "fetches",
        ),
        (word("{{ a }}", parts={"word/x.xml": b"<a>" + b" " * 9_000_000 + b"</a>"}), "too_large"),
        (b"PK\x03\x04 no package", "damaged"),
        (b"a" * (6 * 1024 * 1024), "too_large"),
    ],
)  # fmt: skip
def test_a_dangerous_file_is_no_template(content, code):
    with pytest.raises(BadTemplate) as bad:
        word_template.marks_of(content)
    assert bad.value.code == code


def test_a_file_without_marks_is_no_template_and_its_fields_are_its_marks(cast):
    with pytest.raises(rules.Rejected):
        uploaded(cast, word("Chỉ có chữ"))
    template = uploaded(cast, word("{{ a }}"))
    with pytest.raises(rules.Rejected) as rejected:
        services.save_template(template_id=template.pk, name="x", guidance="", fields=FIELDS, body=None, by=cast.lan)
    assert rejected.value.errors == {"fields": "marks"}
    field = {"key": "a", "label_vi": "Khách mời", "type": "person"}
    saved = services.save_template(
        template_id=template.pk, name="x", guidance="", fields=[field], body=None, by=cast.lan
    )
    assert saved.fields[0]["type"] == "person"


def test_every_shipped_template_makes_a_document_as_word_and_as_pdf(cast):
    from tusoi.lib.rendering import pdf

    for template in Template.objects.filter(owner__isnull=True):
        place, by = (cast.thon_dong, cast.noi) if "cell" in template.for_kinds else (cast.an_binh, cast.lan)
        draft = services.create_draft(template_id=template.pk, organisation_id=place.pk, by=by)
        one = selectors.draft_for(draft.pk, by=by)
        letter = selectors.letter_of(one)
        assert selectors.word_of(one, letter).startswith(b"PK")
        assert pdf.letter(letter).startswith(b"%PDF")
        keys = {field["key"] for field in template.fields}
        from tusoi.documents.drafting.blocks import keys_in

        assert keys - keys_in(template.body) == set(), f"{template.code}: asked and never printed"
    assert DraftDocument.objects.count() == 15


def test_a_section_that_is_left_out_leaves_no_gap_in_the_numbers():
    blocks = [
        {"type": "heading", "text": "I. NHIỆM VỤ"},
        {"type": "heading", "text": "II. VIỆC THƯỜNG XUYÊN", "when": "viec"},
        {"type": "heading", "text": "III. NỘI DUNG"},
        {"type": "heading", "text": "1. Từng tháng"},
        {"type": "heading", "text": "IV. TỔ CHỨC THỰC HIỆN"},
    ]

    def headings(values):
        letter = compose(fields=[], blocks=blocks, values=values, paper=Paper(issuing_body="Đảng ủy xã An Bình"))
        return [one.text.split(" ")[0] for one in letter.paragraphs]

    assert headings({}) == ["I.", "II.", "1.", "III."]
    assert headings({"viec": ["Giao ban"]}) == ["I.", "II.", "III.", "1.", "IV."]
