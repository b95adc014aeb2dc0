"""The addresses of the house, and uploads beside them: whoever is signed in may send."""

from django.urls import include, path

from heritage.urls import urlpatterns as house

urlpatterns = [path("tus/", include("media_pipeline.uploads.urls")), *house]
