from django.db import models
from mptt.models import MPTTModel, TreeForeignKey

from benchmarks.peers.common import DutyBase


class Node(MPTTModel):
    name = models.CharField(max_length=200)
    parent = TreeForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")


class Duty(DutyBase):
    node = models.ForeignKey(Node, models.CASCADE, related_name="duties")

    class Meta:
        indexes = [models.Index(fields=["obligation", "node", "state"], name="mptt_duty")]
