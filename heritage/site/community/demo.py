"""A custodian and a member for the community of each people, to try the demo content with."""

from __future__ import annotations

from heritage.accounts.demo import DemoAccount, create_account
from heritage.accounts.models import User
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols.models import Membership
from search.analysis.slugs import slugify

ROLES = (
    (Membership.Role.CUSTODIAN, "giu", "Người giữ"),
    (Membership.Role.MEMBER, "thanh-vien", "Thành viên"),
)


def create_demo_keepers() -> list[DemoAccount]:
    """Create the accounts that do not exist yet; return those only."""
    made = []
    peoples = list(People.objects.originals().order_by("sort_key"))
    for people, community in zip(peoples, communities_of(peoples), strict=True):
        for role, prefix, title in ROLES:
            username = f"{prefix}-{slugify(people.title)}"[:150]
            if User.objects.filter(username=username).exists():
                continue
            user, account = create_account(username, title, people.title, community.name)
            Membership.objects.create(community=community, user=user, role=role)
            made.append(account)
    return made
