"""Each parameter of the Image API, with the examples of the specification.

The picture of its examples is 300 by 200: https://iiif.io/api/image/3.0/#4-image-requests
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.iiif.asked import Asked, Version, WrongParameterError, asked
from media_pipeline.iiif.bounds import Limits

PICTURE = (300, 200)
WIDE_OPEN = Limits(2000, 2000, 4_000_000)


def ask(
    region: str = "full",
    size: str = "max",
    rotation: str = "0",
    file: str = "default.jpg",
    version: Version = Version.THREE,
    limits: Limits = WIDE_OPEN,
    picture: tuple[int, int] = PICTURE,
) -> Asked:
    return asked(version, picture, limits, (region, size, rotation, file))


def area(found: Asked) -> tuple[int, int, int, int]:
    return found.left, found.top, found.width, found.height


def out(found: Asked) -> tuple[int, int]:
    return found.out_width, found.out_height


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        # https://iiif.io/api/image/3.0/#41-region, examples 1 to 6
        ("full", (0, 0, 300, 200)),
        ("square", (50, 0, 200, 200)),
        ("125,15,120,140", (125, 15, 120, 140)),
        ("pct:41.6,7.5,40,70", (125, 15, 120, 140)),
        ("125,15,200,200", (125, 15, 175, 185)),
        ("pct:41.6,7.5,66.6,100", (125, 15, 175, 185)),
        ("299,199,1,1", (299, 199, 1, 1)),
        ("pct:0,0,100,100", (0, 0, 300, 200)),
        ("pct:.5,0,50,50", (2, 0, 150, 100)),
    ],
)
@pytest.mark.parametrize("version", Version)
def test_regions(region: str, wanted: tuple[int, int, int, int], version: Version) -> None:
    assert area(ask(region, version=version)) == wanted


@pytest.mark.parametrize(
    "region",
    [
        "",
        "all",
        "FULL",
        "0,0,0,10",
        "0,0,10,0",
        "300,0,10,10",
        "0,200,10,10",
        "-1,0,10,10",
        "0,0,10",
        "0,0,10,10,10",
        "0,0,1.5,10",
        "pct:0,0,0.01,50",
        "pct:100,0,10,10",
        "pct:+1,0,10,10",
        "pct:1e1,0,10,10",
        "0, 0, 10, 10",
        "٠,٠,١,١",
        "0,0,9999999999,1",
    ],
)
def test_regions_nobody_may_ask_for(region: str) -> None:
    with pytest.raises(WrongParameterError, match="region"):
        ask(region)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        # https://iiif.io/api/image/3.0/#42-size, in the order of its examples
        ("max", (300, 200)),
        ("150,", (150, 100)),
        ("^360,", (360, 240)),
        (",150", (225, 150)),
        ("^,240", (360, 240)),
        ("pct:50", (150, 100)),
        ("^pct:120", (360, 240)),
        ("225,100", (225, 100)),
        ("^360,360", (360, 360)),
        ("!225,100", (150, 100)),
        ("^!360,360", (360, 240)),
        ("!300,200", (300, 200)),
        # Larger than the region one way only: the other decides.
        ("!1000,100", (150, 100)),
        ("^150,", (150, 100)),
        ("1,", (1, 1)),
        (",1", (2, 1)),
        ("pct:0.5", (2, 1)),
    ],
)
def test_sizes_of_version_3(size: str, wanted: tuple[int, int]) -> None:
    assert out(ask(size=size)) == wanted


def test_max_is_within_the_limits() -> None:
    # 4.2, examples 1: maxWidth of 200, and of 360.
    assert out(ask(size="max", limits=Limits(200, 200, 40_000))) == (200, 133)
    assert out(ask(size="^max", limits=Limits(360, 360, 10**6))) == (360, 240)
    assert out(ask(size="max", limits=Limits(9999, 9999, 15_000))) == (150, 100)
    assert out(ask(size="^!9999,9999", limits=Limits(360, 360, 10**6))) == (360, 240)


@pytest.mark.parametrize(
    "size",
    [
        "",
        "full",  # 2.x only
        "301,",
        ",201",
        "pct:101",
        "301,200",
        "300,201",
        "!400,300",  # as the official validator has it
        "0,",
        ",0",
        "0,10",
        "!0,0",
        "pct:0",
        "pct:0.01",
        ",",
        "!150,",
        "!,150",
        "^",
        ",^240",
        "^^max",
        "150",
        "-150,",
        "1.5,",
        "^2001,",
        "^2000,2001",
        "^pct:99999999",
        "^999999999,999999999",
    ],
)
def test_sizes_nobody_may_ask_for(size: str) -> None:
    with pytest.raises(WrongParameterError, match="size"):
        ask(size=size)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        # https://iiif.io/api/image/2.1/#size, in the order of its examples
        ("full", (300, 200)),
        ("max", (300, 200)),
        ("150,", (150, 100)),
        (",150", (225, 150)),
        ("pct:50", (150, 100)),
        ("225,100", (225, 100)),
        ("!225,100", (150, 100)),
        # sizeAboveFull
        ("600,", (600, 400)),
        ("pct:200", (600, 400)),
        ("!900,400", (600, 400)),
    ],
)
def test_sizes_of_version_2(size: str, wanted: tuple[int, int]) -> None:
    assert out(ask(size=size, version=Version.TWO)) == wanted


@pytest.mark.parametrize("size", ["^max", "^150,", "2001,", "0,", "pct:0", "all"])
def test_sizes_nobody_may_ask_for_in_version_2(size: str) -> None:
    with pytest.raises(WrongParameterError, match="size"):
        ask(size=size, version=Version.TWO)


def test_full_of_version_2_beyond_the_limits_is_an_error_and_max_is_not() -> None:
    small = Limits(150, 150, 10**6)
    with pytest.raises(WrongParameterError, match="ask for max"):
        ask(size="full", version=Version.TWO, limits=small)
    assert out(ask(size="max", version=Version.TWO, limits=small)) == (150, 100)


@pytest.mark.parametrize(
    ("rotation", "degrees", "mirrored"),
    [
        # https://iiif.io/api/image/3.0/#43-rotation, examples 1 to 6
        ("0", "0", False),
        ("180", "180", False),
        ("90", "90", False),
        ("22.5", "22.5", False),
        ("!0", "0", True),
        ("!180", "180", True),
        ("360", "0", False),
        ("!345", "345", True),
    ],
)
def test_rotations(rotation: str, degrees: str, mirrored: bool) -> None:
    found = ask(rotation=rotation)
    assert (found.degrees, found.mirrored) == (Decimal(degrees), mirrored)


@pytest.mark.parametrize("rotation", ["", "!", "-90", "361", "360.1", "90!", "1e2", "right", "NaN"])
def test_rotations_nobody_may_ask_for(rotation: str) -> None:
    with pytest.raises(WrongParameterError, match="rotation"):
        ask(rotation=rotation)


def test_large_pictures_are_turned_by_right_angles_only() -> None:
    limits = Limits(2000, 2000, 4_000_000, turned=50_000)
    assert ask(rotation="90", limits=limits).degrees == 90
    assert ask(size="250,", rotation="45", limits=limits).degrees == 45
    with pytest.raises(WrongParameterError, match="rotation: 45 is for at most 50000 pixels"):
        ask(rotation="45", limits=limits)


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("native.jpg", "quality"),  # 1.x
        ("grey.jpg", "quality"),
        (".jpg", "quality"),
        ("jpg", "quality"),
        ("default.tif", "format"),
        ("default.jpeg", "format"),
        ("default.", "format"),
        ("default.JPG", "format"),
    ],
)
def test_files_nobody_may_ask_for(file: str, wrong: str) -> None:
    with pytest.raises(WrongParameterError, match=wrong):
        ask(file=file)


@pytest.mark.parametrize(
    ("parameters", "third", "second"),
    [
        # https://iiif.io/api/image/3.0/#48-canonical-uri-syntax, https://iiif.io/api/image/2.1/#canonical-uri-syntax
        ("full/max/0/default.jpg", "full/max/0/default.jpg", "full/full/0/default.jpg"),
        ("0,0,300,200/300,/0/color.jpg", "full/max/0/default.jpg", "full/full/0/default.jpg"),
        ("pct:0,0,50,50/max/!0.0/gray.png", "0,0,150,100/max/!0/gray.png", None),
        ("full/pct:50/90/default.jpg", "full/150,100/90/default.jpg", "full/150,/90/default.jpg"),
        ("full/!225,100/0/default.jpg", "full/150,100/0/default.jpg", "full/150,/0/default.jpg"),
        ("full/225,100/022.50/bitonal.webp", "full/225,100/22.5/bitonal.webp", None),
        ("square/100,/.5/default.jpg", "50,0,200,200/100,100/0.5/default.jpg", None),
        ("9,9,999,999/max/360/default.jpg", "9,9,291,191/max/0/default.jpg", None),
    ],
)
def test_one_picture_has_one_address(parameters: str, third: str, second: str | None) -> None:
    region, size, rotation, file = parameters.split("/")
    assert ask(region, size, rotation, file).canonical == third
    if second is not None:
        found = ask(region, size, rotation, file, version=Version.TWO)
        assert found.canonical == second


def test_the_largest_and_the_enlarged_have_addresses_of_their_own() -> None:
    assert ask(size="^360,").canonical == "full/^360,240/0/default.jpg"
    assert ask(size="^2000,").canonical == "full/^max/0/default.jpg"
    assert ask(size="600,", version=Version.TWO).canonical == "full/600,/0/default.jpg"
    assert ask(size="600,600", version=Version.TWO).canonical == "full/600,600/0/default.jpg"


NUMBER = st.integers(0, 400).map(str)
REGION = st.sampled_from(["full", "square"]) | st.lists(NUMBER, min_size=4, max_size=4).map(
    ",".join
)
SIZE = st.builds(
    "{}{}{},{}".format,
    st.sampled_from(["", "^"]),
    st.sampled_from(["", "!"]),
    NUMBER | st.just(""),
    NUMBER | st.just(""),
)


@given(REGION, SIZE | st.just("max") | st.just("^max"), st.sampled_from(list(Version)))
def test_the_canonical_address_asks_for_the_same(region: str, size: str, version: Version) -> None:
    limits = Limits(350, 350, 100_000)
    try:
        found = ask(region, size, version=version, limits=limits)
    except WrongParameterError:
        return
    assert limits.allow(*out(found))
    place, scale, rotation, file = found.canonical.split("/")
    again = ask(place, scale, rotation, file, version=version, limits=limits)
    assert (area(again), out(again)) == (area(found), out(found))
