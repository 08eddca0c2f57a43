from django.db import models

from tusoi.treepath import PathField


class Entry(models.Model):
    """One thing that can be found: kind and id say which, ``folded`` is what is searched (title first)."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=500)
    folded = models.TextField()
    path = PathField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [models.Index(fields=["path"], name="search_entry_path")]

    def __str__(self) -> str:
        return self.title
