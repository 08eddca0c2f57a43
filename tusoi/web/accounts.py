"""Signing in: ours where allauth would speak English or offer what we do not have."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from tusoi.organisations.models import Account
from tusoi.organisations.selectors import account_with_person


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Any:
        """The account with its person in one query, None when it is closed."""
        account = account_with_person(int(user_id))
        return account if account and self.user_can_authenticate(account) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang bị khóa. Hãy liên hệ người quản trị của đơn vị."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_login": _("Không đăng nhập được."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": _("Sai quá nhiều lần. Hãy đợi 5 phút rồi thử lại."),
        "same_as_current": _("Mật khẩu mới phải khác mật khẩu hiện tại."),
        "rate_limited": _("Có quá nhiều yêu cầu cùng lúc. Hãy đợi một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def living_sessions(account: Account) -> list[UserSession]:
    """The sessions that still open something, the earliest first; what is over is cleared away."""
    noted = list(UserSession.objects.filter(user_id=account.pk).order_by("created_at"))
    stored = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk([one.session_key for one in noted])
    # A new password ends every session that was opened with the old one.
    hashes = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    living = []
    for one in noted:
        kept = stored.get(one.session_key)
        opened_with = kept.get_decoded().get(HASH_SESSION_KEY, "") if kept else ""
        if any(constant_time_compare(opened_with, each) for each in hashes):
            living.append(one)
    if len(living) < len(noted):
        over = {one.pk for one in noted} - {one.pk for one in living}
        UserSession.objects.filter(pk__in=over).delete()
    return living
