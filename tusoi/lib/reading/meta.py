"""What a text says about itself: title, date, date of the event, author, source."""

import re

from tusoi.lib.reading.dates import FULL, FULL_DATE, calendar_day, day_of
from tusoi.lib.reading.letters import LOWER, UPPER, pattern
from tusoi.lib.reading.model import Record
from tusoi.lib.reading.sentences import Prepared, Span, trimmed

_HEAD_LINES = 30
_TAIL_LINES = 40
_LABELLED = pattern(
    r"(?:cập nhật(?: lúc| ngày)?|ngày (?:đăng|đăng tải|cập nhật|xuất bản|tạo)|đăng (?:ngày|lúc)|thời gian|published|"
    r"ngày)\x20?:?(?!\w)"
)
_CLOCK = re.compile(r"\d{1,2}\s?[:h]\s?\d{2}\s?:\s?\d{2}")
_STAMP = re.compile(r"(?P<day>\d{1,2}[./-]\d{1,2}[./-]\d{4})(?:(?:\s?[-|,]\s?|\s)(?P<time>\d{1,2}[:h]\d{2}))?")
_SHORT_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_WEEKDAY = pattern(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)")
_NAVIGATION = pattern(
    r"(?:a- a a\+|trang chủ|chào mừng|search|tìm kiếm|chi tiết|site|web|in bài|menu|đăng nhập|tăng tương phản|"
    r"giảm tương phản|cỡ chữ|"
    r"chia sẻ|font|english|liên hệ|sơ đồ|tin tức|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|home|skip|facebook|zalo|•|"
    r"quay lại|ngày đăng|cập nhật|"
    r"tác giả|nguồn|lượt xem|đảng cộng sản việt nam|cộng hòa xã hội|độc lập)"
)
_PLACE_DATE = pattern(rf"[^\n]{{0,50}}?, ?ngày {FULL}")
_OFFICIAL_KIND = pattern(
    r"(?:báo cáo|kế hoạch|nghị quyết|quyết định|quy định|chỉ thị|kết luận|hướng dẫn|thông báo|chương trình|tờ trình|"
    r"thông tri|quy chế|đề án|thông báo kết luận)$"
)
_PERSON = re.compile(rf"^[{UPPER}][{UPPER}{LOWER}.]*(?:\s[{UPPER}][{UPPER}{LOWER}.]*){{1,3}}$")
_AUTHOR_LABEL = pattern(r"(?:tác giả|bài và ảnh|bài, ảnh|bài|tin, ảnh|tin|tin và ảnh|thực hiện|người viết|theo) ?: ?")
_SOURCE_LABEL = pattern(r"(?:nguồn|theo nguồn|nguồn tin) ?: ?")
_LIST_PLACE = re.compile(
    r"[•\-*\[©|(“]|(?:[IVX]{1,5}|[A-D]|\d{1,2}(?:\.\d{1,2})?)[.)]\s|(?:Một|Hai|Ba) là|Thứ (?:nhất|hai)"
)
_OFFICES = (
    "t/m",
    "k/t",
    "t/l",
    "tm.",
    "kt.",
    "nơi nhận",
    "bí thư",
    "phó bí thư",
    "chủ nhiệm",
    "chủ tịch",
    "trưởng",
    "phó trưởng",
)
_AGENCY = re.compile(rf"^\(([{UPPER}]{{2,8}}(?:[.\w]{{0,12}})?)\)\s?[-–]|^([{UPPER}]{{3,8}})\s?[-–]\s")
_FOOTER = pattern(
    r"(?:quảng cáo|các tin|tin mới|tin khác|tin liên quan|trở về|\[trở về|quay lại|bình luận|về trang|liên kết|lượt|"
    r"in trang|gửi|đọc thêm|bài viết|ý kiến|tags|từ khóa)"
)
_PORTAL = pattern(r"cổng thông tin điện tử [^\n!|]{3,90}|trang thông tin điện tử [^\n!|]{3,90}")
_TWO_DAYS = pattern(rf"ngày (\d{{1,2}})(?: và| -|,| đến)(?: ngày)? {FULL}")
_EVENT_DAY = pattern(rf"(?:(?:sáng|chiều|tối|trong)(?: nay)? ?)?(?:các )?(?:ngày )?\(?{FULL}\)?")
_EVENT_AFTER = pattern(
    r"[,)]? (?:tại [^\n.]{3,80}?, )?(?:\w[^\n.;]{2,160}? )?(?:tổ chức|tiến hành|đã (?:tổ chức|tiến hành|họp|"
    r"làm việc|có)|họp|làm việc|khai mạc|diễn ra|chủ trì|dự|công bố|thông báo)(?!\w)"
)


