"""Whom a document says it goes to (nơi nhận, kính gửi), matched to the organisations below its owner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from tusoi.lib.reading import Recipient, head_and_foot
from tusoi.obligations.addressees import Named
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor

from .asked import named_below
from .choosing import kinds_below

ABOVE = "above"
_FOR_REPORT = ("để báo cáo", "báo cáo")
_AS_ABOVE = ("như trên", "như kính gửi", "như đề gửi")


@dataclass(frozen=True, slots=True)
class Receiver:
    """A line of "Nơi nhận" or "Kính gửi" as printed, with the numbers of the organisations it means.

    ``why`` says why there are none: "filed", "same" (those it is addressed to), "above" (it goes up), "issuer",
    "several" (organisations of that name), "unknown".
    """

    name: str
    purpose: str
    start: int
    end: int
    organisations: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = field(default=())
    why: str = ""

    @property
    def count(self) -> int:
        return len(self.organisations)


def receivers_of(text: str, owner: Organisation, by: Actor) -> list[Receiver]:
    """The lines of a text that say whom it goes to, each with whom it means below ``owner``. At most five queries."""
    layout = head_and_foot(text)
    lines = [*layout.addressed, *layout.recipients]
    if not lines:
        return []
    levels = kinds_below(owner, by)
    named = named_below(["" if _is_bare(one) else one.name for one in lines], owner, by, kinds=levels)
    units = _units(named, owner, by)
    labels = {level.code: level.name for level in levels}
    return [_receiver(line, found, units, labels) for line, found in zip(lines, named, strict=True)]


def _is_bare(line: Recipient) -> bool:
    return line.filed or line.name.lower().startswith(_AS_ABOVE)


def _units(named: Collection[Named], owner: Organisation, by: Actor) -> list[tuple[int, str, str]]:
    """The number, name and kind of every organisation that is meant, in the order of the tree."""
    codes = {code for one in named for code in one.kinds}
    pks = {pk for one in named for pk in one.organisations}
    if not (codes or pks):
        return []
    below = Organisation.objects.visible_to(by).below(owner, itself=False).living()
    found = below.filter(kind__code__in=codes) | below.filter(pk__in=pks)
    return list(found.order_by("depth", "sort_key").values_list("pk", "name", "kind__code"))


def _receiver(
    line: Recipient, named: Named, units: Collection[tuple[int, str, str]], labels: dict[str, str]
) -> Receiver:
    meant = [unit for unit in units if unit[0] in named.organisations or unit[2] in named.kinds]
    return Receiver(
        line.name, line.purpose, line.start, line.end,
        organisations=tuple(pk for pk, _name, _code in meant),
        names=tuple(name for _pk, name, _code in meant),
        kinds=tuple(labels.get(code, code) for code in named.kinds),
        why="" if meant else _why(line, named),
    )  # fmt: skip


def _why(line: Recipient, named: Named) -> str:
    if line.filed:
        return "filed"
    if line.name.lower().startswith(_AS_ABOVE):
        return "same"
    if line.purpose.lower().startswith(_FOR_REPORT):
        return ABOVE
    return named.unmatched[0].why if named.unmatched else "unknown"
