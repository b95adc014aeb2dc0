"""Texts of the Wagtail admin that Wagtail does not mark for translation.

It names some fields, columns and models only in code, and Django shows that name in English in
every language. Here they get a name that can be translated; locale/wagtail has it.
"""

from django.utils.translation import gettext_lazy
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.admin.views.pages.search import SearchView
from wagtail.contrib.settings.forms import SiteSwitchForm
from wagtail.contrib.simple_translation.models import SimpleTranslation
from wagtail.models import Locale, Page
from wagtail.sites.views import SiteViewSet
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

FIELDS = [
    (LoginForm, "username", "Username"),
    (LoginForm, "password", "Password"),
    (AnchorLinkChooserForm, "link_text", "Link text"),
    (EmailLinkChooserForm, "link_text", "Link text"),
    (EmailLinkChooserForm, "email_address", "Email address"),
    (EmailLinkChooserForm, "subject", "Subject"),
    (EmailLinkChooserForm, "body", "Body"),
    (ExternalLinkChooserForm, "link_text", "Link text"),
    (PhoneLinkChooserForm, "link_text", "Link text"),
    (PhoneLinkChooserForm, "phone_number", "Phone number"),
    (WorkflowContentTypeForm, "content_types", "Content types"),
    (WorkflowPageForm, "page", "Page"),
    (PagePermissionsForm, "page", "Page"),
    (SiteSwitchForm, "site", "Site"),
    (RoleForm, "role", "Role"),
]
COLUMNS = [
    (SiteViewSet.index_view_class, "port", "Port"),
    (SiteViewSet.index_view_class, "site_name", "Site name"),
    (SiteViewSet.index_view_class, "root_page", "Root page"),
]
MODELS = [
    (Locale, "locale", "locales"),
    (SimpleTranslation, "simple translation", "simple translations"),
]


def make_translatable() -> None:
    """Name them, once all models are loaded: `AppConfig.ready` calls this.

    The models keep their migrations, which look at what the class itself declared.
    Raises KeyError when Wagtail has renamed one of them.
    """
    for form, field, label in FIELDS:
        form.base_fields[field].label = gettext_lazy(label)
    for view, name, label in COLUMNS:
        {column.name: column for column in view.columns}[name].label = gettext_lazy(label)
    SearchView.verbose_name = Page._meta.verbose_name
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
    for model, one, many in MODELS:
        model._meta.verbose_name = gettext_lazy(one)
        model._meta.verbose_name_plural = gettext_lazy(many)
