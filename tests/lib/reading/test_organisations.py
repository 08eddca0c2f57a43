from tusoi.lib.reading import read


def named(text):
    return [record.quote for record in read(f"Tin\n\n{text}\n").of("organisation")]


def test_the_first_mention_of_each_body_with_its_whole_name():
    assert named(
        "Ban Thường vụ Huyện ủy Phước Long làm việc với Chi bộ Ủy ban Kiểm tra Tỉnh ủy. "
        "Bộ Chính trị, rồi BỘ CHÍNH TRỊ, UBKT Trung ương đã có hướng dẫn."
    ) == [
        "Ban Thường vụ Huyện ủy Phước Long",
        "Chi bộ Ủy ban Kiểm tra Tỉnh ủy",
        "Bộ Chính trị",
        "UBKT Trung ương",
    ]


def test_classes_of_bodies_are_no_organisations():
    assert named("các cấp ủy, chi bộ, Đảng ủy cơ sở, HĐND các cấp và Đảng bộ") == []


def test_the_name_of_the_holder_is_not_part_of_the_body():
    assert named("Phó Bí thư Thường trực Tỉnh ủy Nguyễn Văn Bình phát biểu.") == ["Tỉnh ủy"]
