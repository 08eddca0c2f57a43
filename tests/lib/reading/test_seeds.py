"""The annotated texts beside the checkout, where they are present: the floors of quality."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tusoi.lib.reading import read

SHARED = Path(__file__).resolve().parents[4] / "shared"
FLOORS = {"citation": 0.95, "count": 0.95, "requirement": 0.90, "finding": 0.85, "organisation": 0.85, "meta": 0.85}


@pytest.mark.skipif(
    not (SHARED / "eval").is_dir(), reason="the annotated texts (../shared/eval) are not beside the checkout"
)
def test_the_annotated_texts_are_read_well_enough(tmp_path):
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for path in sorted((SHARED / "seeds").glob("*.txt")):
            entry = read(path.read_text(encoding="utf-8")).as_json(path.name)
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")
    command = [
        sys.executable,
        str(SHARED / "eval" / "score.py"),
        str(predicted),
        "--gold",
        str(SHARED / "eval" / "seeds.jsonl"),
    ]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for kind, floor in FLOORS.items():
        line = next(line for line in table.splitlines() if line.startswith(kind))
        matches = re.findall(r"[\d.]+/[\d.]+/([\d.]+)", line)
        assert float(matches[1]) >= floor, line  # the columns are span, field, strict, lenient
