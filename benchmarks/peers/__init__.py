"""The same nation as other libraries keep it: each peer has its own tables and is asked in its own best idiom.

A peer is an app with `models.py` (Node, Duty) and `peer.py` with NAME, fill(nation), roll_up(node_id, obligation_id) ->
{child id: the five counts}, subtree(node_id) -> [(id, name)], insert_leaf(parent_id). Nodes have the ids of the
organisations; a Duty is one bearer's part of an obligation with its state, indexed as the library would want it.
"""
