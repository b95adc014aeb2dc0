"""Demo accounts."""

import pytest

from heritage.accounts.demo import create_demo_accounts
from heritage.accounts.models import User

pytestmark = pytest.mark.django_db


def test_one_account_for_each_role_with_a_password_made_now():
    accounts = create_demo_accounts()
    assert [account.username for account in accounts] == ["xa", "can-bo", "lanh-dao", "quan-tri"]
    for account in accounts:
        user = User.objects.get(username=account.username)
        assert user.check_password(account.password)
        assert user.is_demo
        assert [group.name for group in user.groups.all()] == [account.role]


def test_existing_accounts_are_left_alone():
    create_demo_accounts()
    before = User.objects.get(username="can-bo").password
    assert create_demo_accounts() == []
    assert User.objects.get(username="can-bo").password == before
