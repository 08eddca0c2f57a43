# ruff: noqa: E501 (a sentence stays on its line)
"""Answers put together from the invented wordings: who writes decides how well."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from tusoi.documents.models import Clause
from tusoi.obligations.services import ItemDraft

from . import texts

TO_LIMITATIONS = {  # the beginning of a limitation: (task, product, days)
    "Một số quy chế": ("Viết lại chương trách nhiệm của người đứng đầu, bỏ các điều chép nguyên văn của nơi khác",
                       "Quy chế làm việc sửa đổi đã ký", 40),
    "Việc phân công cấp ủy viên": ("Lập lại bảng phân công: mỗi chi bộ một cấp ủy viên phụ trách, có lịch dự sinh hoạt",
                                   "Thông báo phân công thay thế", 20),
    "Có nơi chưa theo dõi": ("Giao Ủy ban Kiểm tra mở sổ theo dõi từng kết luận, báo cáo Thường trực vào ngày 25 hằng tháng",
                             "Sổ theo dõi, báo cáo ba tháng liền", 95),
    "Chương trình kiểm tra": ("Chọn hai nội dung trọng tâm về đất đai và đầu tư công, giảm từ 14 xuống 6 cuộc",
                              "Chương trình kiểm tra, giám sát điều chỉnh", 30),
    "Một số tập thể chưa duy trì": ("Mỗi quý một chuyên đề gắn với việc chuyên môn, phân công người viết từ đầu quý",
                                    "Bản chuyên đề và biên bản sinh hoạt", 85),
    "Việc theo dõi, đôn đốc": ("Phân công một đồng chí theo dõi kết luận, đọc tiến độ tại mỗi kỳ sinh hoạt",
                               "Bảng tiến độ cập nhật hằng tháng", 60),
    "Trách nhiệm của người đứng đầu": ("Bổ sung điều về trách nhiệm của bí thư, thông qua tại kỳ sinh hoạt gần nhất",
                                       "Quy chế làm việc bổ sung", 45),
}  # fmt: skip


def written(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def plan(
    chance: random.Random, day: date, leads: Sequence[str], clauses: Sequence[Clause], *, hollow: bool = False
) -> list[ItemDraft]:
    """Lines of a plan: one for each limitation that was named, then the organisation's own."""
    if hollow:
        return [ItemDraft(task=task) for task in chance.sample(texts.HOLLOW, 2)]
    items = []
    for clause in clauses:
        known = next((line for begins, line in TO_LIMITATIONS.items() if clause.quote.startswith(begins)), None)
        if known and chance.random() < 0.75:
            task, product, days = known
            items.append(
                ItemDraft(
                    task=f"{task}; {texts.remark(chance, texts.MANNERS, 2)}", clause_id=clause.pk, lead=chance.choice(leads), product=product,
                    due_on=day + timedelta(days=days + chance.randint(-8, 8)),
                )
            )  # fmt: skip
    for measure in chance.sample(texts.MEASURES, chance.randint(1, 3)):
        items.append(_line(chance, measure, day, leads))
    return items


def own_plan(chance: random.Random, day: date, name: str) -> list[ItemDraft]:
    measures = chance.sample(texts.OWN_MEASURES, chance.choice((1, 1, 2)))
    return [_line(chance, measure, day, (f"Đ/c {name}",)) for measure in measures]


def _line(chance: random.Random, measure: texts.Measure, day: date, leads: Sequence[str]) -> ItemDraft:
    half = day + timedelta(days=measure.days // 2)
    return ItemDraft(
        task=f"{measure.task}; {texts.remark(chance, texts.MANNERS, 2)}",
        finding=measure.finding,
        lead=chance.choice(leads),
        collaborators="Các đồng chí chi ủy viên" if chance.random() < 0.3 else "",
        product=measure.product,
        milestones=f"Đến {written(half)}: xong một nửa" if measure.days > 60 else "",
        due_on=day + timedelta(days=measure.days),
    )