def meta(page: Prepared, taken: list[Record]) -> list[Record]:
    """Records with ``field`` and ``value``; only what the text itself says."""
    if not page.lines:
        return []
    dated_line, dates = _date(page)
    title = _title(page, dated_line)
    found = [*dates]
    if title:
        found.append(_record(page, title, "title", " ".join(page.text[title.start : title.end].split())))
    found += _event(page, taken, title)
    found += _author(page, dated_line, title)
    found += _source(page)
    return found


def _record(page: Prepared, span: Span, field: str, value: str) -> Record:
    return Record("meta", span.start, span.end, page.text[span.start : span.end], {"field": field, "value": value})


def _date(page: Prepared) -> tuple[int, list[Record]]:
    """The line that carries the date of the text, and the record of it."""
    candidates: list[tuple[int, int, Record]] = []
    for index, line in enumerate(page.lines[:_HEAD_LINES]):
        text = page.text[line.start : line.end]
        if len(text) > 160 or _CLOCK.search(text):
            continue
        label = _LABELLED.match(page.low, line.start)
        place = _PLACE_DATE.fullmatch(page.low, line.start, line.end)
        if place:
            day = day_of(place)
            at = page.low.rfind("ngày", line.start, line.end)
            if day:
                candidates.append((1, index, _record(page, Span(at, line.end), "date", day.isoformat())))
            continue
        stamp = _STAMP.search(page.text, line.start, line.end)
        if stamp:
            record = _stamped(page, stamp)
            alone = len(text) <= 60 and (
                label or _WEEKDAY.match(page.low, line.start) or stamp.group("time") or len(text) < 14
            )
            if record and (label or alone):
                candidates.append((0 if label else 2, index, record))
        elif label:
            short = _SHORT_DAY.search(page.text, line.start, line.end)
            if short and calendar_day(int(short.group(1)), int(short.group(2)), 2000):
                value = f"--{int(short.group(2)):02d}-{int(short.group(1)):02d}"
                candidates.append((0, index, _record(page, Span(*short.span()), "date", value)))
    if not candidates:
        return -1, []
    _, index, record = min(candidates, key=lambda one: one[:2])
    return index, [record]


def _stamped(page: Prepared, stamp: re.Match[str]) -> Record | None:
    found = FULL_DATE.match(page.low, stamp.start())
    day = day_of(found) if found else None
    return _record(page, Span(stamp.start(), stamp.end()), "date", day.isoformat()) if day else None


def _title(page: Prepared, dated_line: int) -> Span | None:
    """The line before the labelled date if it looks like a title, else the first line that is no navigation."""
    official = _official_title(page)
    if official:
        return official
    if dated_line > 0:
        for index in range(dated_line - 1, max(-1, dated_line - 4), -1):
            if _is_title(page, page.lines[index], 14) and not _PERSON.match(_text(page, index)):
                return page.lines[index]
    first = next((line for line in page.lines[:_HEAD_LINES] if _is_title(page, line, 20)), None)
    return first or next((line for line in page.lines[:5] if not _NAVIGATION.match(page.low, line.start)), None)


def _official_title(page: Prepared) -> Span | None:
    for index, line in enumerate(page.lines[:_HEAD_LINES]):
        if page.in_capitals(line.start, line.end) and _OFFICIAL_KIND.match(page.low, line.start, line.end):
            last = index
            while last + 1 < len(page.lines) and last - index < 3 and _is_subject(page, page.lines[last + 1]):
                last += 1
            return Span(line.start, page.lines[last].end) if last > index else None
    return None


def _is_subject(page: Prepared, line: Span) -> bool:
    text = page.text[line.start : line.end]
    return (
        len(text) <= 160
        and text[-1] not in ".;:,-*"
        and re.match(r"(?:I|1|A)[.]|Căn cứ|Thực hiện|Ngày ", text) is None
        and any(sign.isalpha() for sign in text)
    )


def _text(page: Prepared, index: int) -> str:
    return page.text[page.lines[index].start : page.lines[index].end]


