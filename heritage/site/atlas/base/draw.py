# mypy: ignore-errors
"""Draws the base of the map anew (README.md beside it). Needs shapely 2; the archive does not."""

import json
import sys
from pathlib import Path

from shapely.geometry import LineString, MultiPolygon, Point, Polygon, shape
from shapely.ops import linemerge, polygonize, unary_union

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
sys.path.insert(0, str(ROOT))
from heritage.site.atlas.projection import HEIGHT, WIDTH, project  # noqa: E402

SVG = ROOT / "static" / "site" / "map" / "viet-nam.svg"
TABLE = HERE / "provinces.json"

TODAY = {
    "01": "HN", "04": "04", "08": "07 03", "11": "71", "12": "01", "14": "05", "15": "02 06",
    "19": "69 53", "20": "09", "22": "13", "24": "56 54", "25": "68 70 14", "31": "HP 61",
    "33": "66 20", "37": "18 63 67", "38": "21", "40": "22", "42": "23", "44": "25 24", "46": "26",
    "48": "DN 27", "51": "29 28", "52": "30 31", "56": "34 36", "66": "33 32", "68": "35 40 72",
    "75": "39 58", "79": "SG 57 43", "80": "37 41", "82": "45 46", "86": "49 50 51", "91": "44 47",
    "92": "CT 52 73", "96": "59 55",
}  # fmt: skip
"""Provinces of today by the ISO codes of the older ones they were made of (July 2025). In the file,
39 is called Đông Nam Bộ (Đồng Nai), 53 Đông Bắc (Bắc Kạn), 66 Đồng Bằng Sông Hồng (Hưng Yên)."""
CODES = {
    region: codes.split()
    for region, codes in {
        "mien-nui-phia-bac": "04 08 11 12 14 15 19 20 25",
        "dong-bang-song-hong": "01 22 24 31 33 37",
        "bac-trung-bo": "38 40 42 44 46",
        "nam-trung-bo-tay-nguyen": "48 51 52 56 66 68",
        "dong-nam-bo": "75 79 80",
        "dong-bang-song-cuu-long": "82 86 91 92 96",
    }.items()
}
MONG_CAI, HA_TIEN = (108.05, 21.53), (104.46, 10.40)
"""Where the coast begins and ends."""
ISLANDS = {
    "dao": [
        (20.13, 107.72), (17.16, 107.34), (15.95, 108.51), (15.38, 109.11), (10.52, 108.94),
        (9.68, 104.36), (9.30, 103.47), (8.43, 104.83),
    ],
    "hoang-sa": [
        (16.83, 112.33), (16.98, 112.27), (16.67, 112.71), (16.53, 111.61), (16.45, 111.52),
        (16.46, 111.72), (15.78, 111.20), (16.06, 111.80), (17.10, 111.48), (16.04, 112.54),
        (16.22, 111.68), (16.34, 112.02),
    ],
    "truong-sa": [
        (11.43, 114.34), (11.06, 114.30), (11.07, 115.02), (10.92, 114.08), (10.67, 114.42),
        (10.38, 114.42), (10.18, 114.37), (9.89, 114.33), (9.90, 114.56), (10.06, 113.86),
        (10.73, 115.81), (9.73, 115.88), (8.65, 111.92), (8.67, 111.67), (8.86, 112.25),
        (8.93, 112.35), (8.84, 112.59), (8.97, 113.69), (8.81, 113.98), (8.72, 114.20),
        (8.87, 114.66), (8.20, 113.32), (7.89, 112.92), (7.50, 114.99), (7.56, 111.58),
        (8.37, 115.24), (9.45, 116.95), (10.36, 116.54), (10.71, 117.36),
    ],
}  # fmt: skip
"""Islands, reefs and banks by latitude and longitude, to a hundredth of a degree."""
HILLS = [
    (22.3, 103.0), (21.9, 103.7), (22.55, 103.9), (21.3, 103.3), (21.2, 104.2), (22.15, 104.7),
    (22.8, 105.3), (22.3, 105.5), (22.6, 106.2), (21.8, 106.4), (20.9, 105.0), (20.1, 105.0),
    (19.4, 104.5), (18.9, 105.0), (18.2, 105.6), (17.5, 106.1), (16.7, 106.9), (16.1, 107.4),
    (15.5, 107.8), (15.1, 108.2), (14.6, 108.3), (14.2, 108.6), (13.5, 108.8), (12.6, 108.6),
    (12.2, 108.8), (12.0, 108.2), (11.6, 108.0), (14.8, 107.7), (10.6, 105.0),
]  # fmt: skip
"""Where hills are cut into the block: in the north-west, the north-east and Trường Sơn."""
SWELL = [
    (20.0, 108.9), (18.9, 108.9), (17.6, 109.5), (14.9, 113.4), (12.9, 111.6), (12.3, 113.6),
    (11.2, 110.4), (8.6, 110.4), (7.6, 107.4), (9.2, 102.9), (8.2, 103.6), (13.9, 115.6),
    (18.6, 113.6), (19.8, 111.3), (7.3, 109.4), (12.0, 116.4), (17.2, 115.4),
]  # fmt: skip
TOLERANCE = 1.6
"""Units by which a line may be straightened: less than two kilometres."""


