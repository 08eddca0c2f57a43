"""The audit trail: who changed what, when, from what to what.

Append-only: the database itself refuses UPDATE and DELETE. Tamper-evident: entries form hash chains, one per pivot
organisation (so that writers of two communes never wait for each other), and seals tie all chains together.
It knows nothing of the domain: organisations, accounts and subjects are plain numbers and labels here, so that an
entry can be read for ever, whatever becomes of what it speaks of.
Invariant: entry n of a chain carries the hash of entry n-1.
"""
