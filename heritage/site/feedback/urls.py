"""Addresses of “Góp ý, đính chính”."""

from django.urls import path

from heritage.site.feedback.views import read_answer, write

urlpatterns = [
    path("gop-y/", write, name="feedback"),
    path("gop-y/tra-loi/", read_answer, name="feedback_answer"),
    path("gop-y/muc/<slug:kind>/", write, name="feedback_section"),
    path("gop-y/<slug:identifier>/", write, name="feedback_thing"),
]
