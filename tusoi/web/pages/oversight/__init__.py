"""Pages of inspection and supervision: programmes, cases, remedies, working sessions, figures, the book."""
