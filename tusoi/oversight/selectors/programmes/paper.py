"""A programme as an official document, after the template in force for its owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import override

from tusoi.documents import drafting
from tusoi.documents.models import DocumentKind
from tusoi.documents.selectors import defaults_of, paper_for, templates_for
from tusoi.lib.formats import day
from tusoi.lib.rendering.model import OfficialLetter
from tusoi.organisations.scope import Actor
from tusoi.oversight.models import Programme, ProgrammeEntry

from .problems import name_of
from .reading import lines_of

TEMPLATE = "chuong-trinh-kiem-tra-giam-sat"


class NoTemplate(Exception):
    """No template of programmes is in force for the owner."""

    code = "no_template"


def letter_of(programme: Programme, by: Actor, *, number: int | None = None, on: date | None = None) -> OfficialLetter:
    """The programme in the official layout, always in Vietnamese. Raises NoTemplate."""
    template = templates_for(programme.owner, by=by).filter(code=TEMPLATE).defer(None).first()
    if template is None or not isinstance(template.kind, DocumentKind):
        raise NoTemplate
    fields = drafting.read_fields(template.fields)
    lines = [line for line in lines_of(programme, by) if line.cancelled_on is None]
    with override("vi"):
        values = defaults_of(fields, programme.owner, on=by.today) | {
            "ten_don_vi": programme.body.name if programme.body else programme.owner.name,
            "nam": str(programme.year or (programme.term.name if programme.term else "")),
            "kiem_tra": [_row(line, programme) for line in lines if line.kind.form == "inspection"],
            "giam_sat": [_row(line, programme) for line in lines if line.kind.form == "supervision"],
        }  # fmt: skip
    paper = paper_for(programme.owner, template.kind, programme.body)
    if programme.document is not None:
        number, on = programme.document.number, programme.document.issued_on
    return drafting.compose(
        fields=fields, blocks=_blocks(template.body, programme), values=values,
        paper=replace(paper, number=number, date=on),
    )  # fmt: skip


def _blocks(blocks: list[dict[str, Any]], programme: Programme) -> list[dict[str, Any]]:
    """A programme for the term says so instead of naming a year."""
    if programme.year is not None:
        return blocks
    return [
        {**block, "text": block["text"].replace("năm {{ nam }}", "toàn khóa {{ nam }}")} if block.get("text") else block
        for block in blocks
    ]


def _row(line: ProgrammeEntry, programme: Programme) -> dict[str, str]:
    examined = " – ".join(day(one) for one in (line.examined_from, line.examined_to) if one)
    when = f"Quý {['I', 'II', 'III', 'IV'][line.quarter - 1]}" if line.quarter else ""
    if programme.year is None:
        when = f"{when}/{line.year}" if when else f"Năm {line.year}"
    return {
        "doi_tuong": "; ".join(name_of(one) for one in line.subjects.all()),
        "noi_dung": f"{line.content} (mốc thời gian: {examined})" if examined else line.content,
        "chu_tri": line.lead or (line.lead_person.name if line.lead_person else ""),
        "thoi_gian": when,
    }


def word_of(letter: OfficialLetter) -> bytes:
    from tusoi.lib.rendering import docx  # here: the library is large and seldom asked

    return docx.letter(letter)
