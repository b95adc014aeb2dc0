"""The media type of a file from its bytes. Its name is never asked.

A table of our own: `filetype`, which comes with Willow, was tried on the 539 files of
`data/media/manifest.csv` and knows neither BigTIFF, SVG, WebVTT, WavPack, APE, Musepack nor image
sequences, takes WMA for film, and misses WebM whose header is a little longer.

Sources: each format's own specification, the magic file of `file(1)`, and the WHATWG standard
"MIME Sniffing" (mimesniff.spec.whatwg.org) for MP3, for markup and for what is text.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from media_pipeline.opening import camera_raw, markup

HEAD = 4096
"""Bytes that tell. Only a tag in front of sound (ID3) is longer, and it is stepped over."""

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0\x08\0\0\0", "image/tiff"),  # BigTIFF
    (b"MM\0+\0\x08\0\0", "image/tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/j2c"),
    (b"\xff\x0a", "image/jxl"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"BPG\xfb", "image/bpg"),
    (b"icns", "image/icns"),
    (b"qoif", "image/qoi"),
    (b"DDS ", "image/vnd-ms.dds"),
    (b"\x01\xda\x00", "image/sgi"),
    (b"\x01\xda\x01", "image/sgi"),
    (b"\0\0\x01\0", "image/vnd.microsoft.icon"),
    (b"\0\0\x02\0\x01", "image/vnd.microsoft.icon"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"MAC ", "audio/x-ape"),
    (b"wvpk", "audio/x-wavpack"),
    (b"MPCK", "audio/x-musepack"),
    (b"MP+", "audio/x-musepack"),
    (b"#!AMR", "audio/amr"),
    (b".snd", "audio/basic"),
    (b"caff", "audio/x-caf"),
    (b"MThd", "audio/midi"),
    (b".ra\xfd", "audio/vnd.rn-realaudio"),
    (b".RMF", "application/vnd.rn-realmedia"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", "video/x-ms-wmv"),
    (b"\0\0\x01\xba", "video/mpeg"),
    (b"\0\0\x01\xb3", "video/mpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"PK\x07\x08", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\0asm", "application/wasm"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # Office 97-2003
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"FWS", "application/vnd.adobe.flash-movie"),
    (b"CWS", "application/vnd.adobe.flash-movie"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"#EXTM3U", "application/vnd.apple.mpegurl"),
    (b"#!", "text/x-script"),
)
FORMS = {
    b"WAVE": "audio/wav",
    b"WEBP": "image/webp",
    b"AVI ": "video/x-msvideo",
    b"CDXA": "video/mpeg",  # .DAT, as it lies on a Video CD: sectors around an MPEG stream
    b"AIFF": "audio/aiff",
    b"AIFC": "audio/aiff",
}
"""Of RIFF (also RF64 and BW64, of recordings beyond 4 GB) and of FORM."""
BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"hevx": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"jpx ": "image/jpx",
    b"crx ": "image/x-canon-cr3",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"3gp": "video/3gpp",
    b"3g2": "video/3gpp",
}
"""Of `ftyp` (ISO/IEC 14496-12, mp4ra.org); any other is MP4."""
OLD_QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
"""Boxes at the beginning of QuickTime files from before there was `ftyp`."""
BITMAP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)
"""Lengths of the second header, from OS/2 1 to Windows 98: "BM" alone begins too many texts."""
SUBRIP = re.compile(rb"\s*\d+\s*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3} +--> +\d{1,2}:\d\d:\d\d[,.]\d")


def sniff(file: BinaryIO) -> str | None:
    """The media type, wanted or not; None where nothing is known that begins so."""
    file.seek(0)
    head = file.read(HEAD)
    found = _container(head) or next((type_ for mark, type_ in STARTS if head.startswith(mark)), "")
    if found == "image/tiff":
        return camera_raw.named(file, head) or found
    if found == "image/jxl" and head[:2] == b"\xff\x0a" and len(head) < 8:
        found = ""
    return found or _sound(file, head) or _elsewhere(head) or _text(head)


def _container(head: bytes) -> str | None:
    if head[:4] in (b"RIFF", b"RF64", b"BW64", b"FORM"):
        return FORMS.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in (b"mif1", b"msf1"):  # says "pictures": which ones, the others tell
            length = int.from_bytes(head[:4], "big")
            others = [head[at : at + 4] for at in range(16, min(length, 256), 4)]
            brand = next((other for other in others if other[:3] in (b"avi", b"hei")), brand)
        return BRANDS.get(brand) or BRANDS.get(brand[:3], "video/mp4")
    if head[4:8] in OLD_QUICKTIME:
        return "video/quicktime"
    if head[:4] == b"\x1a\x45\xdf\xa3":  # EBML: the DocType is in its first element
        return "video/webm" if b"webm" in head[:80] else "video/x-matroska"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in BITMAP_HEADERS:
        return "image/bmp"
    return None


def _sound(file: BinaryIO, head: bytes) -> str | None:
    """MPEG audio has no signature, only frames; and an ID3 tag may stand before anything."""
    if head[:3] == b"ID3" and len(head) >= 10:
        length = 0
        for byte in head[6:10]:
            length = length << 7 | byte & 0x7F
        file.seek(10 + length)
        if file.read(4) == b"fLaC":
            return "audio/flac"
        return "audio/mpeg"
    if len(head) > 4 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:  # ADTS: layer 0
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        if length > 7 and _frame_follows(file, length, 0xF0, 0xF6):
            return "audio/aac"
        return None
    length = mpeg_frame_length(head)
    if length and _frame_follows(file, length, 0xE0, 0xE0):
        return "audio/mpeg"
    return None


def _frame_follows(file: BinaryIO, at: int, bits: int, mask: int) -> bool:
    """As WHATWG demands, one frame is not enough; unless the file ends with it."""
    file.seek(at)
    following = file.read(2)
    if not following:
        return file.seek(0, 2) == at
    return len(following) == 2 and following[0] == 0xFF and following[1] & mask == bits


BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
RATES = (44100, 48000, 32000)


def mpeg_frame_length(head: bytes) -> int:
    """Bytes of the layer III frame that stands here (ISO/IEC 11172-3, 13818-3); 0 for none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sampling == 3:
        return 0
    bitrate = (BITRATES_1 if version == 3 else BITRATES_2)[rate]
    sample_rate = RATES[sampling] >> {3: 0, 2: 1, 0: 2}[version]
    return (144 if version == 3 else 72) * bitrate * 1000 // sample_rate + (head[2] >> 1 & 1)


