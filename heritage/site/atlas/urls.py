"""Addresses of the map: `/ban-do/`, `/en/map/`, and a map for each of six regions.

As the calendar, it is no page of the tree: nothing on it is written by an officer.
"""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from heritage.site.atlas import views

urlpatterns = [
    path(
        _("ban-do/"),
        include(
            [
                path("", views.country, name="map"),
                path("<slug:region>/", views.region, name="map_region"),
            ]
        ),
    )
]
