"""Organisations: a place in a tree that changes over time, and who holds which position there.

An organisation's identity (`Organisation`) and its place (`Placement`) are apart: it keeps its number for ever, its
names and places have periods. What holds today is kept on the organisation itself (`parent`, `path`, `pivot`) and is
changed only by the services here. `scope.py` says who may see and do what, and through which appointment.
It is not a member database: people stand here for positions, duties and denominators.
Invariant: exactly one placement and one designation of a living organisation are open, and they agree with its row.
"""
