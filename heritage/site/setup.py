"""The first start of an archive: with the demo content, or empty and in somebody's name."""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db import transaction


def is_new() -> bool:
    """Whether nobody has an account yet: the archive has not been founded."""
    return not get_user_model()._default_manager.exists()


def found(province: str, agency: str, username: str, password: str) -> None:
    """Begin an empty archive: whose it is, and its first administrator.

    Raises ValidationError for a name or password that `founding.ask` would not have taken.
    """
    from wagtail.models import Site

    from heritage.site.models import Institution

    User = get_user_model()
    administrator = User(username=username, is_superuser=True, is_staff=True)
    administrator.clean_fields(exclude=["password"])
    validate_password(password, administrator)
    administrator.set_password(password)
    with transaction.atomic():
        administrator.save()
        institution = Institution.for_site(Site.objects.get(is_default_site=True))
        institution.province = province
        institution.agency = agency
        institution.save()


def found_with_demo() -> str:
    """Begin an archive with the demo content and an account for each role.

    All or nothing, so that a first start that was interrupted is simply a first start again.
    Returns what to tell the person at the terminal.
    """
    from heritage.accounts.demo import create_demo_accounts
    from heritage.site.community.demo import create_demo_keepers
    from heritage.site.demo_media.loading import hang_demo_media

    with transaction.atomic():
        staff = create_demo_accounts()
        call_command("load_demo")
        keepers = create_demo_keepers()
        hang_demo_media.enqueue()
        width = max(len(account.username) for account in [*staff, *keepers])
        lines = [
            f"  {account.username:{width}}  {account.password}  {account.role}"
            for account in [*staff, *keepers]
        ]
        shown = ["Tài khoản dùng thử · demo accounts (/admin/):", *lines[: len(staff)]]
        communities = ["Cộng đồng · communities (/dang-nhap/):", *lines[len(staff) :]]
        text = "\n".join([*shown, *communities])
        path = write_private(Path(settings.DATA_DIR) / "demo-accounts.txt", text + "\n")
    more = f"  … {len(keepers)} người giữ, thành viên · custodians and members: {path}"
    return "\n".join([*shown, *communities[:3], more])


def write_private(path: Path, text: str) -> Path:
    """Write a file that only its owner can read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return path
