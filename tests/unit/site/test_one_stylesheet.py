"""Many small stylesheets are edited, one is sent, and it says the same."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

from heritage.site.lettering import MOST
from heritage.site.one_stylesheet import SMALL, STRING, StaticFiles, joined, pressed, with_cloth

CSS = Path(settings.BASE_DIR) / "static" / "site" / "css"


def write(folder: Path, files: dict[str, str]) -> dict[str, tuple[StaticFilesStorage, str]]:
    """Files of a static folder, as `collectstatic` hands them over."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    storage = StaticFilesStorage(location=str(folder), base_url="/")
    return {name: (storage, name) for name in files}


def of(files: dict[str, str], name: str = "site/a.css") -> str:
    return joined(name, files.__getitem__)


def test_an_import_becomes_its_layer_and_its_medium_in_place():
    text = of(
        {
            "site/a.css": '@layer x, y;\n@import "b.css" layer(x);\n'
            '@import "c.css" layer(y) print;\np{}',
            "site/b.css": "b{}",
            "site/c.css": "c{}",
        }
    )
    assert pressed(text) == "@layer x, y;@layer x{b{}}@media print{@layer y{c{}}}p{}"


def test_addresses_mean_the_same_from_another_folder():
    text = of(
        {
            "site/a.css": '@import "parts/b.css";',
            "site/parts/b.css": "@import 'deep/c.css';u{background:url(\"../w/i.svg\")}",
            "site/parts/deep/c.css": "v{background:url(../../w/j.svg)}"
            "w{cursor:url(data:image/png;base64,AA)}",
        }
    )
    assert 'url("w/i.svg")' in text
    assert 'url("w/j.svg")' in text
    assert "url(data:image/png;base64,AA)" in text


def test_an_import_in_a_comment_is_none_and_one_of_itself_is_refused():
    assert of({"site/a.css": '/* @import "gone.css"; */ p{}'}) == '/* @import "gone.css"; */ p{}'
    with pytest.raises(ValueError, match="imports itself"):
        of({"site/a.css": '@import "b.css";', "site/b.css": '@import "a.css";'})


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a  >  b ,\n c { x : y ; }", "a > b , c{x : y}"),
        ("a{width:calc(1px + 2px)} /* { */ b c {d:e}", "a{width:calc(1px + 2px)}b c{d:e}"),
        (
            'a::after { content: " ; /* not } a comment */ " }',
            'a::after{content: " ; /* not } a comment */ "}',
        ),
        (r'a{content:"\"  ;  "}', r'a{content:"\"  ;  "}'),
    ],
)
def test_only_space_that_means_nothing_is_left_out(written, sent):
    assert pressed(written) == sent


def test_a_small_drawing_is_written_in_and_a_large_one_is_not():
    drawings = {
        "site/w/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#a1b2c3"/></svg>',
        "site/w/b.svg": "<svg>" + " " * SMALL + "</svg>",
    }
    text = 'i{background:url("../w/a.svg")}b{background:url("../w/b.svg")}'
    sent = with_cloth(text, "site/css/site.css", drawings.__getitem__)
    assert 'url("../w/b.svg")' in sent
    written = re.search(r'url\("data:image/svg\+xml,([^"]+)"\)', sent)
    assert written is not None
    assert unquote(written[1]) == drawings["site/w/a.svg"].replace('"', "'")
    assert "#" not in written[1]


def test_collecting_writes_one_file_with_a_hashed_name(tmp_path):
    files = {
        "site/site.css": '@import "parts/b.css" layer(x);',
        "site/parts/b.css": 'b { background: url("../i.svg") } /* why */',
        "site/i.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" + " " * SMALL,
        "other/c.css": "/* not ours */",
    }
    found = write(tmp_path / "from", files)
    write(tmp_path / "to", files)
    storage = StaticFiles(location=str(tmp_path / "to"), base_url="/static/")
    list(storage.post_process(found))
    hashed = storage.stored_name("site/site.css")
    assert re.fullmatch(r"site/site\.[0-9a-f]{12}\.css", hashed)
    sent = (tmp_path / "to" / hashed).read_text("utf-8")
    assert re.fullmatch(r'@layer x\{b\{background: url\("i\.[0-9a-f]{12}\.svg"\)\}\}', sent)
    assert (tmp_path / "to" / f"{hashed}.gz").is_file() or len(sent) < 200
    assert (tmp_path / "to" / "other" / "c.css").read_text("utf-8") == "/* not ours */"


def test_brotli_is_for_visitors_and_gzip_for_all(tmp_path):
    files = dict.fromkeys(("site/a.css", "admin/a.css"), "b { color: red }" * 200)
    found = write(tmp_path / "from", files)
    write(tmp_path, files)
    storage = StaticFiles(location=str(tmp_path), base_url="/static/")
    list(storage.post_process(found))
    packed = {name: storage.path(storage.stored_name(name)) for name in files}
    assert {name for name, path in packed.items() if Path(f"{path}.gz").is_file()} == set(files)
    assert {name for name, path in packed.items() if Path(f"{path}.br").is_file()} == {"site/a.css"}


def test_every_stylesheet_is_imported_once_or_is_a_file_of_its_own():
    names = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")}
    imported = [
        found
        for name in ("site.css", "viewers.css")
        for found in re.findall(
            r'^@import "([^"]+)"', (CSS / name).read_text("utf-8"), re.MULTILINE
        )
    ]
    assert len(imported) == len(set(imported))
    templates = Path(settings.BASE_DIR) / "templates"
    linked = set(
        re.findall(
            r"static 'site/css/([^']+)'",
            "".join(path.read_text("utf-8") for path in templates.rglob("*.html")),
        )
    )
    assert set(imported) | linked == names
    assert not set(imported) & linked


def test_no_rule_is_for_a_class_that_nothing_bears():
    named: set[str] = set()
    for path in CSS.rglob("*.css"):
        rules = re.sub(
            rf"/\*.*?\*/|{STRING}|\\[0-9a-f]+", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        for selector in re.findall(r"([^{};]+)\{", rules):
            named.update(re.findall(r"\.([a-z][\w-]*)", selector))
    root = Path(settings.BASE_DIR)
    sources = [*root.glob("templates/**/*.*"), *root.glob("heritage/**/*.py")]
    sources += root.glob("static/site/js/*.js")
    said = set(re.findall(r"[a-z][\w-]*", " ".join(one.read_text("utf-8") for one in sources)))
    # Django's own forms write the first; of the others a page writes the number after the name.
    counted = {f"ems-{width}" for width in range(2, MOST + 1)}
    assert "ems-" in said
    assert named - said == {"errorlist"} | counted
