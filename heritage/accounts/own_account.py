"""The page on which a person changes his own name, language and password."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView, NotificationsSettingsPanel


class OwnAccountView(AccountView):
    """As Wagtail's, without the e-mails that the archive never sends."""

    def get_panels(self) -> list[Any]:
        """What can be changed here."""
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, NotificationsSettingsPanel)]
