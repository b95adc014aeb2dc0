"""What is found, and what comes first."""

import unicodedata

import pytest

from search.analysis.synonyms import Name, prepare
from search.documents import Document, Passage
from search.engine import Engine
from tests.contract.search.asking import ask, document, found, pages

SENTENCE = "ថ្ងៃនេះមានពិធីបុណ្យអុំទូកនៅភូមិ"


class Finding:
    """The query language and the tiers."""

    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ("le hoi dua bo", "Lễ hội đua bò Bảy Núi"),
            ("LỄ HỘI ĐUA BÒ", unicodedata.normalize("NFD", "Lễ hội đua bò")),
            (unicodedata.normalize("NFD", "đua bò"), "Hội đua bò"),
            ("đâm trâu", "Lễ hội Ðâm trâu"),
            ("dam trau", "lễ đâm trâu"),
            ("hòa", "hoà bình"),
            ("thuỷ", "sơn thủy"),
            ("my nghe", "mĩ nghệ"),
            ("hre", "người H’rê"),
            ("h're", "dân tộc Hrê"),
            ("bahnar", "nhà rông của người Ba Na"),
            ("Ba-na", "The Bahnar people"),
            ("khmer", "đồng bào Khơ-me"),
            ("chàm", "tháp Chăm"),
            ("chăm", "tháp Chăm"),
            ("បុណ្យ", SENTENCE),
            ("អុំទូក", "ពិធីបុណ្យអុំទូក"),
            ("ពិធី​បុណ្យ", SENTENCE),
            ("ꨌꩌ", "ꨌꩌ"),
            ("2024", "năm ២០២៤"),
            ("ab", "AB"),
            ('"đua bò"', "hội đua bò"),
            ("bò OR voi", "đua voi"),
            ("ho*", "Lễ hội"),
            ("ky*", "đi Kyoto"),
            ("ký*", "chữ kí"),
            ("អុំ*", "បុណ្យអុំទូក"),
        ],
    )
    def test_finds(self, engine: Engine, typed: str, text: str) -> None:
        engine.write([document("a", "Không", text), document("b", "Thứ khác", "chẳng liên quan")])
        assert found(engine, typed) == ["a"]

    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ('"đua bò"', "bò đua"),
            ('"đua bò"', "Hội đua.\n\nBò kéo xe."),
            ("đua voi", "hội đua bò"),
            ("đua -bò", "hội đua bò"),
            ('-"đua bò" hội', "hội đua bò"),
            ("hội -xyz -đua", "hội đua bò"),
            ("người hrê", "lễ hội của làng"),
            ("ho", "hội"),
            ("-bò", "đua bò"),
        ],
    )
    def test_does_not_find(self, engine: Engine, typed: str, text: str) -> None:
        engine.write([document("a", "Tên", text)])
        answer = ask(engine, typed)
        assert (answer.hits, answer.total) == ((), 0)

    def test_a_phrase_does_not_cross_titles_and_paragraphs(self, engine: Engine) -> None:
        engine.write([document("a", ("Hội đua", "Bò Bảy Núi"), "Người xem", "đông vui")])
        assert found(engine, '"đua bò"') == []
        assert found(engine, '"núi người"') == []
        assert found(engine, '"xem đông"') == []
        assert found(engine, "đua bò xem đông") == ["a"]

    def test_tiers(self, engine: Engine) -> None:
        engine.write(
            [
                document("7", "Hội làng", "Bò kéo xe, ngựa đua"),
                document("6", "Hội làng", "Xem dua bo"),
                document("5", "Hội làng", "Xem đua bò ở Bảy Núi"),
                document("4", "Bò và ngựa đua nhau"),
                document("3", "Hội dua bo"),
                document("2", "Hội đua bò"),
                document("1", ("Ox race", "Đua bò"), "Đua bò"),
            ]
        )
        answer = ask(engine, "đua bò")
        # What has the marks that were typed, then what is only spelled so without them.
        assert [hit.id for hit in answer.hits] == ["1", "2", "4", "5", "7", "3", "6"]
        tiers = [hit.tier for hit in answer.hits]
        assert tiers[0] == 1
        assert len(set(tiers)) == 7
        assert tiers == sorted(tiers)
        assert answer.total == 7
        assert answer.partial == ()
        assert found(engine, "dua bo") == ["1", "3", "2", "4", "5", "6", "7"]

    def test_more_words_in_the_title_come_first(self, engine: Engine) -> None:
        engine.write(
            [
                document("0", "Làng", "chùa dơi ở sóc trăng"),
                document("1", "Sóc", "chùa dơi ở trăng", weight=9),
                document("2", "Chùa Dơi", "ở sóc trăng"),
                document("3", "Chùa Dơi Sóc", "trăng"),
            ]
        )
        assert found(engine, "chua doi soc trang") == ["3", "2", "1", "0"]
        assert found(engine, "chùa dơi sóc trăng") == ["3", "2", "1", "0"]

    def test_words_of_the_title_come_before_words_side_by_side(self, engine: Engine) -> None:
        engine.write(
            [
                document("0", "Tin", "có khăn dệt tay ở chợ", weight=9),
                document("1", "Khăn dệt", "bằng tay"),
                document("2", "Khăn", "có khăn dệt tay ở chợ"),
            ]
        )
        assert found(engine, "khan det tay") == ["1", "2", "0"]
        assert found(engine, "khăn dệt tay") == ["1", "2", "0"]

    def test_places_in_a_place_come_before_what_is_held_there(self, engine: Engine) -> None:
        province = Name("Cần Thơ", names=(("place", "can-tho"),), ambiguous=False)
        inside = {"place": ("can-tho", "can-tho/phu-tan")}
        engine.write(
            [
                document("a", "Hội đua ghe", facets={"type": ("festival",), **inside}, weight=9),
                document("b", "Chùa Dơi", facets={"type": ("place",), **inside}),
                document("c", "Cần Thơ", facets={"type": ("place",), "place": ("can-tho",)}),
                document("d", "Chợ", "ở Cần Thơ", weight=9),
            ]
        )
        names = prepare([[province]])
        for typed in ("Cần Thơ", "can tho"):
            first, second, *rest = found(engine, typed, synonyms=names)
            assert (first, second, sorted(rest)) == ("c", "b", ["a", "d"])

    def test_whoever_is_named_comes_first_and_what_is_linked_with_him_is_found(
        self, engine: Engine
    ) -> None:
        names = prepare(
            [[Name("Chăm", names=(("people", "cham"),)), Name("Chàm", names=(("people", "cham"),))]]
        )
        engine.write(
            [
                document("a", "Múa", "của người Chăm"),
                document("b", "Gốm", facets={"people": ("cham",)}),
                document("c", "Tháp", "của người Chăm", facets={"people": ("cham",)}),
                document("d", "Chăm", facets={"people": ("cham",)}),
                document("e", "Gỗ", "chạm khắc"),
            ]
        )
        assert found(engine, "chàm", synonyms=names) == ["d", "c", "a", "b", "e"]
        assert found(engine, "người chàm", synonyms=names) == ["d", "c", "a", "b"]

    def test_what_a_thing_is_about_comes_before_what_is_said_in_it(self, engine: Engine) -> None:
        engine.write(
            [
                document("said", "Hội", "một ngày vui", "có cồng chiêng", lead=1, weight=9),
                document("apart", "Hội", "một hồi chiêng, ba cái cồng", "vui", lead=1, weight=-9),
                document("about", "Hội", "cồng chiêng ngân vang", "vui", lead=1),
                document("beside", "Hội", "cồng ở nhà", "và chiêng", lead=1, weight=5),
            ]
        )
        # Two syllables side by side are a word: as good as both in what it is about.
        assert found(engine, "cồng chiêng") == ["about", "said", "apart", "beside"]
        assert found(engine, "cong chieng") == ["about", "said", "apart", "beside"]
        assert found(engine, "cồng OR chiêng") == ["beside", "about", "apart", "said"]
        # Of what is named nothing is better for being said early.
        chieng = prepare([[Name("Chiêng", names=(("tag", "chieng"),))]])
        assert found(engine, "chiêng", synonyms=chieng) == ["said", "beside", "about", "apart"]

    def test_what_is_linked_comes_after_what_says_it(self, engine: Engine) -> None:
        engine.write(
            [
                document("a", "Hội", aside=(Passage("Bảy Núi", "vi"),), weight=9),
                document("b", "Hội", "ở Bảy Núi"),
            ]
        )
        assert found(engine, "Bảy Núi") == ["b", "a"]
        assert found(engine, '"bay nui"') == ["a", "b"]
        assert all(passage.text != "Bảy Núi" for passage in ask(engine, "bay nui").hits[0].body)

    def test_inside_a_tier_weight_then_identifier(self, engine: Engine) -> None:
        engine.write(
            [
                document("d", "Đua bò", weight=1),
                document("b", "Đua bò"),
                document("c", "Đua bò", weight=-5),
                document("a", "Đua bò"),
                document("e", "Hội đua bò", weight=9),
            ]
        )
        assert found(engine, "đua bò") == ["d", "a", "b", "c", "e"]

    def test_accents_that_were_typed_come_first(self, engine: Engine) -> None:
        engine.write([document("bo", "Bộ sưu tập", weight=5), document("bò", "Con bò ăn cỏ")])
        assert found(engine, "bò") == ["bò", "bo"]
        assert found(engine, "bo") == ["bo", "bò"]

    def test_where_there_is_a_choice_titles_come_first(self, engine: Engine) -> None:
        engine.write([document("a", "x", "voi"), document("b", "Con bò"), document("c", "Bò", "k")])
        answer = ask(engine, "voi OR bò")
        assert [hit.id for hit in answer.hits] == ["b", "c", "a"]
        assert [hit.id for hit in ask(engine, "v* OR b*").hits] == ["b", "c", "a"]

    def test_a_khmer_cluster_alone_is_sought_only_if_there_is_no_such_word(
        self, engine: Engine
    ) -> None:
        engine.write([document("a", "x", "ពិធីបុណ្យ")])
        assert found(engine, "ពិ") == ["a"]
        engine.write([document("b", "x", "ពិ ធី", audience=2)])
        assert found(engine, "ពិ") == ["b"]
        assert found(engine, "ពិ", audiences=frozenset({1})) == ["a"]
        assert found(engine, "ពិ -ធី", audiences=frozenset({1})) == ["a"]

    def test_an_everyday_word_is_a_synonym_with_its_accents_only(self, engine: Engine) -> None:
        engine.write(
            [document("a", "Tháp Chăm"), document("b", "Chạm khắc"), document("c", "Khúc Chàm")]
        )
        assert found(engine, "chàm") == ["c", "a", "b"]
        # Whoever says that it is a people is not shown a carver, and is found it without the word.
        assert found(engine, "người chàm") == ["c", "a"]
        assert found(engine, "dân tộc cham") == ["a", "c"]
        assert found(engine, "con người chạm") == []

    def test_a_name_that_is_never_shown_finds(self, engine: Engine) -> None:
        engine.write([document("a", "x", "Người Xơ Đăng ở Kon Tum")])
        assert found(engine, "người mèo") == ["a"]
        assert found(engine, "mèo") == []

    def test_fields(self, engine: Engine) -> None:
        engine.write(
            [
                document("a", "Đua bò", facets={"people": ("Khmer", "H’rê"), "year": ("1998",)}),
                document("b", "Hội", "đua bò", facets={"people": ("Ba Na",), "year": ("2004",)}),
            ]
        )
        assert found(engine, "title:dua") == ["a"]
        assert found(engine, "hội -title:đua") == ["b"]
        assert found(engine, "people:hre") == ["a"]
        assert found(engine, 'bò people:"ba na"') == ["b"]
        assert found(engine, "bò -people:khmer") == ["b"]
        assert found(engine, "year:19*") == ["a"]
        assert found(engine, "people:kinh bò") == []
        assert found(engine, "people:khmer OR hội") == ["a", "b"]
        assert ask(engine, "people:kinh đua bò").partial == ()

    def test_most_of_the_words_follow_where_few_hold_all(self, engine: Engine) -> None:
        engine.write(
            [
                document("all", "Lễ hội đua bò"),
                document("three", "Lễ hội đua thuyền", weight=-1),
                document("also", "Hội đua bò"),
                document("half", "Lễ hội hoa", weight=9),
                document("none", "Dệt vải"),
            ]
        )
        answer = ask(engine, "lễ hội đua bò", counted=frozenset({"type"}))
        assert [hit.id for hit in answer.hits] == ["all"]
        assert [hit.id for hit in answer.partial] == ["also", "three", "half"]
        also, three, half = (hit.tier for hit in answer.partial)
        assert answer.hits[0].tier < also == three < half
        assert all(hit.is_partial for hit in answer.partial)
        assert answer.total == 1
        # Of two words one will do.
        assert [hit.id for hit in ask(engine, "vải hoa").partial] == ["half", "none"]
        assert ask(engine, "lụa").partial == ()
        without = ask(engine, "lễ hội đua -bò")
        assert [hit.id for hit in (*without.hits, *without.partial)] == ["three", "half"]

    def test_partial_hits_with_a_word_in_the_title_come_first(self, engine: Engine) -> None:
        engine.write(
            [
                document("body", "Tin", "có sen ở ao", weight=9),
                document("title", "Lễ Đôlta", "của người Khmer"),
                document("both", "Tin", "hoa sen và trống", weight=-9),
            ]
        )
        # Most of the words are better than any of them.
        partial = ask(engine, "sen dolta trong").partial
        assert [hit.id for hit in partial] == ["both", "title", "body"]
        partial = ask(engine, "sen dolta").partial
        assert [hit.id for hit in partial] == ["title", "body", "both"]
        assert partial[0].tier < partial[1].tier == partial[2].tier

    def test_of_partial_hits_those_with_the_rarer_word_come_first(self, engine: Engine) -> None:
        engine.write([document(f"{n}", "Tin", "lễ có trống", weight=9) for n in range(6)])
        engine.write([document("rare", "Tin", "về ghe ngo"), document("hidden", "Ghe", audience=2)])
        partial = ask(engine, "lễ ghe", audiences=frozenset({1})).partial
        assert [hit.id for hit in partial] == ["rare", "0", "1", "2", "3", "4", "5"]
        assert pages(engine, "lễ ghe", 2, audiences=frozenset({1})) == [
            *(["rare", "0"], ["1", "2"], ["3", "4"], ["5"])
        ]
        # What he may not see makes no word frequent.
        engine.write([document(f"h{n}", "Ghe", audience=2) for n in range(30)])
        assert ask(engine, "lễ ghe", audiences=frozenset({1})).partial == partial

    def test_one_rare_word_may_do_where_a_common_one_does_not(self, engine: Engine) -> None:
        engine.write([document(f"{n}", "Tin", "lễ có trống") for n in range(60)])
        engine.write([document("rare", "Tin", "về ghe ngo"), document("two", "Tin", "lễ ngo")])
        partial = ask(engine, "lễ ghe ngo krama", size=99).partial
        assert [hit.id for hit in partial] == ["rare", "two"]
        # What nobody has is asked of nobody.
        partial = ask(engine, "krama lễ tung lò mò", size=99).partial
        assert len(partial) == 61

    def test_partial_hits_with_words_side_by_side_come_first(self, engine: Engine) -> None:
        engine.write(
            [
                document("apart", "Tin", "đua nhau dắt bò", weight=9),
                document("beside", "Tin", "xem đua bò"),
                document("other", "Tin", "đua bo"),
            ]
        )
        partial = ask(engine, "hội đua bò").partial
        assert [hit.id for hit in partial] == ["beside", "apart", "other"]
        partial = ask(engine, "hoi dua bo").partial
        assert [hit.id for hit in partial] == ["beside", "other", "apart"]

    def test_partial_hits_about_a_word_come_before_those_that_say_it(self, engine: Engine) -> None:
        engine.write(
            [
                document("said", "Tin", "vui", "có trống", lead=1, weight=9),
                document("about", "Tin", "có trống", "vui", lead=1),
                document("unlike", "Tin", "có trong", "vui", lead=1),
            ]
        )
        assert [hit.id for hit in ask(engine, "trống krama").partial] == ["about", "said", "unlike"]

    def test_partial_hits_have_the_marks_that_were_typed_first(self, engine: Engine) -> None:
        engine.write(
            [
                document("elsewhere", "Trong nhà", "có trống", weight=9),
                document("here", "Trống", "vui"),
                document("nowhere", "Trong nhà", "vui"),
            ]
        )
        partial = ask(engine, "trống krama").partial
        assert [hit.id for hit in partial] == ["here", "elsewhere", "nowhere"]

    def test_a_number_is_one_beside_a_field_too(self, engine: Engine) -> None:
        people = {"people": ("hre",)}
        engine.write([document("a", "BN-2024-0013", facets=people)])
        assert ask(engine, "BN-2024-0012 people:hre").partial == ()
        engine.write([document("b", "0012 BN của 2024", facets=people)])
        assert [hit.id for hit in ask(engine, "BN-2024-0012 people:hre").partial] == ["b"]

    def test_where_all_is_said_words_side_by_side_come_first(self, engine: Engine) -> None:
        engine.write(
            [
                document("apart", "Tin", "ong vào rừng lấy mật", weight=9),
                document("beside", "Tin", "rừng nào mật ong ấy"),
            ]
        )
        assert found(engine, "mat ong rung") == ["beside", "apart"]

    def test_pages_of_partial_hits_stay_good_while_documents_come_and_go(
        self, engine: Engine
    ) -> None:
        engine.write([document(f"t{n}", "Tin", "có trống") for n in range(7)])
        engine.write([document(f"c{n}", "Tin", "có cồng") for n in range(3)])
        first = ask(engine, "trống cồng", size=6)
        assert [hit.id for hit in first.partial] == ["c0", "c1", "c2", "t0", "t1", "t2"]
        # Enough of others, and then too few, to make one word rarer than it was.
        engine.write([document(f"x{n}", "Vải") for n in range(40)])
        second = ask(engine, "trống cồng", size=6, after=first.next)
        assert [hit.id for hit in second.partial] == ["t3", "t4", "t5", "t6"]
        engine.remove({f"x{n}": 2 for n in range(40)} | {"t6": 2, "t5": 2})
        second = ask(engine, "trống cồng", size=6, after=first.next)
        assert [hit.id for hit in second.partial] == ["t3", "t4"]

    def test_no_partial_hits_where_many_hold_all(self, engine: Engine) -> None:
        engine.write([document(f"{number}", "Đua bò") for number in range(10)])
        engine.write([document("x", "Đua thuyền")])
        assert ask(engine, "đua bò").partial == ()
        engine.remove({"0": 2})
        assert [hit.id for hit in ask(engine, "đua bò").partial] == ["x"]

    def test_words_written_together_are_found_apart_in_the_end(self, engine: Engine) -> None:
        engine.write(
            [
                document("a", "x", "ពិធី ថ្ងៃ បុណ្យ"),
                document("b", "Bắc kia, nam nọ"),
                document("c", "Bắc"),
            ]
        )
        assert [hit.id for hit in ask(engine, "ពិធីបុណ្យ").partial] == ["a"]
        # One half of a name is no hit.
        assert [hit.id for hit in ask(engine, "Bắc-Nam").partial] == ["b"]

    def test_a_hit_brings_what_was_stored(self, engine: Engine) -> None:
        written = Document(
            id="bn2024k",
            version=3,
            audience=1,
            kind="recording",
            titles=(Passage("Cồng chiêng", "vi"), Passage("Gongs", "en")),
            body=(Passage("Nghe", "vi", "t=12.5"), Passage("ពិធី", "km", "page=3")),
            stored={"url": "/vi/x", "n": [1, None, {"é": True}]},
        )
        engine.write([written])
        (hit,) = ask(engine, "gongs").hits
        assert (hit.id, hit.kind, hit.tier) == ("bn2024k", "recording", 1)
        assert (hit.stored, hit.titles, hit.body) == (written.stored, written.titles, written.body)
