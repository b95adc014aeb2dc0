"""Measures are what was worked out by hand, and mistakes in the files are named."""

from math import log2
from pathlib import Path

import pytest

from search.evaluation import (
    JudgedFileError,
    JudgedQuery,
    Scores,
    mean,
    means_by_kind,
    ndcg,
    read_judged,
    recall,
    reciprocal_rank,
    scores,
)

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}


def test_ndcg_of_the_published_graded_example() -> None:
    # https://insightful-data-lab.com/2025/08/22/dcg-discounted-cumulative-gain/: the grades 3, 2,
    # 3, 0, 1 in this order have the DCG 12.78; the best order is 3, 3, 2, 1, 0.
    grades = {"1": 3, "2": 2, "3": 3, "4": 0, "5": 1}
    best = 7 + 7 / log2(3) + 3 / log2(4) + 1 / log2(5)
    assert ndcg(["1", "2", "3", "4", "5"], grades) * best == pytest.approx(12.78, abs=0.005)


def test_ndcg_of_the_published_binary_example() -> None:
    # https://kaivid-labs.github.io/evret/metrics/ndcg/: nDCG@5 = 0.4162. A grade of 1 gains 1.
    grades = {"d2": 1, "d8": 1, "d10": 1}
    assert ndcg(["d1", "d4", "d2", "d9", "d8"], grades, depth=5) == pytest.approx(0.4162, abs=5e-5)


def test_ndcg_by_hand() -> None:
    # The best order gains 7/1 + 3/1.585 + 1/2 = 9.393; b, x, a gains 3/1 + 0 + 7/2 = 6.5.
    assert ndcg(["b", "x", "a"], GRADES) == pytest.approx(6.5 / 9.3928, abs=1e-4)
    assert ndcg(["a", "b", "c", "d"], GRADES) == 1
    assert ndcg(["a", "b", "c"], GRADES) == 1


def test_ndcg_looks_no_deeper_than_told() -> None:
    assert ndcg(["x", "a"], GRADES, depth=1) == 0
    # Of more relevant records than places the best fill the places.
    assert ndcg(["a"], GRADES, depth=1) == 1
    assert ndcg([*"0123456789", "a"], GRADES) == 0


def test_nothing_found_or_nothing_relevant_is_zero() -> None:
    for ranking, grades in (([], GRADES), (["d"], {"d": 0}), (["x"], {})):
        assert scores(ranking, grades) == Scores(0, 0, 0)


def test_recall_counts_grades_two_and_three() -> None:
    assert recall(["c", "d", "b"], GRADES) == 1 / 2
    assert recall(["b", "x", "a"], GRADES) == 1
    assert recall(["b", "x", "a"], GRADES, depth=2) == 1 / 2
    assert recall([*map(str, range(50)), "a", "b"], GRADES) == 0


def test_reciprocal_rank_is_of_the_first_relevant_one() -> None:
    assert reciprocal_rank(["c", "d", "b", "a"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["c", "d"], GRADES) == 0


def test_means() -> None:
    good, bad = Scores(1, 1, 1), Scores(0.5, 0, 0.25)
    assert mean([good, bad]) == Scores(0.75, 0.5, 0.625)
    assert mean([]) == Scores(0, 0, 0)
    queries = [JudgedQuery(id_, "vi", id_[0], "gốm", GRADES) for id_ in ("p1", "n1", "p2")]
    by_kind = means_by_kind(zip(queries, [good, good, bad], strict=True))
    assert list(by_kind.items()) == [("n", good), ("p", Scores(0.75, 0.5, 0.625))]


def written(folder: Path, queries: str, qrels: str) -> tuple[Path, Path]:
    (folder / "queries.tsv").write_bytes(queries.encode())
    (folder / "qrels.tsv").write_bytes(qrels.encode())
    return folder / "queries.tsv", folder / "qrels.tsv"


def test_files_are_read(tmp_path: Path) -> None:
    paths = written(
        tmp_path,
        'q2\tvi\tphrase\t"lúa mới" -raglai\nq3\ten\ten\tgongs\nq1\tkm\tkm\tសែន\u200bដូនតា\r\n',
        "q1\t0\tkc-fe-sene-dolta\t3\nq2\t0\thl-fe-sa-mok\t3\nq2\t0\tbahnar-words.csv:ba\t0\n",
    )
    assert read_judged(*paths) == [
        # Nobody has judged q3.
        JudgedQuery(
            "q2",
            "vi",
            "phrase",
            '"lúa mới" -raglai',
            {"hl-fe-sa-mok": 3, "bahnar-words.csv:ba": 0},
        ),
        JudgedQuery("q1", "km", "km", "សែន\u200bដូនតា", {"kc-fe-sene-dolta": 3}),
    ]


QUERY = "q1\tvi\tvi-marks\tgốm\n"
JUDGEMENT = "q1\t0\tr\t3\n"


@pytest.mark.parametrize(
    ("queries", "qrels", "message"),
    [
        ("q1\tvi\tgốm\n", JUDGEMENT, "queries.tsv:1: 4 fields between tabs"),
        (QUERY + "\n", JUDGEMENT, "queries.tsv:2: 4 fields between tabs"),
        ("q1\tvi\t \tgốm\n", JUDGEMENT, "queries.tsv:1: the field kind is empty"),
        (QUERY * 2, JUDGEMENT, "queries.tsv:2: the query q1 is there already"),
        (QUERY, "q1 0 r 3\n", "qrels.tsv:1: 4 fields between tabs"),
        (QUERY, JUDGEMENT + "q2\t0\tr\t3\n", "qrels.tsv:2: there is no query q2"),
        (QUERY, "q1\tQ0\tr\t3\n", "qrels.tsv:1: the second field is 0 in every line, not Q0"),
        (QUERY, "q1\t0\tr\t4\n", "qrels.tsv:1: a grade is 0 to 3, not 4"),
        (QUERY, "q1\t0\tr\t²\n", "qrels.tsv:1: a grade is 0 to 3, not ²"),
        (QUERY, JUDGEMENT * 2, "qrels.tsv:2: r is judged for q1 already"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, queries: str, qrels: str, message: str) -> None:
    with pytest.raises(JudgedFileError) as caught:
        read_judged(*written(tmp_path, queries, qrels))
    assert message in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_other_encodings_are_named(tmp_path: Path) -> None:
    queries, qrels = written(tmp_path, QUERY, JUDGEMENT)
    queries.write_bytes(QUERY.encode() + "q2\tvi\tvi-marks\tà\n".encode("latin-1"))
    with pytest.raises(JudgedFileError, match=r"queries\.tsv:2: this is not UTF-8"):
        read_judged(queries, qrels)
