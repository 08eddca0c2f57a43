"""Names of bodies: where a name that begins at a place ends. Used for issuers, organisations and addressees."""

import re

from tusoi.lib.reading.letters import LOWER, NAME, UPPER, pattern
from tusoi.lib.reading.sentences import Prepared

# Bodies of which there is one: their name takes no place.
_CENTRAL = (
    r"(?:ban (?:bí thư|chấp hành|thường vụ) )?trung ương đoàn|"
    r"bộ chính trị|ban bí thư(?: trung ương(?: đảng)?| tw(?: đảng)?)?|"
    r"ban chấp hành (?:trung ương|tw|t\.ư)(?: đảng(?: cộng sản việt nam)?)?|bch ?(?:trung ương|tw|t\.ư|tư)(?: đảng)?|"
    r"trung ương đảng|quân ủy trung ương|ủy ban thường vụ quốc hội|quốc hội|thủ tướng chính phủ|"
    r"thanh tra chính phủ|văn phòng chính phủ|chính phủ|chủ tịch nước|"
    r"(?:ủy ban (?:trung ương )?)?mặt trận tổ quốc việt nam|bct|btctw|ubkttw|vptw|bchtw|thủ tướng|"
    r"tổng bí thư"
)
# Organs of a committee: their name goes on with the committee.
_ORGANS = (
    r"tập thể ban thường vụ|ban thường vụ|btv|thường trực|ban chấp hành|bch|"
    r"(?:cơ quan )?(?:ủy ban kiểm tra(?: \(ubkt\))?|ubkt)|ban tổ chức|"
    r"ban tuyên giáo(?: và dân vận)?|ban chính sách, chiến lược|ban dân vận|ban nội chính|ban kiểm tra|văn phòng|"
    r"ban xây dựng đảng|ban bảo vệ(?:,| và) chăm sóc sức khỏe cán bộ|ban chỉ đạo|ban kinh tế|trường chính trị"
)
_BLOC = (
    r"(?: (?:khối )(?:các )?(?:cơ quan|doanh nghiệp)(?:(?: và|,) (?:các )?(?:cơ quan|doanh nghiệp)){0,2}"
    r"(?: tỉnh| thành phố| trung ương)?| (?:khối )(?:các )?(?:trường )?đại học(?:(?:,| và) cao đẳng)?|"
    r" khối(?! các| cơ| doanh| đại| trường))"
)
_COMMITTEES = r"tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|trung ương(?: đảng)?|tw|t\.ư|đảng bộ|chi bộ|chi ủy"
_STATE = (
    r"hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd|đoàn đại biểu quốc hội|tòa án nhân dân|viện kiểm sát nhân dân|"
    r"(?:ủy ban )?mặt trận tổ quốc|ủy ban mttq|mttq|liên đoàn lao động|hội liên hiệp phụ nữ|hội nông dân|"
    r"hội cựu chiến binh|đoàn thanh niên|công an|bộ chỉ huy quân sự"
)
_UNITS = r"tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_AGENCIES = (
    r"cơ quan|sở|công ty|trường|bệnh viện|công an|quân sự|bộ đội biên phòng|ngân hàng|trung tâm|học viện|đại học|"
    r"tổng công ty|"
    r"tập đoàn|viện kiểm sát nhân dân|tòa án nhân dân|báo|đài|cục|chi cục|kho bạc|bộ chỉ huy quân sự|"
    r"ủy ban kiểm tra|ubkt|"
    r"hđnd|ubnd|ủy ban nhân dân|bộ"
)
# What ministries and, of a province, departments look after.
_FIELDS = (
    r"giáo dục(?: và| &) đào tạo|nội vụ|tài chính|công thương|công an|quốc phòng|ngoại giao|tư pháp|y tế|xây dựng|"
    r"giao thông(?: -)? vận tải|nông nghiệp (?:và|&) (?:phát triển nông thôn|môi trường)|"
    r"tài nguyên (?:và|&) môi trường|"
    r"khoa học (?:và|&) công nghệ|thông tin (?:và|&) truyền thông|văn hóa, thể thao (?:và|&) du lịch|"
    r"lao động(?:,| -|-)? ?thương binh (?:và|&) xã hội|kế hoạch (?:và|&) đầu tư|dân tộc (?:và|&) tôn giáo"
)
_CENTRAL_FIRST, _ORGAN_FIRST, _COMMITTEE_FIRST = (
    frozenset(part.lstrip("(?:")[0] for part in table.split("|") if part.lstrip("(?:")) | {"ủ", "m", "u"}
    for table in (_CENTRAL, _ORGANS, _COMMITTEES)
)
_FIELD_RE = pattern(rf"(?:bộ|sở) (?:{_FIELDS})(?!\w)")
_PARTY_GROUP_RE = pattern(r"(?:ban cán sự đảng|ban cán sự|đảng đoàn|đại hội(?: đại biểu)?) (?=\w)")
_CENTRAL_RE = pattern(rf"(?:{_CENTRAL})(?!\w)")
_ORGAN_RE = pattern(rf"(?:(?:{_ORGANS}) )(?=(?:{_COMMITTEES})(?!\w))")
_COMMITTEE_RE = pattern(rf"(?:{_COMMITTEES})(?!\w){_BLOC}?(?!\w)")
_STATE_RE = pattern(rf"(?:{_STATE})(?!\w)")
_FRONT_RE = pattern(r"mặt trận(?!\w)")
_MINISTRY_RE = re.compile(rf"(?:Bộ|BỘ) {NAME}(?: [{LOWER}]{{2,6}}(?=[ ,])){{0,3}}")
_UNIT_RE = pattern(rf" (?:{_UNITS})(?!\w)")
_AGENCY_RE = pattern(rf" (?:{_AGENCIES})(?!\w)(?: [{LOWER}]{{2,7}}(?= )){{0,2}}")
_GENERIC_RE = pattern(r" (?:các|cơ sở|cấp|trực thuộc|bộ phận|viên|trên|địa phương)(?!\w)")
_NAMES_RE = re.compile(rf" ?(?:TP\.\x20?)?{NAME}(?: {NAME}){{0,4}}(?: [-–] {NAME}(?: {NAME}){{0,2}})?")
_CODE_RE = re.compile(rf"[{UPPER}]{{2,8}}(?:TU|TW|HU|ĐU)(?!\w)|(?:TU|TW|HU|ĐU)(?!\w)")
_TITLE_RE = pattern(
    r"(?:bí thư|phó bí thư|chủ tịch|phó chủ tịch|chủ nhiệm|phó chủ nhiệm|trưởng ban|phó trưởng ban|trưởng|ủy viên|"
    r"thường trực|"
    r"chánh văn phòng|giám đốc|đồng chí|thường vụ|chấp hành)(?: thường trực)?(?: ban thường vụ| ban chấp hành)? $"
)
_SURNAMES = frozenset(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
        "Đinh",
        "Đoàn",
        "Trịnh",
        "Trương",
        "Mai",
        "Đào",
        "Lương",
        "Lâm",
        "Tô",
        "Hà",
        "Cao",
        "Tạ",
        "Châu",
        "Phùng",
        "Vương",
        "Quách",
        "La",
        "Thái",
        "Tăng",
        "Lưu",
        "Kiều",
        "Chu",
        "Triệu",
        "Nông",
        "Hứa",
        "Thân",
        "Từ",
        "Tống",
        "Bạch",
        "Quảng",
        "Y",
        "Điểu",
        "Giàng",
        "Sùng",
    ]
)
_PROVINCES = frozenset(
    [
        "hồ chí minh",
        "hà nội",
        "hà giang",
        "hà nam",
        "hà tĩnh",
        "cao bằng",
        "lâm đồng",
        "thái bình",
        "thái nguyên",
        "lý sơn",
        "lai châu",
        "châu đức",
        "vũng tàu",
        "bà rịa - vũng tàu",
        "thừa thiên huế",
        "đà nẵng",
        "hải phòng",
        "cần thơ",
        "huế",
        "quảng trị",
        "quảng nam",
        "quảng ngãi",
        "quảng ninh",
        "quảng bình",
        "bình thuận",
        "bình định",
        "bình dương",
        "bình phước",
        "ninh thuận",
        "ninh bình",
        "khánh hòa",
        "phú yên",
        "gia lai",
        "kon tum",
        "đắk lắk",
        "đắk nông",
        "đồng nai",
        "tây ninh",
        "long an",
        "tiền giang",
        "bến tre",
        "trà vinh",
        "vĩnh long",
        "đồng tháp",
        "an giang",
        "kiên giang",
        "hậu giang",
        "sóc trăng",
        "bạc liêu",
        "cà mau",
        "nghệ an",
        "thanh hóa",
        "hòa bình",
        "sơn la",
        "điện biên",
        "lào cai",
        "yên bái",
        "tuyên quang",
        "bắc kạn",
        "lạng sơn",
        "bắc giang",
        "bắc ninh",
        "vĩnh phúc",
        "phú thọ",
        "hưng yên",
        "hải dương",
        "nam định",
    ]
)


