"""Make the web fonts of the site: Be Vietnam Pro, four weights, Latin and Vietnamese only, as woff2.

Run it again when the font package changes; the result is kept in the repository, so that running the site needs no
font tools. Needs fonttools, brotli and fontpkg-be-vietnam-pro.
"""

import shutil
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset

SOURCE = Path(fontpkg_be_vietnam_pro.__file__).parent
TARGET = Path(__file__).resolve().parent.parent / "tusoi" / "web" / "static" / "fonts"
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1),
    (0x1AF, 0x1B0), (0x300, 0x301), (0x303, 0x303), (0x309, 0x309), (0x323, 0x323), (0x1EA0, 0x1EF9),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AB, 0x20AB), (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265),
)  # fmt: skip


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]
    options.recalc_timestamp = False  # the same input gives the same bytes
    for weight, name in WEIGHTS.items():
        font = subset.load_font(str(SOURCE / "files" / f"BeVietnamPro-{name}.ttf"), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
        subsetter.subset(font)
        subset.save_font(font, str(TARGET / f"be-vietnam-pro-{weight}.woff2"), options)
    shutil.copyfile(SOURCE / "LICENSE", TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
