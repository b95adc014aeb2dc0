"""The report of what was done, for officers who read it in a spreadsheet."""

import datetime
import io

import openpyxl
import pytest
from wagtail.models import PageLogEntry

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/site-history/"


@pytest.fixture
def entry(submitted) -> PageLogEntry:
    entry = PageLogEntry.objects.filter(page=submitted.pk).earliest("pk")
    entry.timestamp = datetime.datetime(2026, 11, 23, 20, 15, 42, 123456, tzinfo=datetime.UTC)
    entry.save()
    return entry


def test_the_file_is_vietnamese_to_excel_and_has_the_time_of_the_screen(signed_in, entry):
    answer = signed_in("administrator").get(f"{REPORT}?export=csv")
    file = b"".join(answer.streaming_content)
    assert file.startswith(b"\xef\xbb\xbf")
    assert "24/11/2026 03:15\r\n" in file.decode()


def test_the_workbook_has_the_same_times(signed_in, entry):
    answer = signed_in("administrator").get(f"{REPORT}?export=xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values
    assert datetime.datetime(2026, 11, 24, 3, 15) in [row[-1] for row in rows]


@pytest.mark.parametrize("part", ["", "results/"])
def test_the_files_are_in_sight_and_keep_the_filter(signed_in, entry, part):
    page = signed_in("administrator").get(f"{REPORT}{part}?label=lúa").content.decode()
    assert "label=l%C3%BAa&amp;export=csv" in page
    assert "Tải CSV" in page


def test_nobody_reads_it_without_the_right(client):
    assert client.get(f"{REPORT}?export=csv").status_code == 302
