import pytest

from tusoi.lib.reading import read


def judged(text):
    return [(record.fields["polarity"], record.quote) for record in read(f"Tin trong tuần\n\n{text}\n").of("finding")]


def test_merits_and_then_faults_of_one_report():
    found = judged(
        "Nhìn chung, chi bộ đã duy trì nền nếp sinh hoạt, chất lượng được nâng lên. "
        "Cấp ủy quan tâm công tác tạo nguồn.\n\n"
        "Tuy nhiên, việc ghi biên bản còn sơ sài. Một số đảng viên chưa tham gia thảo luận."
    )
    assert [polarity for polarity, _ in found] == ["strength", "strength", "limitation", "limitation"]
    assert found[2][1].startswith("Tuy nhiên,")
    assert found[2][1].endswith("sơ sài.")


def test_a_finding_starts_behind_the_colon_of_its_lead_in():
    found = judged("Qua giám sát cho thấy chi bộ có những ưu điểm: Kịp thời học tập nghị quyết đến từng đảng viên.")
    assert found == [("strength", "Kịp thời học tập nghị quyết đến từng đảng viên.")]


def test_sections_set_the_polarity():
    found = judged(
        "II. Hạn chế, khuyết điểm\n1. Công tác kiểm tra tiến hành không thường xuyên ở ba tổ.\n"
        "III. Nguyên nhân\n1. Cấp ủy thiếu kinh nghiệm trong công tác này."
    )
    assert found == [("limitation", "1. Công tác kiểm tra tiến hành không thường xuyên ở ba tổ.")]


def test_a_violation_is_a_limitation():
    assert judged("Chi ủy đã vi phạm nguyên tắc tập trung dân chủ; buông lỏng lãnh đạo.")[0][0] == "limitation"


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị diễn ra tại hội trường huyện với 45 đại biểu.",
        "Cần ngăn chặn, đẩy lùi suy thoái về tư tưởng chính trị trong nội bộ.",
        "Nguyên nhân là do cấp ủy chưa quan tâm đúng mức đến công tác này.",
        "Đoàn đã làm việc với ba chi bộ trong hai ngày.",
    ],
)
def test_facts_wishes_and_causes_judge_nothing(text):
    assert judged(text) == []
