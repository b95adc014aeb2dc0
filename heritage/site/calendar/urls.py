"""Addresses of the calendar's pages: `/lich/2027/2/`, `/en/calendar/2027/2/`.

They are no pages of the tree: there is nothing an officer could write on them, and a year comes and
goes by itself. The catalogues give the word in the address for each language.
"""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from heritage.site.calendar import views

urlpatterns = [
    path(
        _("lich/"),
        include(
            [
                path("", views.ahead, name="calendar"),
                path("<int:year>/", views.year, name="calendar_year"),
                path("<int:year>/<int:month>/", views.month, name="calendar_month"),
            ]
        ),
    )
]
