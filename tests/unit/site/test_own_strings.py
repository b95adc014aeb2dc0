"""Every text of ours is said in English, and in Khmer where visitors meet it."""

import pytest

from heritage.site import own_strings


@pytest.mark.parametrize("language", own_strings.LANGUAGES)
def test_the_catalogues_are_complete(language: str) -> None:
    assert own_strings.missing(language) == [], "manage.py update_catalogues lists and adds them"


def test_texts_of_code_and_templates_are_found() -> None:
    found = own_strings.own_strings()
    assert "Kho tư liệu sống" in found
    assert ("%(count)s ngày", "%(count)s ngày") in found
    assert "Mới đăng (RSS)" in found
    assert "đã công bố" in own_strings.for_visitors()


@pytest.mark.parametrize("language", own_strings.LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    for message in own_strings.read(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        for text in said:
            assert _names(text) == _names(ids[0]), message.id


def _names(text: str | None) -> set[str]:
    assert text is not None
    return {part.split(")")[0] for part in text.split("%(")[1:]}
