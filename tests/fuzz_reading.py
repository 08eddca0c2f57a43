"""Texts and files made at random for the reading of documents: ``python -m tests.fuzz_reading 20000``.

As many texts as the number says and a tenth as many files. Each text must be read without an exception, every quotation
must stand where it says, with bounded work; each file must be read or refused with a reason. Prints how many of each
were tried; fails with the seed of the first that breaks.
"""

import random
import sys
import unicodedata
import zipfile
from email.message import EmailMessage
from io import BytesIO

import docx

from tests.work import steps
from tusoi.lib.reading import Reading, Unreadable, extract, read, secrecy_mark

STEPS, STEPS_A_SIGN = 100_000, 150  # far above what it takes, far below what anything but linear would take
PIECES = [
    "Nghị quyết",
    "Chỉ thị",
    "Quy định",
    "Kết luận",
    "NQ",
    "QĐ",
    "số",
    "18-NQ/TW",
    "35 - CT/TW",
    "08-QÐi/TW",
    "ngày 5/6/2020",
    "ngày 31/2/2021",
    "của Bộ Chính trị",
    "(khóa XII)",
    "Trung ương 4",
    "Đại hội XIII",
    "Hội nghị lần thứ năm",
    "và",
    ",",
    ";",
    ":",
    ".",
    "./.",
    "…",
    "Một là,",
    "Thứ hai,",
    "(1)",
    "1.",
    "2-",
    "3/",
    "1.2.",
    "II.",
    "a)",
    "Điều 3.",
    "Chương I",
    "khoản 2",
    "yêu cầu",
    "đề nghị",
    "giao",
    "kiến nghị",
    "các",
    "từng",
    "chi bộ",
    "Đảng ủy",
    "Đảng ủy các xã An Bình, Suối Giàng",
    "Ban Thường vụ",
    "Tỉnh ủy",
    "Sơn Hà",
    "xã Nậm Pồ",
    "Tân Lập",
    "12",
    "1.074",
    "62/74",
    "15,6%",
    "70 - 80%",
    "4 nghìn",
    "đảng viên",
    "tổ chức đảng",
    "tăng 15% so với cùng kỳ",
    "trước ngày 15 hằng tháng",
    "trong quý III/2026",
    "chậm nhất 30 ngày kể từ ngày ban hành",
    "6 tháng đầu năm",
    "cuối năm 2026",
    "hằng quý",
    "hạn chế",
    "chưa",
    "kịp thời",
    "nghiêm túc",
    "tuy nhiên",
    "nguyên nhân",
    "nhiệm vụ",
    "giải pháp",
    "ưu điểm",
    "đã",
    "cần",
    "phải",
    "MẬT",
    "TỐI MẬT",
    "KẾ HOẠCH",
    "TỈNH ỦY",
    "ĐẢNG BỘ TỈNH SƠN HÀ",
    "Số 5-KH/TU",
    "Kính gửi:",
    "Nơi nhận:",
    "- Như trên,",
    "T/M BAN THƯỜNG VỤ",
    "K/T TRƯỞNG BAN",
    "PHÓ BÍ THƯ",
    "(đã ký)",
    "Lò Văn Muôn",
    "“",
    "”",
    '"',
    "(",
    ")",
    "[",
    "]",
    "Nhiệm vụ\tChủ trì\tThời hạn",
    "1\tRà soát\tVăn phòng\tQuý IV",
    "quy ết",
    "1 .234",
    "uỷ",
    "hoà",
    "ĐẢNG",
]
ODD = (
    "\u0301",
    "\u200b",
    "\u00a0",
    "\u0130",
    "\ufeff",
    "\U0001f600",
    "\ud7ff",
    "\x85",
    "\u2028",
    "\r",
    "\x0b",
    "\x1f",
    "ﬃ",
    "Ǆ",
    "ß",
)