def body_end(page: Prepared, start: int) -> int | None:
    """Where the name of the body that begins at ``start`` ends; None if no known kind of name begins here."""
    low = page.low
    first = low[start : start + 1]
    central = _CENTRAL_RE.match(low, start) if first in _CENTRAL_FIRST else None
    if central:
        unit = _UNIT_RE.match(low, central.end()) if "mặt trận" in central.group() else None
        return place_end(page, start, unit.end()) if unit else central.end()
    organ = _ORGAN_RE.match(low, start) if first in _ORGAN_FIRST else None
    at = organ.end() if organ else start
    committee = _COMMITTEE_RE.match(low, at) if low[at : at + 1] in _COMMITTEE_FIRST else None
    if committee:
        return _committee_end(page, start, committee)
    if first in "bsđ":
        field = _FIELD_RE.match(low, start)
        if field:
            unit = _UNIT_RE.match(low, field.end())
            return place_end(page, start, unit.end() if unit else field.end())
        group = _PARTY_GROUP_RE.match(low, start)
        if group and (inner := _inner_end(page, group)):
            return inner
    state = _STATE_RE.match(low, start)
    if state:
        unit = _UNIT_RE.match(low, state.end())
        return place_end(page, start, unit.end() if unit else state.end())
    front = _FRONT_RE.match(low, start)
    if front:
        return front.end()
    code = _CODE_RE.match(page.text, start)
    if code:
        return code.end()
    ministry = _MINISTRY_RE.match(page.text, start)
    return ministry.end() if ministry and not page.in_capitals(start, ministry.end()) else None


