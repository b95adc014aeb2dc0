"""One account for each role, to try the archive with. Production refuses to start beside them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from heritage.accounts import roles
from heritage.accounts.models import User

ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"
PEOPLE = (
    ("xa", "Y", "Hlăng", roles.COMMUNE_WORKER),
    ("can-bo", "Đinh Thị", "Hơn", roles.OFFICER),
    ("lanh-dao", "Thạch Minh", "Sơn", roles.LEADER),
    ("quan-tri", "Lò Văn", "Quyết", roles.ADMINISTRATOR),
)
"""User name, family name, given name (invented), role."""


@dataclass(frozen=True)
class DemoAccount:
    """What to tell the person who starts the archive."""

    username: str
    password: str
    role: str


def create_demo_accounts() -> list[DemoAccount]:
    """Create the accounts that do not exist yet, with passwords made now; return those only."""
    made = []
    for username, last_name, first_name, role in PEOPLE:
        if User.objects.filter(username=username).exists():
            continue
        user, account = create_account(username, last_name, first_name, role.group)
        user.groups.add(roles.group_of(role))
        made.append(account)
    return made


def create_account(
    username: str, last_name: str, first_name: str, does: str
) -> tuple[User, DemoAccount]:
    """One account to try the archive with, and what to tell about it."""
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    user = User.objects.create_user(
        username,
        password=password,
        last_name=last_name[:150],
        first_name=first_name[:150],
        is_demo=True,
    )
    return user, DemoAccount(username, password, does)
