"""Users of the system."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users; what they may do comes from their memberships alone."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A new user with a hashed password (None: none that works)."""
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in, by user name (NIP or a chosen name). Ended by date, never deleted: the trail names them."""

    username = models.CharField("nama pengguna", max_length=60, unique=True)
    full_name = models.CharField("nama lengkap", max_length=120)
    email = models.EmailField("surel", blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    is_locked = models.BooleanField("dikunci", default=False)
    must_change_password = models.BooleanField("wajib ganti kata sandi", default=False)
    slip_until = models.DateTimeField(
        "slip berlaku sampai", null=True, blank=True
    )  # None: the password is the person's own
    sessions_since = models.DateTimeField("sesi sejak", null=True, blank=True)  # sessions begun earlier are over
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def may_sign_in(self, at: datetime) -> bool:
        """False for a locked or ended account, and for one whose one-time slip has run out."""
        return self.is_active and not self.is_locked and (self.slip_until is None or self.slip_until > at)


class FailedSignIn(models.Model):
    """One failed attempt to sign in, kept for as long as it counts; ``key`` is a keyed hash, never a name or an address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("key", "at")), models.Index(fields=("at",)))