def text(chance: random.Random) -> str:
    """A text of up to some thousand signs: pieces of the genre in any order, repeated, torn, with odd signs."""
    size = chance.choice((3, 10, 40, 120))
    parts: list[str] = []
    for _ in range(size):
        piece = chance.choice(PIECES)
        kind = chance.random()
        if kind < 0.05:
            piece = piece * chance.randrange(2, 30)
        elif kind < 0.1:
            piece = piece[: chance.randrange(len(piece) + 1)]
        elif kind < 0.14:
            piece = chance.choice(ODD)
        elif kind < 0.17:
            piece = chr(chance.choice((chance.randrange(32, 0xD800), chance.randrange(0xE000, 0x11000))))
        parts += [piece, chance.choice((" ", " ", " ", " ", "\n", "", "\t", "  "))]
    made = "".join(parts)
    return unicodedata.normalize("NFD", made) if chance.random() < 0.1 else made


def check_text(made: str) -> None:
    """Raises AssertionError where an invariant of reading does not hold."""
    found: list[Reading] = []
    spent = steps(lambda: (found.append(read(made)), secrecy_mark(made, made[:40])))
    assert spent < STEPS + STEPS_A_SIGN * len(made), f"{spent} steps for {len(made)} signs"
    (reading,) = found
    assert reading.text == unicodedata.normalize("NFC", made)
    for record in reading.records:
        assert 0 <= record.start < record.end <= len(reading.text), record
        assert reading.text[record.start : record.end] == record.quote == record.quote.strip(), record
    reading.as_json("a")


def file(chance: random.Random) -> tuple[bytes, str]:
    """A file of one of the kinds, sound or broken: bytes changed, cut, repeated; sometimes under another name."""
    made = text(chance)
    kind = chance.choice(("txt", "html", "docx", "eml"))
    if kind == "txt":
        data = made.encode(chance.choice(("utf-8", "utf-16", "utf-16-le", "cp1258", "latin-1")), "replace")
    elif kind == "html":
        data = ("<table><tr><td>" + made.replace("\t", "<td>").replace("\n", "<br>")).encode()
    elif kind == "docx":
        document = docx.Document()
        for line in made.split("\n")[:20]:
            document.add_paragraph("".join(sign for sign in line if sign.isprintable()))
        out = BytesIO()
        document.save(out)
        data = out.getvalue()
    else:
        message = EmailMessage()
        message["Subject"], message["From"] = "Thư", "a@b.example"
        message.set_content("".join(sign for sign in made if sign.isprintable() or sign == "\n"))
        message.add_attachment(made.encode(), maintype="text", subtype="plain", filename="a.txt")
        data = message.as_bytes()
    broken = bytearray(data)
    if chance.random() < 0.7:
        for _ in range(chance.randrange(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
    if chance.random() < 0.2:
        broken = broken[: chance.randrange(1, len(broken) + 1)]
    return bytes(broken), f"a.{kind if chance.random() < 0.9 else chance.choice(('doc', 'docx', 'txt', 'eml', 'html'))}"


def check_file(data: bytes, name: str) -> bool:
    """Whether it could be read; raises what is no Unreadable."""
    try:
        found = extract(data, name)
    except Unreadable:
        return False
    assert "\x00" not in found.text
    check_text(found.text[:4_000])
    return True


def run(texts: int, files: int, seed: int = 1) -> dict[str, int]:
    """How many texts and files were tried, and how many of the files could be read."""
    readable = 0
    for number in range(texts):
        made = text(random.Random(f"text {seed} {number}"))
        try:
            check_text(made)
        except Exception as error:
            raise AssertionError(f"text {seed} {number}: {error}\n{made!r}") from error
    for number in range(files):
        data, name = file(random.Random(f"file {seed} {number}"))
        try:
            readable += check_file(data, name)
        except (Exception, zipfile.BadZipFile) as error:
            raise AssertionError(f"file {seed} {number} {name}: {error!r}") from error
    return {"texts": texts, "files": files, "readable": readable}


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(run(count, count // 10, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
