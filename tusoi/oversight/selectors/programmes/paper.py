"""A programme as an official document, after the template in force for its owner.

Signed by who leads the body it is of. One that was amended after it was adopted says so, line by line, with day and
reason: its day is that of the adopted text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from tusoi.audit.models import Entry
from tusoi.documents import drafting
from tusoi.documents.models import DocumentKind
from tusoi.documents.selectors import defaults_of, paper_for, templates_for
from tusoi.lib.formats import day
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import Heading, OfficialLetter, Part
from tusoi.organisations.models import Position
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
    every = lines_of(programme, by)
    lines = [line for line in every if line.cancelled_on is None]
    with override("vi"):
        values = defaults_of(fields, programme.owner, on=by.today) | {
            "ten_don_vi": programme.body.name if programme.body else programme.owner.name,
            "nam": str(programme.year or (programme.term.name if programme.term else "")),
            "kiem_tra": [_row(line, programme) for line in lines if line.kind.form == "inspection"],
            "giam_sat": [_row(line, programme) for line in lines if line.kind.form == "supervision"],
            **_signed(programme, on or by.today),
        }  # fmt: skip
        amendments = _amendments(programme, every)
    paper = paper_for(programme.owner, template.kind, programme.body)
    if programme.document is not None:
        number, on = programme.document.number, programme.document.issued_on
    letter = drafting.compose(
        fields=fields, blocks=_blocks(template.body, programme), values=values,
        paper=replace(paper, number=number, date=on),
    )  # fmt: skip
    return replace(letter, paragraphs=(*letter.paragraphs, *amendments))


def _signed(programme: Programme, on: date) -> dict[str, str]:
    """Who leads the body signs for it. A collective body is led by who heads the committee, as the template has it;
    where nobody is known to lead a board, both stay open. At most one query."""
    body = programme.body
    if body is None or body.kind.is_collective:
        return {}
    held = Position.objects.on(on).filter(body=body).select_related("person", "kind").order_by("kind__rank", "pk")
    first = held.first()
    if first is None:
        return {"chuc_vu_ky": "", "nguoi_ky": ""}
    position = first.kind.name_vi.removesuffix(f" {body.kind.name_vi}")  # it stands in the line above already
    return {"chuc_vu_ky": position, "nguoi_ky": first.person.name}


_AMENDED = {
    "oversight.amend_add": "bổ sung", "oversight.amend_change": "điều chỉnh",
    "oversight.amend_cancel": "thôi thực hiện", "oversight.amend_restore": "thực hiện trở lại",
}  # fmt: skip


def _amendments(programme: Programme, lines: list[ProgrammeEntry]) -> list[Part]:
    """What was changed since it was adopted, oldest first; nothing where nothing was. One query."""
    named = {
        line.position: f"{line.content} ({'; '.join(name_of(one) for one in line.subjects.all())})" for line in lines
    }
    entries = Entry.objects.about("oversight.programme", programme.pk).filter(action__in=_AMENDED).order_by("at", "pk")
    said = []
    for entry in entries:
        line, fields = named.get(entry.changes.get("line"), ""), entry.changes.get("fields", "")
        what = f"{_AMENDED[entry.action]}{f' {fields} của' if fields else ''} cuộc {line}"
        said.append(f"- Ngày {day(timezone.localdate(entry.at))}: {what}. Lý do: {entry.changes.get('reason', '')}")
    return [Heading("ĐÃ ĐIỀU CHỈNH, BỔ SUNG SAU KHI BAN HÀNH", 2), *said] if said else []


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
    return docx.letter(letter)
