"""What the pages of duties take and show, for tests."""

import re
import uuid
from datetime import date, timedelta

from django.urls import reverse

from tests.cast import Cast
from tests.obligations.build import deliverable
from tusoi.documents.models import Clause, Document, DocumentKind


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def url(name: str, *args: object) -> str:
    return reverse(f"obligations:{name}", args=args)


def form(cast: Cast, **more) -> dict:
    """One duty on An Bình and Suối Giàng, as the page sends it."""
    return {
        "request_key": str(uuid.uuid4()),
        "duties": "1",
        "d0-use": "on",
        "d0-title": "Kế hoạch khắc phục",
        "d0-deliverable": str(deliverable().pk),
        "d0-due_on": (cast.may.today + timedelta(days=10)).isoformat(),
        "d0-expectations": "",
        "d0-instructions": "",
        "bearer": "organisation",
        "review": "issuer",
        f"org-{cast.province.pk}-commune": [str(cast.an_binh.pk), str(cast.suoi_giang.pk)],
        "step": "confirm",
        **more,
    }


def line(number: int, **fields) -> dict:
    names = ("id", "at", "clause", "finding", "task", "lead", "collaborators", "product", "milestones", "due_on")
    return {f"i{number}-{name}": str(fields.get(name, "")) for name in names}


def conclusion(cast: Cast) -> Document:
    kind = DocumentKind.objects.create(
        code="ket-luan", symbol="KL", name_vi="Kết luận", name_en="Conclusion", valid_from=date(2020, 1, 1)
    )
    document = Document.objects.create(
        owner=cast.province, issuer_name="Tỉnh ủy Sơn Hà", kind=kind, number=47, symbol="KL/TU",
        issued_on=cast.may.today, excerpt="kiểm điểm", registered_at=cast.may.at,
    )  # fmt: skip
    for position, (title, quote, due_on) in enumerate(
        [
            ("Xây dựng kế hoạch khắc phục", "gửi về trước ngày 03/3/2031", date(2031, 3, 3)),
            ("Rà soát quy chế", "…", None),
        ],
        start=1,
    ):
        Clause.objects.create(
            document=document, kind="requirement", position=position, label=f"yêu cầu {position}", title=title,
            quote=quote, due_on=due_on,
        )  # fmt: skip
    return document
