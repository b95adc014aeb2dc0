"""Communities: whom a thing belongs to, and whom they trust with what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from heritage.accounts.spoken_codes import mint

PLAINLY = ("members", "custodians")
"""For whom the two rules are that every community has (`Protocol.Who`)."""


def mint_code() -> str:
    """The code that names a community, its rules and its labels in sheets."""
    return mint(7)


class Community(models.Model):
    """Those whom a thing belongs to and who decide about it: a people, a village, a clan."""

    class Kind(models.TextChoices):
        """What holds the community together."""

        PEOPLE = "people", _("cộng đồng một dân tộc")
        VILLAGE = "village", _("làng, buôn, phum, plei")
        CLAN = "clan", _("dòng họ")
        PAGODA = "pagoda", _("chùa, thánh đường, đền tháp")

    code = models.CharField(_("mã"), max_length=7, unique=True, default=mint_code, editable=False)
    """Names it in sheets where it is not the community of a people."""
    name = models.CharField(_("tên cộng đồng"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    name_km = models.CharField(_("tên tiếng Khmer"), max_length=160, blank=True)
    kind = models.CharField(_("loại"), max_length=16, choices=Kind, default=Kind.VILLAGE)
    people = models.OneToOneField(
        "records.Identifier",
        verbose_name=_("dân tộc"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="community",
        help_text=_("Chỉ cho cộng đồng của cả một dân tộc."),
    )

    class Meta:
        verbose_name = _("cộng đồng")
        verbose_name_plural = _("cộng đồng")
        ordering = ["name"]

    def __str__(self) -> str:
        told = {"en": self.name_en, "km": self.name_km}.get(get_language() or "")
        return told or self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new community has its two plain rules from the beginning."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            for who in PLAINLY:
                self.protocols.create(who=who, standard=True)


class Membership(models.Model):
    """A person's place in a community."""

    class Role(models.TextChoices):
        """What the community trusts the person with."""

        MEMBER = "member", _("thành viên")
        CUSTODIAN = "custodian", _("người giữ")
        WORKER = "worker", _("cán bộ được giao việc")

    KEEPERS = (Role.CUSTODIAN, Role.WORKER)
    """Those for whom the rules of this community never close: who decides, and whom he sent."""

    community = models.ForeignKey(
        Community,
        verbose_name=_("cộng đồng"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("vai trò"), max_length=16, choices=Role, default=Role.MEMBER)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người mời"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    since = models.DateTimeField(_("từ lúc"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], name="protocols_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.community}"


class Invitation(models.Model):
    """A code on paper or said on the phone, good for one person and one place in a community."""

    community = models.ForeignKey(
        Community, verbose_name=_("cộng đồng"), on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(_("vai trò"), max_length=16, choices=Membership.Role)
    person = models.CharField(_("mời ai"), max_length=120, help_text=_("Họ tên như cộng đồng gọi."))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người mời"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("mời lúc"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("hết hạn"), editable=False)
    redeemed_at = models.DateTimeField(_("dùng lúc"), null=True, editable=False)
    redeemed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người dùng mã"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("lời mời")
        verbose_name_plural = _("lời mời")

    def __str__(self) -> str:
        return f"{self.person} · {self.community}"
