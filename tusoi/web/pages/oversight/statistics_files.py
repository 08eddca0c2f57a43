"""Statistics as an Excel workbook and as tables of a report in the official layout."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tusoi.lib import formats
from tusoi.lib.rendering import docx
from tusoi.lib.rendering.model import Heading, Table
from tusoi.lib.rendering.workbook import Sheet, Value
from tusoi.organisations.scope import Actor
from tusoi.oversight.figures import MEASURES, Change
from tusoi.oversight.selectors.statistics import Report
from tusoi.oversight.selectors.statistics.report import Named
from tusoi.oversight.words.statistics import BALANCE, DIMENSIONS, ELSEWHERE, MEASURED
from tusoi.web.exports import Export, excel, hand_out
from tusoi.web.pages.obligations.exports import letterhead

from .statistics_said import MARK, Saying

IN_WORD = 40
"""Lines of one table in Word; the longer ones belong into Excel."""


def answer(format: str, report: Report, kept: Export, by: Actor) -> HttpResponse:
    name = f"thong-ke-kiem-tra-giam-sat-{report.asked.span.first:%Y%m%d}-{report.asked.span.last:%Y%m%d}"
    if format == "docx":
        return hand_out(word(report, by), f"{name}.docx", kept, by)
    note = f"{report.asked.node.name}. {_period(report)}. {rule()}"
    return excel(_sheets(report, note), f"{name}.xlsx", kept, by)


def rule() -> str:
    return _(
        "Đối tượng được tính khi cuộc kiểm tra, giám sát có ngày kết luận trong kỳ; số lượt tính mỗi cuộc một lần, "
        "một cuộc nhiều nội dung được tính ở từng nội dung."
    )


def _period(report: Report) -> str:
    span, then = report.asked.span, report.asked.before.span
    return _("Kỳ %(first)s – %(last)s, so với %(then)s – %(until)s") % {
        "first": formats.day(span.first), "last": formats.day(span.last), "then": formats.day(then.first),
        "until": formats.day(then.last),
    }  # fmt: skip


# --- Excel


def _sheets(report: Report, note: str) -> Iterator[Sheet]:
    compared = (_("Kỳ này"), _("Cùng kỳ năm trước"), _("Tăng, giảm"), _("Tăng, giảm (%)"), _("Ghi chú"))
    saying = Saying(report.small_base)
    measured = (pgettext("counted", "Chỉ tiêu"), _("Kiểm tra"), _("Giám sát"), *compared)
    widths = (34, 12, 12, 12, 18, 12, 14, 18)
    yield Sheet(_("Tổng hợp"), measured, _headline(report, saying), note=note, widths=widths)
    columns = tuple(str(MEASURED[measure]) for measure in MEASURES)
    then = tuple(_("%(measure)s, cùng kỳ năm trước") % {"measure": one} for one in columns)
    for dimension, lines in report.tables.items():
        title = str(DIMENSIONS[dimension])
        yield Sheet(title, (title, *columns, *then), map(_line, lines), note=note, widths=(40, *(14,) * 14))
    kept = tuple(str(one) for one in BALANCE.values())
    of_subjects = tuple(_("%(part)s (lượt đối tượng)") % {"part": one} for one in kept)
    yield Sheet(
        _("Tồn, mới, xong"), (_("Loại việc"), *kept, *of_subjects),
        (
            (
                one.name + (f" ({_('chỉ giữ vỏ hồ sơ')})" if one.kept.is_stub else ""),
                *(getattr(one.kept.cases, part) for part in BALANCE),
                *(getattr(one.kept.subjects, part) for part in BALANCE),
            )
            for one in (*report.kept, *report.stubs)
        ),
        note=note, widths=(40, *(14,) * 10),
    )  # fmt: skip
    yield Sheet(
        _("Việc khác"), (pgettext("counted", "Chỉ tiêu"), *compared),
        ((str(label), *_noted(getattr(report.elsewhere, name), saying)) for name, label in ELSEWHERE.items()),
        note=note, widths=(44, 12, 18, 12, 14, 18),
    )  # fmt: skip


def _headline(report: Report, saying: Saying | None = None) -> Iterator[tuple[Value, ...]]:
    """With ``saying`` a last cell says of what small base a percentage is; without, the percentage is marked."""
    marked = Saying(report.small_base)
    forms = {one.line.key[0]: one.line.now for one in report.forms}
    for measure in MEASURES:
        split = (getattr(forms[code], measure) if code in forms else 0 for code in ("inspection", "supervision"))
        change = report.whole.change(measure)
        yield (str(MEASURED[measure]), *split, *(_noted(change, saying) if saying else _marked(change, marked)))


def _noted(change: Change, saying: Saying) -> tuple[Value, ...]:
    """The percentage stays a number, with which a sheet goes on to count."""
    note = _("số gốc dưới %(base)s") % {"base": saying.base} if saying.is_small(change) else ""
    return (change.now, change.before, change.amount, "–" if change.rounded is None else change.rounded, note)


def _marked(change: Change, saying: Saying) -> tuple[Value, ...]:
    share: Value = "–" if change.rounded is None else change.rounded
    return (change.now, change.before, change.amount, f"{share}{MARK}" if saying.is_small(change) else share)


def _line(one: Named) -> tuple[Value, ...]:
    both = (one.line.now, one.line.before)
    return (one.name, *(getattr(counts, measure) for counts in both for measure in MEASURES))


# --- Word


def word(report: Report, by: Actor) -> bytes:
    """The tables of the report, ready to go on with: number and day are left open. Vietnamese, as letters are."""
    node = report.asked.node
    parts: list[str | Table | Heading] = [
        f"{node.name} báo cáo số liệu công tác kiểm tra, giám sát từ ngày {formats.day(report.asked.span.first)} đến "
        f"hết ngày {formats.day(report.asked.span.last)}, so với cùng kỳ năm trước "
        f"({formats.day(report.asked.before.span.first)} – {formats.day(report.asked.before.span.last)}).",
        rule(),
        Heading("1. Tổng hợp"),
        Table(
            ("Chỉ tiêu", "Kiểm tra", "Giám sát", "Cộng", "Cùng kỳ", "Tăng, giảm", "%"),
            tuple(tuple(row) for row in _headline(report)),  # type: ignore[arg-type]
            (57, 18, 18, 18, 18, 18, 18),
        ),
    ]
    columns = ("Cuộc", "Tổ chức đảng", "Lượt", "Đảng viên", "Lượt", "Cấp ủy viên")
    measures = ("cases", "organisations", "organisation_times", "members", "member_times", "committee")
    number = 1
    for dimension, lines in report.tables.items():
        if not lines:
            continue
        number += 1
        parts.append(Heading(f"{number}. {DIMENSIONS[dimension]}"))
        rows = tuple((one.name, *(getattr(one.line.now, measure) for measure in measures)) for one in lines[:IN_WORD])
        parts.append(Table((str(DIMENSIONS[dimension]), *columns), rows, (63, 15, 19, 15, 19, 15, 19)))
    parts.append(Heading(f"{number + 1}. Tồn, mới, đã kết luận"))
    parts.append(
        Table(
            ("Loại việc", *map(str, BALANCE.values())),
            tuple(
                (one.name, *(getattr(one.kept.cases, part) for part in BALANCE))
                for one in (*report.kept, *report.stubs)
            ),
            (65, 20, 20, 20, 20, 20),
        )
    )  # fmt: skip
    parts.append(Heading(f"{number + 2}. Giám sát thường xuyên, khắc phục"))
    saying = Saying(report.small_base)
    beside = tuple((str(label), *_marked(getattr(report.elsewhere, name), saying)) for name, label in ELSEWHERE.items())
    parts.append(Table(("Chỉ tiêu", "Kỳ này", "Cùng kỳ", "Tăng, giảm", "%"), beside, (85, 20, 20, 20, 20)))  # type: ignore[arg-type]
    parts.append(saying.note)
    letter = letterhead(node, by).letter(
        kind_code="BC", kind="Báo cáo", excerpt="số liệu thống kê công tác kiểm tra, giám sát", paragraphs=tuple(parts)
    )
    return docx.letter(letter)
