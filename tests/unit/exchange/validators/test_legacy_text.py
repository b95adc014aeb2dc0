"""Text typed for an obsolete font is recognised; text that is merely foreign is left alone."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange.validators.cells import find_text_faults
from heritage.exchange.validators.double_encoding import find_double_encoding
from heritage.exchange.validators.legacy_text import decode_tcvn3, decode_vni, find_legacy_text
from heritage.exchange.validators.vietnamese_syllables import is_syllable

VIETNAMESE = (
    "lễ",
    "hội",
    "đâm",
    "trâu",
    "của",
    "người",
    "làng",
    "ở",
    "những",
    "vùng",
    "núi",
    "phía",
    "tây",
    "được",
    "tổ",
    "chức",
    "sau",
    "mùa",
    "gặt",
    "khi",
    "lúa",
    "đã",
    "về",
    "kho",
    "mọi",
    "nhà",
    "uống",
    "rượu",
    "cần",
    "đánh",
    "chiêng",
    "thổi",
    "tù",
    "và",
    "múa",
    "suốt",
    "đêm",
    "bên",
    "nhà",
    "rông",
    "mới",
    "dựng",
    "xong",
)
sentences = st.lists(st.sampled_from(VIETNAMESE), min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("LÔ héi", "tcvn3"),
        ("§µ N½ng", "tcvn3"),
        ("§µ", "tcvn3"),
        ("Ng­êi Ba Na ë lµng", "tcvn3"),
        ("C¸n bé v¨n hãa ghi ©m", "tcvn3"),
        ("Leã hoäi", "vni"),
        ("LEÃ HOÄI", "vni"),
        ("Ngöôøi Ba Na ôû laøng Ñaø Naüng", "vni"),
        ("peâng pôlei ‘naêr minh jiêt", "vni"),  # Bahnar
    ],
)
def test_legacy_text_is_recognised(text: str, kind: str) -> None:
    found = find_legacy_text(text)
    assert found is not None
    assert found.kind == kind


def test_the_message_can_say_what_a_word_should_read() -> None:
    assert (decode_tcvn3("LÔ"), decode_tcvn3("héi"), decode_tcvn3("§µ")) == ("Lễ", "hội", "Đà")
    assert (decode_vni("Leã"), decode_vni("hoäi"), decode_vni("Ñöôøng")) == ("Lễ", "hội", "Đường")


@pytest.mark.parametrize(
    "text",
    [
        "Lễ hội",
        "thaï",
        "Les populations thaï du haut Tonkin, Hanoï, Noël, août",
        "Dictionnaire čam-français, thé, café, naïf",
        "giấy dày 80 µm",
        "80 µm",
        "18 × 150 cm ± 2, 25 °C, «gùi», © 2024",
        "Señor Muñoz, São Paulo, leão, Köln, Ærø",
        "ñu mâo pô",  # Ede
        "toâng poâng",  # Bru
        "nêi hôi",  # Bahnar
        "pơlê̆ Ơ̆i ƀar ŏ kĕp čam",
        "muəj kʰmaːj ɓaːn ʔaŋ",
        "ពិធីបុណ្យអុំទូក",
        "ꨀꨇꩉ ꨔꨴꩃ",
        "UBND xã, ĐT: 0912 345 678",
        "LÔ ĐẤT SỐ 5",
    ],
)
def test_foreign_and_minority_text_is_innocent(text: str) -> None:
    assert find_legacy_text(text) is None
    assert find_double_encoding(text) is None


@given(sentences)
def test_proper_vietnamese_is_never_accused(sentence: str) -> None:
    for text in (sentence, sentence.title(), sentence.upper()):
        assert find_text_faults(text) == []


@given(sentences)
def test_double_encoding_is_undone(sentence: str) -> None:
    doubled = sentence.encode("utf-8").decode("latin-1")
    found = find_double_encoding(doubled)
    assert found == (None if sentence.isascii() else sentence)


@pytest.mark.parametrize(
    ("doubled", "meant"),
    [("Lá»… há»™i", "Lễ hội"), ("Ä\u0090Ã\xa0 Náºµng", "Đà Nẵng"), ("áž–áž·áž’áž¸", "ពិធី")],
)
def test_double_encoding_as_excel_shows_it(doubled: str, meant: str) -> None:
    assert find_double_encoding(doubled) == meant


def test_a_capital_before_a_quotation_mark_is_no_double_encoding() -> None:
    assert find_double_encoding("chữ hoa XÃ”") is None
    assert find_double_encoding("XÃ”") is None


@pytest.mark.parametrize(
    "word", ["lễ", "nghiêng", "quyển", "giếng", "gìn", "Đắc", "khuya", "yêu", "oẳn"]
)
def test_syllables_of_vietnamese(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["hei", "kơ", "ceo", "mat\u0300", "strong", "bừứ", "ngh", "kac", "cách\u0300"]
)
def test_what_no_vietnamese_syllable_is(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.needs_shared
def test_no_cell_of_the_content_pack_raises_an_alarm(shared: Path) -> None:
    """Khmer, Cham, Bahnar, IPA, French: about twelve thousand real cells."""
    alarms = []
    cells = 0
    for path in sorted((shared / "content").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                for cell in row:
                    cells += 1
                    alarms += [(path.name, cell[:60], fault) for fault in find_text_faults(cell)]
    assert cells > 10_000
    assert alarms == []


@pytest.mark.needs_shared
def test_a_real_office_file_in_a_vni_font_is_found_out(shared: Path) -> None:
    """The file mixes Bahnar in VNI with Bahnar in Unicode, beside Vietnamese in Unicode."""
    path = shared / "data/lexical/bahnar_vietnamese_sentences_vni_legacy.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    # The pairs that make an eye take a line for VNI.
    obvious = [
        row for row in rows if any(pair in row["bahnar_vni_encoded"] for pair in ("eâ", "aê"))
    ]
    found = [row for row in obvious if find_legacy_text(row["bahnar_vni_encoded"])]
    assert len(obvious) > 300
    assert len(found) > 0.95 * len(obvious)
    assert all(find_legacy_text(row["vietnamese"]) is None for row in rows)
    unicode_rows = [row["bahnar_vni_encoded"] for row in rows if "ĕ" in row["bahnar_vni_encoded"]]
    assert not any(map(find_legacy_text, unicode_rows))
