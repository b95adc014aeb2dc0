"""Addresses of the search for machines. They are the same in every language, and in English."""

from django.urls import path

from heritage.site.api import views

urlpatterns = [
    path("search", views.search, name="api_search"),
    path("suggest", views.suggest, name="api_suggest"),
    path("openapi.json", views.openapi, name="api_description"),
]
