"""Invented people: names as they are met in an upland province."""

import random
from collections.abc import Iterator

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Bùi", "Đinh", "Đỗ", "Hà", "Lò", "Vi", "Lường", "Quàng", "Cà",
    "Mùa", "Giàng", "Sùng", "Vàng", "Thào", "Cầm", "Tòng", "Lục", "Nông", "Triệu", "Đặng", "Phùng", "Lương",
)  # fmt: skip
MEN = (
    "Sơn", "Hùng", "Dũng", "Tuấn", "Khánh", "Bình", "Thắng", "Quân", "Đức", "Thành", "Lâm", "Phong", "Tài", "Cường",
    "Nọi", "Pha", "Tưởng", "Chung", "Hải", "Long", "Kiên", "Nghĩa", "Phúc", "Quyết", "Sáng", "Thịnh", "Toàn", "Vinh",
    "Xuân", "Ỏm", "Pản", "Chứ", "Dơ", "Páo", "Lềnh", "Tếnh", "Ính", "Thân", "Hưng", "Đạt", "Trường", "Việt",
)  # fmt: skip
WOMEN = (
    "Hoa", "Lan", "Mai", "Mây", "Hương", "Thu", "Hạnh", "Nga", "Thảo", "Yến", "Sua", "Dung", "Hiền", "Huệ", "Liên",
    "Loan", "Minh", "Ngọc", "Nhung", "Oanh", "Phương", "Quyên", "Tâm", "Thủy", "Trang", "Tuyết", "Vân", "Xuân", "Chía",
    "Dở", "Mỷ", "Pàng", "Hà", "Bích", "Chi", "Diệp", "Giang", "Hằng", "Kim", "Linh",
)  # fmt: skip
MIDDLE_MEN = ("Văn", "Văn", "Văn", "Đức", "Công", "Quang", "Minh", "Xuân", "Ngọc", "Hữu", "Trọng", "Mạnh", "A")
MIDDLE_WOMEN = ("Thị", "Thị", "Thị", "Thị", "Thu", "Ngọc", "Thanh", "Minh", "Bích")


def people(chance: random.Random) -> Iterator[tuple[str, int, str]]:
    """Without end: (name, birth year, phone). A name may come twice, as names do; telephones do not ring anywhere."""
    number = 0
    while True:
        number += 1
        man = chance.random() < 0.62
        name = " ".join(
            (
                chance.choice(FAMILIES),
                chance.choice(MIDDLE_MEN if man else MIDDLE_WOMEN),
                chance.choice(MEN if man else WOMEN),
            )
        )
        yield name, chance.randint(1958, 2001), f"0000 {number // 1000:03d} {number % 1000:03d}"