def main() -> None:
    """Read, put together, write."""
    parts = {}
    for feature in json.loads((HERE / "natural-earth-provinces.geojson").read_text())["features"]:
        parts[feature["properties"]["ISO"].removeprefix("VN-")] = flat(shape(feature["geometry"]))
    grown = {
        code: unary_union([parts[iso] for iso in isos.split()]).buffer(0.6)
        for code, isos in TODAY.items()
    }
    land = unary_union(list(grown.values())).buffer(-0.6)
    pieces = [*land.geoms] if isinstance(land, MultiPolygon) else [land]
    land = unary_union([Polygon(p.exterior) for p in pieces if p.area > 12])
    taken, owned = Polygon(), {}
    for code, area in grown.items():
        owned[code] = area.intersection(land).difference(taken)
        taken = taken.union(area)
    lines = unary_union([area.boundary for area in owned.values()])
    cells: dict[str, list[Polygon]] = {code: [] for code in owned}
    for cell in polygonize(lines):
        inside = cell.representative_point()
        code = min(owned, key=lambda c: owned[c].distance(inside))
        cells[code].append(cell)
    regions = {
        name: unary_union([c for p in codes for c in cells[p]]) for name, codes in CODES.items()
    }
    write(regions, {code: unary_union(found) for code, found in cells.items()})


def flat(area):
    """An area on the sheet."""
    rings = []
    for polygon in getattr(area, "geoms", [area]):
        rings.append(Polygon([project(y, x) for x, y in polygon.exterior.coords]).buffer(0))
    return unary_union(rings)


def arcs_of(areas):
    """Lines between areas and around them, cut where three meet, each straightened once."""
    noded = unary_union([area.boundary for area in areas])
    merged = linemerge(noded)
    return [
        LineString(line.simplify(TOLERANCE).coords) for line in getattr(merged, "geoms", [merged])
    ]


def write(regions, provinces) -> None:
    """The drawing, and the table of what lies where on it."""
    arcs = arcs_of([*provinces.values()])
    drawn = unary_union(arcs)
    faces = list(polygonize(drawn))
    shapes = {}
    for name, area in regions.items():
        mine = [f for f in faces if area.buffer(0.5).contains(f.representative_point())]
        shapes[name] = unary_union(mine)
    outline = unary_union(list(shapes.values()))
    inner = [
        arc
        for arc in arcs
        if arc.interpolate(0.5, normalized=True).distance(outline.boundary) > 0.8
    ]
    main_land, *islands = sorted(outline.geoms, key=lambda g: -g.area)
    coast = [between(main_land), *[g.exterior for g in islands if g.area > 60]]
    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">',
        "<!-- Viet Nam in outline, not for deciding where a border runs. Made with Natural Earth "
        "(public domain); islands by their coordinates. heritage/site/atlas/base/README.md -->",
        "<defs>",
    ]
    for name, area in shapes.items():
        out.append(f'<path id="{name}" d="{path(rings(area))}"/>')
    between_provinces = [list(a.coords) for a in linemerge_all(inner)]
    out.append(f'<path id="tinh" d="{path(between_provinces, closed=False)}"/>')
    out.append(f'<path id="bo-bien" d="{path([list(a.coords) for a in coast], closed=False)}"/>')
    for name, places in ISLANDS.items():
        out.append(f'<path id="{name}" d="{marks(places, DIAMOND)}"/>')
    out.append(f'<path id="nui" d="{marks(HILLS, HILL)}"/>')
    out.append(f'<path id="song" d="{marks(SWELL, WAVE)}"/>')
    out.append("</defs></svg>")
    SVG.parent.mkdir(parents=True, exist_ok=True)
    SVG.write_text("\n".join(out) + "\n")
    table = {}
    for code in sorted(provinces):
        west, north, east, south = provinces[code].bounds
        biggest = max(getattr(provinces[code], "geoms", [provinces[code]]), key=lambda g: g.area)
        inside = biggest.buffer(-(biggest.area**0.5) / 6)
        heart = (inside if not inside.is_empty else biggest).representative_point()
        table[code] = [round(v) for v in (west, north, east, south, heart.x, heart.y)]
    TABLE.write_text(json.dumps(table).replace("], ", "],\n ") + "\n")


def linemerge_all(lines):
    """Lines that meet, as one."""
    merged = linemerge(lines)
    return getattr(merged, "geoms", [merged])


def rings(area):
    """The outlines of an area."""
    return [list(g.exterior.coords) for g in getattr(area, "geoms", [area])]


def between(area):
    """The coast of the mainland."""
    ring = list(area.exterior.coords)[:-1]
    first, last = (
        min(range(len(ring)), key=lambda i: Point(ring[i]).distance(Point(project(y, x))))
        for x, y in (MONG_CAI, HA_TIEN)
    )
    one = ring[first : last + 1] if first < last else ring[first:] + ring[: last + 1]
    other = ring[last : first + 1] if last < first else ring[last:] + ring[: first + 1]
    # The coast lies further east.
    return LineString(max(one, other, key=lambda line: LineString(line).centroid.x))


DIAMOND = "l4-5 4 5-4 5z"
HILL = "q5-13 10-16 6 4 11 16m-13-7q3-6 4-3"
WAVE = "q7-8 14 0t14 0 14 0"


def marks(places, shape_of) -> str:
    """One small shape at each of the places."""
    return "".join("M{:.0f} {:.0f}".format(*project(*place)) + shape_of for place in places)


def path(lines, closed: bool = True) -> str:
    """Lines as the data of a path, in whole units, each step from the last."""
    out = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if closed:
            points = points[:-1]
        if len(points) < (3 if closed else 2):
            continue
        x, y = points[0]
        out.append(f"M{x} {y}l")
        steps = []
        for a, b in points[1:]:
            steps.append(f"{a - x} {b - y}")
            x, y = a, b
        out.append(" ".join(steps).replace(" -", "-") + ("z" if closed else ""))
    return "".join(out)


if __name__ == "__main__":
    main()
