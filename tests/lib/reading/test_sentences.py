from tusoi.lib.reading.sentences import prepare


def parts(text):
    page = prepare(text)
    return [text[sentence.start : sentence.end] for sentence in page.sentences]


def test_a_sentence_ends_at_its_stop_and_not_inside_dates_or_abbreviations():
    assert parts("Họp ngày 3.6.2022 tại TP. Huế. Kết thúc lúc 17 giờ./.") == [
        "Họp ngày 3.6.2022 tại TP. Huế.",
        "Kết thúc lúc 17 giờ./.",
    ]


def test_lowering_keeps_every_offset():
    text = "Đảng UỶ İstanbul\u00a0KHOÁ – Ðại hội"
    page = prepare(text)
    assert len(page.low) == len(text)
    assert page.low.startswith("đảng ủy")
    assert page.low.endswith("khóa - đại hội")


def test_lines_broken_at_a_fixed_width_become_paragraphs_again():
    wrapped = (
        "Thực hiện chương trình công tác của cấp ủy, Ban Thường vụ Đảng ủy đã\n"
        "tiến hành giám sát chuyên đề đối với các chi bộ trực thuộc về việc tổ\n"
        "chức học tập, quán triệt và thực hiện nghị quyết. Căn cứ Quy định số\n"
        "22-QĐ/TW, ngày 28/7/2021 của Ban Chấp hành Trung ương, đoàn giám sát\n"
        "đã làm việc với các chi bộ theo đúng kế hoạch đề ra, bảo đảm khách\n"
        "quan, dân chủ. Kết quả giám sát được thông báo đến từng chi bộ và báo\n"
        "cáo Ban Thường vụ Đảng ủy xem xét, cho ý kiến trước khi ban hành thông\n"
        "báo kết luận giám sát theo thẩm quyền được giao và lưu hồ sơ của đoàn\n"
        "giám sát theo quy định hiện hành về công tác lưu trữ.\n"
    )
    page = prepare(wrapped)
    assert len(page.lines) == 1
    assert len(page.sentences) == 3
    assert len(page.low) == len(wrapped)
