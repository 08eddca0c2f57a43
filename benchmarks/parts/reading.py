"""How fast documents are read: megabytes of text a second on one core."""

from __future__ import annotations

import time

from benchmarks.nation import Nation
from benchmarks.timing import Result
from tusoi.lib.reading import read

PARAGRAPH = """Thực hiện Kết luận số {n}-KL/TU ngày {d}/3/2025 của Ban Thường vụ Tỉnh ủy, Đảng ủy xã Bản {n}
báo cáo như sau.
{n}. Yêu cầu các chi bộ trực thuộc hoàn thành kế hoạch khắc phục trước ngày {d}/6/2025 và báo cáo về Đảng ủy xã.
Đến nay đã có {n}/{m} tập thể gửi báo cáo, đạt 83,8%; còn một số nơi chậm, nội dung chung chung, chưa rõ người, rõ việc.
Giao Ủy ban Kiểm tra theo dõi, đôn đốc; căn cứ Điều {d} Quy định số {n}-QĐ/TW, khoản 2 Điều 5, điểm b khoản 3 Điều 7.
Trong tháng, các đồng chí trong cấp ủy dự sinh hoạt tại {d} chi bộ, trao đổi với cán bộ, đảng viên và nhân dân.
"""


def text(megabytes: float) -> str:
    parts, size, number = [], 0, 0
    while size < megabytes * 1_000_000:
        number += 1
        parts.append(PARAGRAPH.format(n=number % 400 + 1, m=number % 400 + 12, d=number % 28 + 1))
        size += len(parts[-1].encode())
    return "".join(parts)


def measure(nation: Nation) -> list[Result]:
    """Short and long documents: a rule that is not linear would show as a lower rate for the long one."""
    found = []
    for what, size in (("a document of 20 kB", 0.02), ("a document of 1 MB", 1.0)):
        document = text(size)
        megabytes = len(document.encode()) / 1_000_000
        times = []
        for _ in range(3 if size >= 1 else 9):
            start = time.process_time()  # one core's time, whatever else the machine does
            read(document)
            times.append(time.process_time() - start)
        rate = megabytes / sorted(times)[len(times) // 2]
        found.append(Result(f"reading {what}", rate, "MB/s", floor=1))
    return found
