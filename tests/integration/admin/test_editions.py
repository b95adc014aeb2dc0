"""Editions of a festival in drafts: what is not known yet may be missing, until it is submitted."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from heritage.archive.models import Edition, Festival
from heritage.site.admin.wholeness import shortcomings
from tests.integration.admin.forms import fields_of
from tests.integration.admin.writing import (
    FORMS,
    decide,
    edit_url,
    messages_of,
    new_page_url,
    post_form,
    whole_festival,
    write_festival,
    write_item,
)

pytestmark = pytest.mark.django_db


def rows(*editions: dict[str, str]) -> dict[str, str]:
    """What the form sends for these editions; an empty one was added and left alone."""
    fields = {"editions-TOTAL_FORMS": str(len(editions))}
    for number, given in enumerate(editions):
        names = ("id", "start_date", "end_date", "status", "place", "source_note", "DELETE")
        empty = dict.fromkeys(names, "") | {"ORDER": str(number + 1), "programme-count": "0"}
        fields |= {f"editions-{number}-{name}": value for name, value in (empty | given).items()}
    return fields


def day(text: str) -> dict[str, str]:
    return {"start_date": text, "status": "held", "source_note": "Ban phong tục"}


def autosave(client, url, **changes):
    fields = fields_of(client, url, *FORMS) | changes
    fields = {name: value for name, value in fields.items() if value is not None}
    return client.post(url, fields, headers={"accept": "application/json"})


def test_an_added_row_that_was_left_empty_is_no_mistake(signed_in, bana, ich_type):
    officer = signed_in("officer")
    whole = whole_festival(bana, ich_type)
    with_an_empty_row = whole | rows({}, day("1/2/27"))
    festival, response = write_festival(officer, "action-submit", **with_an_empty_row)
    assert response.status_code == 302, messages_of(response)
    assert festival.editions.get().start_date == datetime.date(2027, 2, 1)


def test_an_empty_row_stays_open_through_autosaves_until_it_is_filled_in(signed_in, archive):
    officer = signed_in("officer")
    festival, _ = write_festival(officer, title="Lễ hội")
    url = edit_url(festival)
    answer = autosave(officer, url, **rows({})).json()
    assert answer["success"], answer
    again = rows({}, day("14/3/2028")) | dict(answer["field_updates"])
    answer = autosave(officer, url, **again).json()
    assert answer["success"], answer
    draft = Festival.objects.get().get_latest_revision_as_object()
    assert [edition.start_date for edition in draft.editions.all()] == [datetime.date(2028, 3, 14)]


@pytest.mark.parametrize("given", [{"status": "expected"}, {"end_date": "15/3/2028"}])
def test_a_draft_may_lack_the_first_day(signed_in, archive, given):
    officer = signed_in("officer")
    festival, response = write_festival(officer, title="Lễ hội", **rows(given))
    assert response.status_code == 302, messages_of(response)
    assert festival.editions.get().start_date is None
    assert "chưa có ngày" in str(festival.editions.get())
    again = autosave(officer, edit_url(festival), **{"editions-0-programme-count": "0"})
    assert again.json()["success"]


def test_an_edition_without_a_day_is_not_submitted_and_the_message_says_which(
    signed_in, bana, ich_type
):
    whole = whole_festival(bana, ich_type)
    undated = rows(day("1/2/2027"), {"status": "expected", "source_note": "Xã báo"})
    _, response = write_festival(signed_in("officer"), "action-submit", **whole, **undated)
    assert "Lần tổ chức 2, Từ ngày: " in messages_of(response)
    assert not Festival.objects.exists()


def test_a_leader_approves_an_edition_that_was_added_to_a_published_festival(
    signed_in, bana, ich_type
):
    officer = signed_in("officer")
    festival, _ = write_festival(officer, **whole_festival(bana, ich_type))
    festival.save_revision().publish()
    post_form(officer, edit_url(festival), "action-submit", **rows(day("1/2/2027")))
    # His form is saved, too: had that given the edition another code, he were its last author.
    leader = signed_in("leader")
    decide(leader, festival, "approve", **{"editions-0-programme-count": "0"})
    first = Festival.objects.get().editions.get()
    assert first.code
    moved = {"editions-0-programme-count": "0", "editions-0-start_date": "5/2/2027"}
    post_form(officer, edit_url(festival), "action-submit", **moved)
    decide(leader, festival, "approve", **{"editions-0-programme-count": "0"})
    after = Festival.objects.get().editions.get()
    assert (after.code, after.start_date) == (first.code, datetime.date(2027, 2, 5))


def test_an_edition_without_a_day_is_not_approved(signed_in, bana, ich_type):
    festival, _ = write_festival(
        signed_in("officer"), **whole_festival(bana, ich_type), **rows({"status": "expected"})
    )
    assert any("Từ ngày" in why for why in shortcomings(festival))


def test_no_reader_and_no_sheet_meets_an_edition_without_a_day(
    client, signed_in, bana, ich_type, tmp_path
):
    festival, _ = write_festival(
        signed_in("officer"), **whole_festival(bana, ich_type), **rows({"status": "expected"})
    )
    festival.save_revision().publish()
    festival.refresh_from_db()
    Edition.objects.filter(festival=festival).update(end_date="2099-01-01")
    for url in (festival.url, festival.get_parent().url, "/"):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert "1/2099" not in answer.content.decode()
    call_command("export_content", str(tmp_path))
    assert len((tmp_path / "festival_editions.csv").read_text().splitlines()) == 1


class TestWhatTheMessageAboveTheFormSays:
    def test_the_field_with_a_date_of_the_wrong_notation(self, signed_in, archive):
        _, response = write_item(signed_in("officer"), title="Ảnh", created="khoảng 1955")
        assert "Niên đại: Không đọc được “khoảng 1955”" in messages_of(response)
        assert "khoảng 1955" in response.content.decode(), "what was typed stays in the form"

    @pytest.mark.parametrize("text", ["tháng 3 năm 2028", "31/02/2027", "2028"])
    def test_the_row_and_field_of_a_date_that_is_none(self, signed_in, archive, text):
        _, response = write_festival(signed_in("officer"), title="Lễ hội", **rows(day(text)))
        assert "Lần tổ chức 1, Từ ngày: Không đọc được ngày này" in messages_of(response)
        assert f'value="{text}"' in response.content.decode()

    def test_autosave_says_where_to_look(self, signed_in, archive):
        officer = signed_in("officer")
        for url in (new_page_url(Festival), reverse("kind_item:add")):
            answer = autosave(officer, url, title="Ảnh", created="khoảng 1955", **rows(day("2028")))
            assert answer.status_code == 400
            assert "bấm Lưu nháp" in answer.json()["error_message"]


def test_dates_are_read_day_first_or_as_the_standard_has_them(signed_in, archive):
    officer = signed_in("officer")
    texts = ["2028-03-14", "14/3/2028", "14-03-2028", "14.3.2028"]
    festival, response = write_festival(officer, title="Lễ", **rows(*map(day, texts)))
    assert response.status_code == 302, messages_of(response)
    assert set(festival.editions.values_list("start_date")) == {(datetime.date(2028, 3, 14),)}


def test_a_saved_draft_can_be_submitted_with_a_row_that_was_never_filled_in(
    signed_in, bana, ich_type
):
    officer = signed_in("officer")
    festival, _ = write_festival(officer, **whole_festival(bana, ich_type))
    updates = dict(autosave(officer, edit_url(festival), **rows({})).json()["field_updates"])
    response = post_form(officer, edit_url(festival), "action-submit", **rows({}) | updates)
    assert response.status_code == 302, messages_of(response)
