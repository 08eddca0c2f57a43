"""One choice of bearers on the page for laying duties: the common one (prefix "") or a duty's own ("d0-").

Its fields: bearer, kinds, org-<node>-<kind>, person (organisation-person), opened, find; each behind the prefix.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tusoi.obligations.addressees import Named
from tusoi.obligations.refusals import SENTENCES
from tusoi.obligations.selectors import Candidate, Foreseen, Outside
from tusoi.obligations.services import Selection

from .common import LARGEST, numbers

MOST_NAMED = 20_000
MOST_PEOPLE = 500
BOTH = "both"
CHOOSE = {
    "invalid_choice": gettext_lazy("Hãy chọn một mục trong danh sách."),
    "required": gettext_lazy("Hãy chọn một mục trong danh sách."),
}
_PAIR = re.compile(r"([1-9]\d{0,17})-([1-9]\d{0,17})", re.ASCII)
_PREFIX = re.compile(r"(?:d\d{1,2}-)?", re.ASCII)
_OPEN = re.compile(r"(d\d{1,2}-)?([1-9]\d{0,17})", re.ASCII)


class BearerForm(forms.Form):
    """Who answers: the organisations chosen, the members of their committees, or both."""

    bearer = forms.ChoiceField(
        label=gettext_lazy("Ai nộp bài"), initial="organisation", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[
            ("organisation", gettext_lazy("Tập thể: mỗi đơn vị nộp một bài")),
            ("person", gettext_lazy("Cá nhân: mỗi cấp ủy viên của đơn vị nộp một bài")),
            (BOTH, gettext_lazy("Cả tập thể và cá nhân cấp ủy viên")),
        ],
    )  # fmt: skip


@dataclass
class Choice:
    """Whom: ticked organisations, whole kinds, persons by name; and what of the tree stands open."""

    prefix: str = ""
    form: BearerForm = field(default_factory=BearerForm)
    ticked: set[int] = field(default_factory=set)
    kind_codes: set[str] = field(default_factory=set)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    find: str = ""
    named: Named = field(default_factory=Named)
    errors: list[str] = field(default_factory=list)
    people: list[Candidate] = field(default_factory=list)
    found: list[Candidate] | None = None
    """Whom a search has found; None when none was asked for. ``found_more``: there are more."""
    found_more: bool = False
    words: list[str] = field(default_factory=list)
    """What is chosen, in words, for the fold."""

    @property
    def id(self) -> str:
        return self.prefix.rstrip("-") or "common"

    @property
    def reasons(self) -> list[str]:
        """The words of the text that name somebody who can be ticked, each once."""
        return list(dict.fromkeys((*self.named.kinds.values(), *self.named.organisations.values())))

    @property
    def is_empty(self) -> bool:
        return not (self.ticked or self.kind_codes or self.pairs)

    @property
    def bearers(self) -> list[str]:
        """On what it is laid. Persons chosen by name answer for themselves, whatever is chosen for the rest."""
        found = []
        if self.ticked or self.kind_codes:
            chosen = self.form.cleaned_data["bearer"]
            found = ["organisation", "person"] if chosen == BOTH else [chosen]
        return [*found, "person"] if self.pairs and "person" not in found else found

    @property
    def selection(self) -> Selection:
        return Selection(
            organisation_ids=tuple(sorted(self.ticked)),
            kind_codes=tuple(sorted(self.kind_codes)),
            committee=self.form.cleaned_data["bearer"] != "organisation",
            person_pairs=tuple(self.pairs),
        )

    def tick_named(self) -> None:
        """Tick whom the text names."""
        self.ticked |= self.named.organisations.keys()
        self.kind_codes |= self.named.kinds.keys()

    def is_chosen(self) -> bool:
        """Whether somebody is chosen in a form without a fault; else it says so."""
        if self.is_empty:
            self.errors.append(
                _("Chưa chọn đơn vị nào, người nào. Hãy đánh dấu đơn vị, chọn cả một cấp, hoặc tìm người theo tên.")
            )
        return not self.errors and not self.form.errors

    def check(self, foreseen: Foreseen, outside: Outside) -> None:
        """Say what is wrong with the bearers that would come of it."""
        if outside.count:
            names = ", ".join(outside.names[:5]) + ("…" if len(outside.names) > 5 else "")
            said = SENTENCES["outside" if names else "outside_unknown"]
            self.errors.append(str(said) % {"count": outside.count, "names": names})
        if outside.people:
            self.errors.append(str(SENTENCES["outside_people"]) % {"count": outside.people})
        if self.errors:
            return
        if "person" in self.bearers and not foreseen.people:
            self.errors.append(
                _("Các đơn vị đã chọn chưa có cấp ủy viên nào. Hãy ghi cấp ủy viên trước, hoặc giao cho tập thể.")
            )
        elif "organisation" in self.bearers and not foreseen.organisations:
            self.errors.append(_("Chưa có đơn vị nào bên dưới nhận nhiệm vụ. Hãy chọn ít nhất một đơn vị cấp dưới."))


def pairs_of(values: list[str]) -> list[tuple[int, int]]:
    """The (organisation, person) among ticked boxes, each once; what is none is left out."""
    found = [match for value in values[:MOST_NAMED] if (match := _PAIR.fullmatch(value))]
    return list(dict.fromkeys((int(one[1]), int(one[2])) for one in found))[:MOST_PEOPLE]


def read_choice(data: QueryDict, prefix: str = "", *, form: BearerForm) -> Choice:
    """A choice as it was sent. Numbers and codes nobody knows are left out."""
    ticked = [value for name in data if name.startswith(f"{prefix}org-") for value in data.getlist(name)]
    return Choice(
        prefix=prefix,
        form=form,
        ticked=set(numbers(ticked)[:MOST_NAMED]),
        kind_codes={code for code in data.getlist(f"{prefix}kinds") if 0 < len(code) <= 40 and "\0" not in code},
        pairs=pairs_of(data.getlist(f"{prefix}person")),
        opened=numbers(data.getlist(f"{prefix}opened"))[:200],
        find=data.get(f"{prefix}find", "").replace("\0", "")[:100],
    )


def known_prefix(text: str | None) -> str | None:
    """A prefix from an address; None when it is none."""
    return text if text is not None and _PREFIX.fullmatch(text) else None


def opened_one(text: str | None) -> tuple[str, int] | None:
    """What a button "open" stands for: (prefix, organisation)."""
    match = _OPEN.fullmatch(text or "")
    return (match[1] or "", int(match[2])) if match and int(match[2]) <= LARGEST else None
