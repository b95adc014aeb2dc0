"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An officer, leader, commune worker, custodian or administrator."""

    is_demo = models.BooleanField(
        _("tài khoản dùng thử"),
        default=False,
        editable=False,
        help_text=_(
            "Được tạo cùng nội dung mẫu; máy chủ chính thức không khởi động khi còn tài khoản này."
        ),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are said; the account's name where none is given."""
        return f"{self.last_name} {self.first_name}".strip() or self.username
