"""Search without diacritics over everything one may see.

Entries are written by the services of the packages above, in their transaction; they hold a folded text and the place
of the owner in the tree. The index (FTS5 on SQLite, tsvector on PostgreSQL) proposes; the owning package's
`visible_to` decides what the reader may see. Invariant: a hit is never shown on the word of the index alone.
"""
