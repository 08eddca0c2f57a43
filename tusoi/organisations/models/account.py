from django.contrib.auth.models import AbstractUser
from django.db import models

from .people import Person


class Account(AbstractUser):
    """Who signs in (tài khoản). What the account may do comes from the positions of its person, never from itself."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    language = models.CharField(max_length=5, blank=True)
    text_size = models.CharField(max_length=8, blank=True, help_text="'', 'large', 'larger'")
    contrast = models.CharField(max_length=8, blank=True, help_text="'', 'high', 'dark'")

    REQUIRED_FIELDS = []

    def get_full_name(self) -> str:
        return self.person.name if self.person_id and self.person else self.username

    def get_short_name(self) -> str:
        return self.get_full_name()