def _is_title(page: Prepared, line: Span, least: int) -> bool:
    length = line.end - line.start
    if not least <= length <= 250 or page.text[line.end - 1] in ".;,:!|" or _NAVIGATION.match(page.low, line.start):
        return False
    return not _STAMP.search(page.text, line.start, line.end) and not _LIST_PLACE.match(page.text, line.start)


def _event(page: Prepared, taken: list[Record], title: Span | None) -> list[Record]:
    """The day of the event a news text tells of, said with its year in the first paragraphs."""
    first = title.end if title else 0
    body = [line for line in page.lines[:_HEAD_LINES] if line.start >= first and line.end - line.start > 80][:3]
    spans = [(one.start, one.end) for one in taken]
    for line in body:
        stop = min(line.end, line.start + 1500)
        for table in (_TWO_DAYS, _EVENT_DAY):
            for found in table.finditer(page.low, line.start, stop):
                span = trimmed(page.text, found.start(), found.end())
                if any(start < span.end and span.start < end for start, end in spans):
                    continue
                if not _opens_clause(page, line, span.start) or not _EVENT_AFTER.match(page.low, span.end):
                    continue
                value = _event_value(found, two=table is _TWO_DAYS)
                if value:
                    return [_record(page, _plain(page, span), "event_date", value)]
    return []


def _plain(page: Prepared, span: Span) -> Span:
    text = page.text[span.start : span.end]
    return Span(span.start, span.end - 1) if text.endswith(")") and "(" not in text else span


def _opens_clause(page: Prepared, line: Span, at: int) -> bool:
    before = page.text[line.start : at].rstrip()
    return not before or before[-1] in ".;,-–)" or before.endswith(("Trong", "Vào", "vào", "hai", "Các"))


def _event_value(found: re.Match[str], *, two: bool) -> str | None:
    last = day_of(found, 2 if two else 1)
    if last is None or not two:
        return last.isoformat() if last else None
    begin = calendar_day(int(found.group(1)), last.month, last.year)
    return f"{begin.isoformat()}/{last.isoformat()}" if begin and begin <= last else None


def _author(page: Prepared, dated_line: int, title: Span | None) -> list[Record]:
    """A byline beside the date, a labelled name, or a short line with a name after the text."""
    if dated_line >= 0:
        line = page.lines[dated_line]
        stamp = _STAMP.search(page.text, line.start, line.end)
        if stamp:
            name = trimmed(page.text, line.start, stamp.start())
            text = page.text[name.start : name.end].strip(" -|,")
            if _PERSON.match(text) and not _LABELLED.match(page.low, line.start):
                return [_record(page, Span(name.start, name.start + len(text)), "author", text)]
    first = title.end if title else 0
    body = [index for index, line in enumerate(page.lines) if line.start >= first and line.end - line.start > 120]
    begin = body[-1] + 1 if body else max(0, len(page.lines) - 3)
    for line in page.lines[begin : begin + 8]:
        if _FOOTER.match(page.low, line.start):
            break
        if page.low.startswith(_OFFICES, line.start):
            break
        label = _AUTHOR_LABEL.match(page.low, line.start)
        name = trimmed(page.text, label.end() if label and label.end() < line.end else line.start, line.end)
        if _PERSON.match(page.text[name.start : name.end]) and name.end - name.start <= 40:
            return [_record(page, name, "author", page.text[name.start : name.end])]
    return []


def _source(page: Prepared) -> list[Record]:
    for line in [*page.lines[:_HEAD_LINES], *page.lines[-_TAIL_LINES:]]:
        label = _SOURCE_LABEL.match(page.low, line.start)
        if label and label.end() < line.end and line.end - label.end() <= 90:
            return [
                _record(
                    page, trimmed(page.text, label.end(), line.end), "source", page.text[label.end() : line.end].strip()
                )
            ]
    for line in page.lines[:_HEAD_LINES]:
        agency = _AGENCY.match(page.text[line.start : line.start + 40])
        if agency:
            group = 1 if agency.group(1) else 2
            span = Span(line.start + agency.start(group), line.start + agency.end(group))
            return [_record(page, span, "source", page.text[span.start : span.end])]
        portal = _PORTAL.search(page.low, line.start, line.end)
        if portal:
            span = trimmed(page.text, portal.start(), portal.end())
            return [_record(page, span, "source", page.text[span.start : span.end])]
    return []
