from django.db import models
from treebeard.mp_tree import MP_Node

from benchmarks.peers.common import DutyBase


class Node(MP_Node):
    name = models.CharField(max_length=200)


class Duty(DutyBase):
    node = models.ForeignKey(Node, models.CASCADE, related_name="duties")

    class Meta:
        indexes = [models.Index(fields=["obligation", "node", "state"], name="treebeard_duty")]
