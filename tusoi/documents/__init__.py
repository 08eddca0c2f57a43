"""Documents: something numbered and issued, citable by clause.

The register (`Document`), what is read out of a text (`Clause`, `Citation`), the files (`Attachment`, by content).
A file on its way into the register is an `Intake`: private to who brought it, until that person has decided on every
proposal. The reading itself is `tusoi.lib.reading` and knows nothing of this package.
It does not decide who must do what: that is `tusoi.obligations`.
Invariant: nothing marked MẬT, TỐI MẬT or TUYỆT MẬT is ever stored, only a stub with its number and paper location.
"""
