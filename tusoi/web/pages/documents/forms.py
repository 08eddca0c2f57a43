"""The forms of the register. What they ask is checked again by the services; here texts become values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.documents import rules, selectors
from tusoi.documents.sentences import CIRCULATIONS, LEVELS, REJECTIONS
from tusoi.documents.services import Metadata
from tusoi.organisations.scope import Actor
from tusoi.web.fields import Day, FileInput

if TYPE_CHECKING:
    from tusoi.documents.models import Document

OTHER = ""


class NumberForm(forms.Form):
    """Number, symbol, kind, day and issuer: what a stub and a full entry have in common."""

    issuer = forms.ChoiceField(label=_("Cơ quan ban hành"), required=False)
    issuer_name = forms.CharField(
        label=_("Tên cơ quan ban hành, nếu không có trong danh sách"), max_length=200, required=False
    )
    kind = forms.ChoiceField(label=_("Thể loại"))
    number = forms.IntegerField(label=_("Số"), required=False, min_value=1, max_value=rules.LARGEST_NUMBER)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40, required=False, help_text=_("Ví dụ: KL/TU"))
    issued_on = Day(label=_("Ngày ban hành"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["issuer"].choices = _issuer_choices(by)  # type: ignore[attr-defined]
        kinds = [(one.code, f"{one.name} ({one.symbol})" if one.symbol else one.name) for one in selectors.all_kinds()]
        self.fields["kind"].choices = [("", _("Chọn thể loại")), *kinds]  # type: ignore[attr-defined]
        for name in ("issued_on", "received_on"):
            if name in self.fields:
                self.fields[name].widget.attrs["data-max"] = by.today.isoformat()

    def metadata(self) -> Metadata:
        clean = self.cleaned_data
        issuer, _dash, body = clean["issuer"].partition("-")
        return Metadata(
            kind=clean["kind"],
            issued_on=clean["issued_on"],
            number=clean["number"],
            symbol=clean["symbol"],
            issuer_id=int(issuer) if issuer else None,
            issuer_body_id=int(body) if body else None,
            issuer_name=clean["issuer_name"] if not issuer else "",
            received_on=clean.get("received_on"),
            excerpt=clean.get("excerpt", ""),
            circulation=clean.get("circulation") or "below",
            paper_location=clean.get("paper_location", ""),
            signatory=clean.get("signatory", ""),
        )

    def admit_issuer(self, document: Document) -> None:
        """Let the issuer of an entry that is there be chosen again, wherever it stands in the tree."""
        field: Any = self.fields["issuer"]
        value = initial_of(document)["issuer"]
        if value and value not in {key for key, _label in field.choices}:
            field.choices = [*field.choices, (value, document.issuer_name)]

    def refuse(self, rejected: rules.Rejected) -> None:
        """Say what the service has rejected beside the fields; what belongs to none, above them."""
        for name, code in rejected.errors.items():
            message = REJECTIONS.get(code, code)
            self.add_error(name if name in self.fields else None, message)


class MetadataForm(NumberForm):
    received_on = Day(label=_("Ngày đến"), required=False, help_text=_("Để trống nếu là văn bản của đơn vị mình"))
    excerpt = forms.CharField(
        label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Về việc gì")
    )
    signatory = forms.CharField(label=_("Người ký"), max_length=200, required=False, help_text=_("Họ tên, chức vụ"))
    circulation = forms.ChoiceField(
        label=_("Ai được xem"), choices=list(CIRCULATIONS.items()), required=False, initial="below"
    )

    field_order = (
        "kind", "number", "symbol", "issued_on", "issuer", "issuer_name", "excerpt", "signatory", "received_on",
        "circulation",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ByHandForm(MetadataForm):
    content = forms.FileField(
        label=_("Tệp đính kèm"), required=False, allow_empty_file=True, widget=FileInput,
        help_text=_("Không bắt buộc; loại tệp nào cũng được, tối đa 50 MB. Không tải lên văn bản mật."),
    )  # fmt: skip


class StubForm(NumberForm):
    level = forms.ChoiceField(label=_("Độ mật"), choices=list(LEVELS.items()))
    paper_location = forms.CharField(label=_("Nơi lưu bản giấy"), max_length=200, help_text=_("Ví dụ: Tủ A, ngăn 2"))

    field_order = ("level", "kind", "number", "symbol", "issued_on", "issuer", "issuer_name", "paper_location")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = True


class FilterForm(forms.Form):
    text = forms.CharField(label=_("Tìm trong sổ"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Thể loại"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=100)
    year = forms.ChoiceField(label=_("Năm"), required=False)
    direction = forms.ChoiceField(
        label=_("Đi hay đến"), required=False,
        choices=[("", _("tất cả")), ("issued", _("văn bản đi")), ("received", _("văn bản đến"))],
    )  # fmt: skip

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("tất cả")), *((kind.code, kind.name) for kind in selectors.all_kinds()),
        ]  # fmt: skip
        self.fields["year"].choices = [("", _("tất cả")), *((str(year), year) for year in years)]  # type: ignore[attr-defined]

    def filters(self) -> selectors.Filters:
        """What is asked for; a filter that makes no sense is left out."""
        self.is_valid()
        clean = {name: self.cleaned_data.get(name, "") for name in ("text", "kind", "issuer", "direction")}
        year = self.cleaned_data.get("year")
        return selectors.Filters(year=int(year) if year else None, **clean)

    def narrowed(self) -> dict[str, Any]:
        """The same in words, for the trail."""
        chosen = {name: self.cleaned_data.get(name, "") for name in self.fields}
        for name in ("kind", "direction"):
            choices: Any = self.fields[name].choices  # type: ignore[attr-defined]
            chosen[name] = dict(choices)[chosen[name]] if chosen[name] else ""
        return chosen


def _issuer_choices(by: Actor) -> list[tuple[str, str]]:
    organisations = selectors.issuers(by)
    bodies: dict[int, list[Any]] = {}
    for body in selectors.bodies_of(organisations, on=by.today):
        bodies.setdefault(body.organisation_id, []).append(body)
    choices: list[tuple[str, Any]] = [(OTHER, _("cơ quan khác, ghi tên ở ô tiếp theo"))]
    for organisation in organisations:
        choices.append((str(organisation.pk), organisation.name))
        choices += [(f"{organisation.pk}-{body.pk}", f"– {body.name}") for body in bodies.get(organisation.pk, [])]
    return choices


def initial_of(document: Document) -> dict[str, Any]:
    """What a form shows of an entry that is there."""
    issuer = ""
    if document.issuer_id:
        issuer = f"{document.issuer_id}" + (f"-{document.issuer_body_id}" if document.issuer_body_id else "")
    return {
        "kind": document.kind.code, "number": document.number, "symbol": document.symbol,
        "issued_on": document.issued_on, "received_on": document.received_on, "issuer": issuer,
        "issuer_name": document.issuer_name, "excerpt": document.excerpt,
        "circulation": document.circulation, "signatory": document.signatory,
        "paper_location": document.paper_location, "level": document.secrecy,
    }  # fmt: skip
