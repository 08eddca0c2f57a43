from django.db import models
from tree_queries.models import TreeNode

from benchmarks.peers.common import DutyBase


class Node(TreeNode):
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]


class Duty(DutyBase):
    node = models.ForeignKey(Node, models.CASCADE, related_name="duties")

    class Meta:
        indexes = [models.Index(fields=["obligation", "node", "state"], name="tree_queries_duty")]
