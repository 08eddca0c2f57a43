"""What has a period: valid from a day (inclusive) to a day (exclusive), open while valid_to is null."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model)


class PeriodQuerySet(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def open(self) -> Self:
        return self.filter(valid_to__isnull=True)

    def bring_up_to_date(self, rows: Iterable[Mapping[str, Any]]) -> int:
        """Make the table hold these rows, each known by ``code`` and ``valid_from``; a column that a row does not name
        stays as it is. Gives how many rows there are. One statement for those that name the same columns."""
        alike: dict[tuple[str, ...], list[M]] = {}
        for row in rows:
            alike.setdefault(tuple(sorted(row)), []).append(self.model(**row))
        key = ["code", "valid_from"]
        for columns, found in alike.items():
            rest = [name for name in columns if name not in key]
            self.bulk_create(found, update_conflicts=True, unique_fields=key, update_fields=rest)
        return sum(map(len, alike.values()))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name=name)


class Reference(models.Model):
    """Dated reference data: a code, its names in both languages, the document it rests on and its period."""

    code = models.SlugField(max_length=40)
    name_vi = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    source = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: Any = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the moment."""
        from django.utils.translation import get_language

        return self.name_en if (get_language() or "vi").startswith("en") else self.name_vi
