from tusoi.organisations.models import Account


def keep_preferences(*, account_id: int, language: str, text_size: str, contrast: str) -> None:
    """How a person wants the pages. No change of the records, so it is not in the audit trail."""
    Account.objects.filter(pk=account_id).update(language=language, text_size=text_size, contrast=contrast)
