"""Letters that urge the missing, and the list of the missing, as official documents.

``reminder`` and ``gap_list`` give the document as data, ``reminder_letter`` and ``gap_list_docx`` the same as a Word
file. The wording is Vietnamese only: it is correspondence between Party organisations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.lib import formats
from tusoi.lib.calendar import days_late
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import Letterhead, OfficialLetter, Table

MAX_NAMED_ADDRESSEES = 5  # more than these are addressed together, by the list in the letter
MAX_EXCERPT = 110  # characters: five lines of 12 pt under the number
COLUMNS = (12, 79, 26, 24, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a duty arises from: a document with its symbol and day, or only a label when it is not a registered one."""

    label: str = ""
    kind: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    about: str = ""

    @property
    def short(self) -> str:
        """ "Kết luận số 38-KL/TU", or the label."""
        return f"{self.kind or 'Văn bản'} số {self.symbol}" if self.symbol else self.label

    @property
    def citation(self) -> str:
        """ "Kết luận số 38-KL/TU, ngày 05/9/2026 của … về …": as first cited in a text."""
        if not self.symbol:
            return self.label
        text = self.short
        if self.issued_on:
            text += f", ngày {_cited_day(self.issued_on)}"
        if self.issuer:
            text += f" của {self.issuer}"
        if self.about:
            text += f" về {self.about}"
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is owed: the title of the duty and what it is based on."""

    title: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One bearer that has not answered: an organisation, or a person in one (``place``)."""

    name: str
    due_on: date
    reminded: int = 0
    is_person: bool = False
    place: str = ""

    @property
    def addressed(self) -> str:
        """How a sentence names it: "Chi bộ thôn Đoài", "đồng chí Nguyễn Văn An, Chi bộ thôn Đoài"."""
        return f"đồng chí {self.listed}" if self.is_person else self.listed

    @property
    def listed(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name


def reminder(
    *,
    head: Letterhead,
    owed: Owed,
    missing: Sequence[Missing],
    on: date,
    new_due_on: date,
    total: int | None = None,
    number: int | str | None = None,
    addressees: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    urgency: str = "",
) -> OfficialLetter:
    """A công văn to those who have not answered by the day ``on``, asking for the result by ``new_due_on``.

    One bearer is written to directly; several are listed in a table. Nobody is asked sooner than his own day: it is
    for those whose day is past, or comes before. ``total`` is how many bear the duty in all,
    when it is to be said. Raises ValueError when nobody is missing or the new day lies before the day of the letter.
    """
    if not missing:
        raise ValueError("a reminder needs somebody who has not answered")
    if new_due_on < on:
        raise ValueError("the new day lies before the day of the letter")
    parts = (
        _to_one(head, owed, missing[0], on, new_due_on)
        if len(missing) == 1
        else _to_many(head, owed, missing, on, new_due_on, total)
    )
    return head.letter(
        kind_code="CV",
        excerpt=_excerpt(owed),
        paragraphs=parts,
        recipients=recipients,
        number=number,
        date=on,
        addressees=addressees or _addressees(missing),
        urgency=urgency,
    )


def reminder_letter(
    *,
    head: Letterhead,
    owed: Owed,
    missing: Sequence[Missing],
    on: date,
    new_due_on: date,
    total: int | None = None,
    number: int | str | None = None,
    addressees: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    urgency: str = "",
) -> bytes:
    """``reminder`` as the bytes of a .docx file; raises what it raises."""
    return docx.letter(
        reminder(
            head=head,
            owed=owed,
            missing=missing,
            on=on,
            new_due_on=new_due_on,
            total=total,
            number=number,
            addressees=addressees,
            recipients=recipients,
            urgency=urgency,
        )
    )


def reminder_letters(*, head: Letterhead, owed: Owed, missing: Sequence[Missing], on: date, new_due_on: date) -> bytes:
    """A letter to each of the missing, one behind the other in one .docx file; raises what ``reminder`` raises."""
    return docx.letters(
        [reminder(head=head, owed=owed, missing=[one], on=on, new_due_on=new_due_on) for one in missing]
    )


def gap_list(
    *, head: Letterhead, owed: Owed, missing: Sequence[Missing], on: date, total: int | None = None
) -> OfficialLetter:
    """The list of those who have not answered by the day ``on``: an annex, with a heading and without a number."""
    whom = _whom(missing)
    parts: list[str | Table] = []
    if owed.basis:
        parts.append(f"Căn cứ giao nhiệm vụ: {owed.basis.citation}.")
    if missing:
        late = sum(1 for one in missing if days_late(one.due_on, on))
        parts.append(f"Số chưa hoàn thành: {_count(len(missing), total)} {whom}{_share(len(missing), total)}.")
        parts.append(f"Trong đó đã quá hạn: {formats.number(late)} {whom}.")
        parts.append(_table(missing, on))
    else:
        parts.append(f"Đến hết ngày {formats.day(on)}, không còn {whom} nào chưa hoàn thành nhiệm vụ.")
    return head.letter(
        kind_code="",
        kind="Danh sách",
        excerpt=f"{whom} chưa hoàn thành nhiệm vụ “{owed.title}”\n(tính đến hết ngày {formats.day(on)})",
        paragraphs=tuple(parts),
        date=on,
    )


def gap_list_docx(
    *, head: Letterhead, owed: Owed, missing: Sequence[Missing], on: date, total: int | None = None
) -> bytes:
    """``gap_list`` as the bytes of a .docx file."""
    return docx.letter(gap_list(head=head, owed=owed, missing=missing, on=on, total=total))


def _to_one(head: Letterhead, owed: Owed, one: Missing, on: date, new_due_on: date) -> tuple[str | Table, ...]:
    late = days_late(one.due_on, on)
    facts = [f"quá hạn {late} ngày"] if late else []
    if one.reminded:
        facts.append(f"đã được nhắc {one.reminded} lần")
    aside = f" ({', '.join(facts)})" if facts else ""
    called = "đồng chí" if one.is_person else one.name
    return (
        f"{_laid(head, owed)} giao {one.addressed} thực hiện nhiệm vụ “{owed.title}”, thời hạn hoàn thành chậm nhất là "
        f"ngày {formats.day(one.due_on)}.",
        f"Đến hết ngày {formats.day(on)}, {head.sender} chưa nhận được kết quả thực hiện của {called}{aside}.",
        f"{head.sender} đề nghị {called} khẩn trương hoàn thành nhiệm vụ nêu trên và gửi kết quả chậm nhất là ngày "
        f"{formats.day(max(new_due_on, one.due_on))}. {_DIFFICULTY}",
        f"Nếu {called} đã gửi kết quả trước khi nhận được công văn này thì không phải gửi lại.",
    )


def _to_many(
    head: Letterhead, owed: Owed, missing: Sequence[Missing], on: date, new_due_on: date, total: int | None
) -> tuple[str | Table, ...]:
    whom = _whom(missing)
    days = {one.due_on for one in missing}
    limit = f"chậm nhất là ngày {formats.day(min(days))}" if len(days) == 1 else "theo danh sách dưới đây"
    if min(days) > new_due_on:
        asked = "đúng thời hạn" if len(days) == 1 else "đúng thời hạn ghi trong danh sách"
    else:
        asked = f"chậm nhất là ngày {formats.day(new_due_on)}"
        if max(days) > new_due_on:
            asked += f"; {whom} có thời hạn muộn hơn gửi theo thời hạn ghi trong danh sách"
    return (
        f"{_laid(head, owed)} giao các {whom} thực hiện nhiệm vụ “{owed.title}”, thời hạn hoàn thành {limit}.",
        f"Đến hết ngày {formats.day(on)}, {head.sender} chưa nhận được kết quả thực hiện của "
        f"{_count(len(missing), total)} {whom} sau đây:",
        _table(missing, on),
        f"{head.sender} đề nghị các {whom} có tên trong danh sách trên khẩn trương hoàn thành nhiệm vụ và gửi kết quả "
        f"{asked}. {_DIFFICULTY}",
        f"Các {whom} đã gửi kết quả trước khi nhận được công văn này thì không phải gửi lại.",
    )


_DIFFICULTY = (
    "Trường hợp có khó khăn, vướng mắc, đề nghị báo cáo bằng văn bản trước thời hạn trên, nêu rõ nguyên nhân, phần "
    "việc đã thực hiện và thời gian hoàn thành."
)


def _laid(head: Letterhead, owed: Owed) -> str:
    return f"Thực hiện {owed.basis.citation}, {head.sender} đã" if owed.basis else f"{head.sender} đã"


def _table(missing: Sequence[Missing], on: date) -> Table:
    title = {"đồng chí": "Đồng chí", "tổ chức đảng": "Tổ chức đảng"}.get(_whom(missing), "Tổ chức đảng, đồng chí")
    return Table(
        headers=("STT", title, "Hạn hoàn thành", "Quá hạn (ngày)", "Đã nhắc (lần)"),
        rows=tuple(
            (place, one.listed, one.due_on, days_late(one.due_on, on) or formats.NOTHING, one.reminded)
            for place, one in enumerate(missing, start=1)
        ),
        widths=COLUMNS,
    )


def _excerpt(owed: Owed) -> str:
    long = f"V/v đôn đốc thực hiện nhiệm vụ “{owed.title}”"
    if len(long) <= MAX_EXCERPT:
        return long
    if owed.basis and len(owed.basis.short) <= MAX_EXCERPT:
        return f"V/v đôn đốc thực hiện {owed.basis.short}"
    return "V/v đôn đốc thực hiện nhiệm vụ được giao"


def _addressees(missing: Sequence[Missing]) -> tuple[str, ...]:
    if len(missing) <= MAX_NAMED_ADDRESSEES:
        return tuple(_capital(one.addressed) for one in missing)
    return (f"Các {_whom(missing)} có tên trong danh sách dưới đây",)


def _whom(missing: Sequence[Missing]) -> str:
    kinds = {one.is_person for one in missing}
    if kinds == {True}:
        return "đồng chí"
    return "tổ chức đảng, đồng chí" if True in kinds else "tổ chức đảng"


def _count(part: int, total: int | None) -> str:
    return formats.number(part) if total is None else f"{formats.number(part)}/{formats.number(total)}"


def _share(part: int, total: int | None) -> str:
    return "" if total is None else f" ({formats.percent(part, total)})"


def _cited_day(day: date) -> str:
    """ "05/9/2026": as in a date line, only days below ten and the months 1 and 2 get a zero."""
    month = f"{day.month:02d}" if day.month <= 2 else f"{day.month}"
    return f"{day.day:02d}/{month}/{day.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
