"""`manage.py prepare`: everything an archive needs before its first record. Can be run again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from heritage.accounts.roles import sync_roles
from heritage.records.consents import close_run_out
from heritage.records.holds import merge_log
from heritage.site.admin.workflow import sync_workflow
from heritage.site.tree import grow_tree


class Command(BaseCommand):
    """Locales, page tree, vocabularies, units, roles, approval workflow, and what is held."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing; change nothing that a person has changed, but for the rights of
        the roles' own groups: those are what `heritage.accounts.roles` declares."""
        grow_tree()
        call_command("load_reference", verbosity=options["verbosity"])
        sync_roles()
        sync_workflow()
        if added := merge_log():
            self.stdout.write(f"Đã đóng lại theo nhật ký: {added}. (Closed again by the log.)")
        if held := close_run_out():
            self.stdout.write(f"Đã đóng vì hết hạn đồng ý: {len(held)}. (Consent has run out.)")