def _inner_end(page: Prepared, group: re.Match[str]) -> int | None:
    """The end of the body a group of Party members works in, or of whose congress is meant."""
    congress = group.group().startswith("đại hội")
    if congress and not page.low.startswith("đảng bộ", group.end()):
        return None
    return body_end(page, group.end())


def _committee_end(page: Prepared, start: int, committee: re.Match[str]) -> int:
    at = committee.end()
    head = committee.group()
    if head.startswith(("trung ương", "tw", "t.ư")):
        return at
    if head in {"chi bộ", "đảng bộ", "đảng ủy"} and page.low.startswith(" ", at):
        inner = _ORGAN_RE.match(page.low, at + 1)
        if inner:  # "Chi bộ Ủy ban Kiểm tra Tỉnh ủy"
            further = _COMMITTEE_RE.match(page.low, inner.end())
            if further:
                return place_end(page, start, further.end())
    if head.startswith(("đảng ủy", "đảng bộ", "chi bộ")):
        unit = _UNIT_RE.match(page.low, at)
        if unit:
            return place_end(page, start, unit.end())
        agency = _AGENCY_RE.match(page.low, at)
        if agency and page.text[at + 1].isupper():
            field = _FIELD_RE.match(page.low, at + 1)
            end = field.end() if field else agency.end()
            unit = _UNIT_RE.match(page.low, end)
            return place_end(page, start, unit.end() if unit else end)
    return place_end(page, start, at)


def place_end(page: Prepared, start: int, at: int) -> int:
    """The name of a place after ``at``, if one stands there and is not the name of a person who holds the title."""
    found = _NAMES_RE.match(page.text, at)
    if not found or not page.text.startswith(" ", at):
        return at
    names = found.group().strip()
    known = _province_length(names.lower())
    if known:
        return at + 1 + known
    if page.in_capitals(start, found.end()):  # where everything is in capitals a capital tells nothing
        line_end = page.text.find("\n", at)
        alone = start == 0 or page.text[start - 1] == "\n"
        return found.end() if alone and found.end() == (line_end if line_end >= 0 else len(page.text)) else at
    if names.split()[0] in {
        "Bộ",
        "Ban",
        "Ủy",
        "Tỉnh",
        "Huyện",
        "Đảng",
        "Chi",
        "Hội",
        "Số",
        "Nghị",
        "Chỉ",
        "Quy",
        "UBKT",
    }:
        return at
    titled = _TITLE_RE.search(page.low, max(0, start - 40), start)
    if names.split()[0] in _SURNAMES and len(names.split()) >= 3 and (titled or len(names.split()) == 3):
        return at
    return found.end() if len(names.split()) <= 4 else at


def _province_length(names: str) -> int:
    parts = names.split(" ")
    for size in range(min(len(parts), 5), 0, -1):
        candidate = " ".join(parts[:size])
        if candidate in _PROVINCES:
            return len(candidate)
    return 0


def is_generic(page: Prepared, end: int) -> bool:
    """What follows makes it a class of bodies, not one: "Đảng ủy cơ sở", "Đảng ủy các cấp"."""
    return _GENERIC_RE.match(page.low, end) is not None


def capital_run_end(page: Prepared, start: int) -> int | None:
    """The end of a run of words of which the first has a capital: a name of a kind the tables do not know."""
    found = _RUN_RE.match(page.text, start)
    return found.end() if found and not page.in_capitals(start, found.end()) else None


_RUN_RE = re.compile(
    rf"{NAME}(?: (?:{NAME}|ủy|thường|vụ|tổ|chức|kiểm|tra|chấp|hành|chính|trị|dân|vận|giáo|nội|nhân|hội|đồng|tỉnh|"
    r"huyện|xã|phường|"
    r"khối|cơ quan|quốc gia|chỉ đạo|xây dựng|nước)(?!\w)){0,7}"
)