def _elsewhere(head: bytes) -> str | None:
    """What does not stand at the beginning."""
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, 7.5.2, and Acrobat's note 13 in annex H
        return "application/pdf"
    if head[128:132] == b"DICM":  # DICOM PS3.10, 7.1
        return "application/dicom"
    if head[257:262] == b"ustar":
        return "application/x-tar"
    if head[40:44] == b" EMF" and head[:4] == b"\x01\0\0\0":
        return "image/emf"
    if re.match(rb"\n[\x00\x02-\x05]\x01[\x01\x02\x04\x08]", head):
        return "image/vnd.zbrush.pcx"
    if re.match(rb"P[1-7]\s+(?:#|\d+\s)", head):
        return "image/x-portable-anymap"
    if head[4:6] in (b"\x11\xaf", b"\x12\xaf"):
        return "video/x-flic"
    for length, first in ((188, 0), (192, 4)):  # and 192 on the cards of camcorders
        marks = head[first : length * 10 : length]
        if len(marks) >= 4 and set(marks) == {0x47}:
            return "video/mp2t"
    return None


def _text(head: bytes) -> str | None:
    if head.startswith(b"\xef\xbb\xbf"):
        head = head[3:]
    if head[:6] == b"WEBVTT" and head[6:7] in (b"", b" ", b"\t", b"\n", b"\r"):
        return "text/vtt"
    if SUBRIP.match(head):
        return "application/x-subrip"
    return markup.named(head)
