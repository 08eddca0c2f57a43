import io
import json
import subprocess
import sys

from tusoi.lib.reading.intake import intake


def test_each_file_is_a_line_and_a_bad_one_does_not_stop_the_others(tmp_path):
    good, bad, last = tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "c.txt"
    good.write_text("Thực hiện Chỉ thị 05 của Bộ Chính trị.", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7")
    last.write_text("Họp chi bộ.", encoding="utf-8")
    out, errors = io.StringIO(), io.StringIO()
    assert intake([good, bad, last, tmp_path / "none.txt"], out, errors) == 1
    entries = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [entry["name"] for entry in entries] == ["a.txt", "c.txt"]
    assert any(record["type"] == "citation" and record["number"] == 5 for record in entries[0]["records"])
    assert "b.pdf: damaged" in errors.getvalue()
    assert "none.txt: unsupported" in errors.getvalue()


def test_the_package_runs_as_a_module_without_django(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Kết luận số 21-KL/TW.", encoding="utf-8")
    code = "import sys, runpy; sys.argv = ['x', '--json', sys.argv[1]]\n"
    code += (
        "try: runpy.run_module('tusoi.lib.reading', run_name='__main__')\nfinally: assert 'django' not in sys.modules"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(text)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["records"][0]["symbol"] == "KL/TW"
