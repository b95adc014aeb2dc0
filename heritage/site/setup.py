"""The first start of an archive: with the demo content, or empty and in somebody's name."""

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction

QUESTIONS = {
    "province": ("PROVINCE", "Tỉnh, thành phố (province)"),
    "agency": ("AGENCY", "Cơ quan quản lý kho tư liệu (agency)"),
    "username": ("ADMIN_USERNAME", "Tên đăng nhập của người quản trị (administrator's user name)"),
    "password": ("ADMIN_PASSWORD", "Mật khẩu của người quản trị (password)"),
}


def is_new() -> bool:
    """Whether nobody has an account yet: the archive has not been founded."""
    return not get_user_model()._default_manager.exists()


def found(province: str, agency: str, username: str, password: str) -> None:
    """Begin an empty archive: whose it is, and its first administrator.

    Raises ValidationError when the password is too weak.
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

    with transaction.atomic():
        staff = create_demo_accounts()
        call_command("load_demo")
        keepers = create_demo_keepers()
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


def ask(given: dict[str, str]) -> dict[str, str]:
    """What `found` needs: from the environment, and what is missing there from the terminal.

    Raises CommandError that names the missing variables where there is no terminal.
    """
    answers = {key: given.get(key, "").strip() for key in QUESTIONS}
    missing = [key for key, value in answers.items() if not value]
    if missing and not (sys.stdin and sys.stdin.isatty()):
        names = ", ".join(QUESTIONS[key][0] for key in missing)
        raise CommandError(
            f"An empty archive needs to know whose it is. Set {names} in the environment or in"
            " .env, or start it once from a terminal, where it asks."
        )
    for key in missing:
        answers[key] = _ask_password(answers) if key == "password" else _ask(QUESTIONS[key][1])
    try:
        validate_password(answers["password"], get_user_model()(username=answers["username"]))
    except ValidationError as error:
        raise CommandError("ADMIN_PASSWORD: " + " ".join(error.messages)) from error
    return answers


def _ask(question: str, read: Callable[[str], str] = input) -> str:
    while not (answer := read(f"{question}: ").strip()):
        pass
    return answer


def _ask_password(answers: dict[str, str]) -> str:
    """Twice, until both are the same and strong enough."""
    question = QUESTIONS["password"][1]
    while True:
        password = _ask(question, getpass.getpass)
        try:
            validate_password(password, get_user_model()(username=answers["username"]))
        except ValidationError as error:
            sys.stdout.write(" ".join(error.messages) + "\n")
            continue
        if _ask("Nhập lại mật khẩu (again)", getpass.getpass) == password:
            return password
        sys.stdout.write("Hai lần nhập không giống nhau. (They differ.)\n")
