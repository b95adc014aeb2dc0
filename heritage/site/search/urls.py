"""The address of the search: `/tim-kiem/`, `/en/search/`. The catalogues give its word."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from heritage.site.search import views

urlpatterns = [path(_("tim-kiem/"), views.search, name="search")]
