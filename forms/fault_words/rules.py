"""What the faults of a definition say: codes, points, expressions, levels."""

from forms.definition import Text

DEFINITION = {
    "not-a-checklist": Text(
        "Tệp JSON không phải là một phiếu: {reason}.",
        "The JSON is not a checklist: {reason}.",
    ),
    "code-missing": Text("Thiếu mã.", "The code is missing."),
    "code-bad": Text(
        "Mã “{value}” không hợp lệ: bắt đầu bằng chữ cái không dấu, chỉ gồm chữ không dấu, số và "
        "dấu gạch dưới, tối đa 32 ký tự.",
        "Code “{value}” is not valid: it begins with a letter and has only plain letters, digits "
        "and underscores, at most 32.",
    ),
    "name-bad": Text(
        "“{value}” không hợp lệ: chỉ gồm chữ không dấu, số, dấu gạch, dấu chấm, tối đa {limit} ký "
        "tự.",
        "“{value}” is not valid: only plain letters, digits, dashes and dots, at most {limit}.",
    ),
    "code-twice": Text(
        "Mã “{value}” đã dùng ở {other}. Mỗi mã chỉ dùng một lần.",
        "Code “{value}” is already used at {other}. A code is used only once.",
    ),
    "code-reserved": Text(
        "Mã “{value}” là từ dành riêng. Chọn mã khác.",
        "Code “{value}” is a reserved word. Choose another.",
    ),
    "words-missing": Text(
        "Thiếu nội dung tiếng Việt.",
        "The Vietnamese words are missing.",
    ),
    "words-untidy": Text(
        "Chữ có khoảng trắng thừa ở đầu, cuối hoặc ký tự không nhìn thấy. Xoá chúng.",
        "The words have surplus spaces at an end or invisible characters. Remove them.",
    ),
    "words-refer": Text(
        "Chữ cho người đọc không được chứa ${{…}}. Viết lại câu.",
        "Words for people must not contain ${{…}}. Reword the sentence.",
    ),
    "no-sections": Text(
        "Phiếu chưa có mục nào. Thêm ít nhất một mục (begin_group … end_group).",
        "The checklist has no section. Add at least one (begin_group … end_group).",
    ),
    "no-items": Text("Chưa có tiêu chí nào trong mục hoặc nhóm này.", "There is no item in here."),
    "points-range": Text(
        "Điểm phải lớn hơn 0 và không quá 1000.",
        "Points must be more than 0 and at most 1000.",
    ),
    "points-missing": Text(
        "Tiêu chí loại “{kind}” phải có điểm chuẩn.",
        "An item of kind “{kind}” must have points.",
    ),
    "points-of-words": Text(
        "Tiêu chí loại “{kind}” không chấm điểm. Xoá điểm.",
        "An item of kind “{kind}” is not scored. Remove the points.",
    ),
    "points-of-general": Text(
        "Thông tin chung không chấm điểm. Xoá điểm hoặc đưa câu hỏi vào một mục.",
        "General information is not scored. Remove the points or move the question to a section.",
    ),
    "item-points": Text(
        "Các ý cộng lại được {sum} điểm, tiêu chí ghi {points}. Sửa cho khớp.",
        "The sub-items add up to {sum} points, the item says {points}. Make them agree.",
    ),
    "section-points": Text(
        "Các tiêu chí cộng lại được {sum} điểm, mục ghi {points}. Sửa cho khớp.",
        "The items add up to {sum} points, the section says {points}. Make them agree.",
    ),
    "base-points": Text(
        "Các mục cộng lại được {sum} điểm, tổng điểm cơ bản ghi {points}. Sửa cho khớp.",
        "The sections add up to {sum} points, the base says {points}. Make them agree.",
    ),
    "kind-in-section": Text(
        "Tiêu chí loại “{kind}” không đặt được trong mục loại “{section}”.",
        "An item of kind “{kind}” cannot stand in a section of kind “{section}”.",
    ),
    "parent-kind": Text(
        "Tiêu chí có các ý bên trong phải thuộc loại points, không tự chấm.",
        "An item with sub-items must be of kind points; it is not answered itself.",
    ),
    "levels-few": Text(
        "Thang điểm phải có ít nhất hai mức.",
        "A scale must have at least two levels.",
    ),
    "levels-order": Text(
        "Các mức phải liền nhau từ 0: 0, 1, 2…",
        "Levels must run from 0 without gaps: 0, 1, 2…",
    ),
    "levels-points": Text(
        "Bảng chấm theo mức đầy đủ phải có cả điểm và thang mức.",
        "A table scored on its completeness must have both points and levels.",
    ),
    "options-few": Text(
        "Danh sách lựa chọn phải có ít nhất một lựa chọn.",
        "A list of choices must have at least one choice.",
    ),
    "share-range": Text(
        "Phần điểm phải từ 0 đến 1.",
        "The share must lie between 0 and 1.",
    ),
    "share-missing": Text(
        "Lựa chọn “{value}” chưa có phần điểm (cột share) mà tiêu chí có điểm.",
        "Choice “{value}” has no share, though the item has points.",
    ),
    "share-unused": Text(
        "Lựa chọn có phần điểm nhưng tiêu chí không có điểm. Thêm điểm hoặc xoá cột share.",
        "The choices have shares but the item has no points. Add points or clear the shares.",
    ),
    "step-range": Text(
        "Bước điểm là 0.25, 0.5 hoặc 1, không quá điểm chuẩn và chia hết điểm chuẩn.",
        "The step is 0.25, 0.5 or 1, at most the points, and divides them evenly.",
    ),
    "step-missing": Text(
        "Tiêu chí chấm điểm trực tiếp phải có bước điểm (0.25, 0.5 hoặc 1).",
        "An item of direct points must have a step (0.25, 0.5 or 1).",
    ),
    "bands-order": Text(
        "Các bậc phải có tỷ lệ khác nhau, không âm.",
        "The bands must have different ratios, none below 0.",
    ),
    "columns-few": Text(
        "Bảng phải có ít nhất một cột.",
        "A table must have at least one column.",
    ),
    "field-unused": Text(
        "“{field}” không dùng cho loại “{kind}”. Xoá nội dung này.",
        "“{field}” is not used by kind “{kind}”. Remove it.",
    ),
    "prefill-unknown": Text(
        "Không có nguồn điền sẵn “{value}”. Dùng một trong: {allowed}.",
        "There is no prefill “{value}”. Use one of: {allowed}.",
    ),
    "prefill-place": Text(
        "Chỉ thông tin chung được điền sẵn. Xoá nội dung này.",
        "Only general information is prefilled. Remove this.",
    ),
    "share-of-points": Text(
        "Tỷ lệ phải từ 0 đến 1 (0.2 là 20 % điểm chuẩn).",
        "The share must lie between 0 and 1 (0.2 is 20 % of the points).",
    ),
    "cap-range": Text(
        "Mức trần phải từ 0 đến 100.",
        "The cap must lie between 0 and 100.",
    ),
    "number-size": Text(
        "Số quá lớn hoặc có quá 12 chữ số thập phân.",
        "The number is too large or has more than 12 decimals.",
    ),
    "reason-twice": Text(
        "Lý do “{value}” ghi hai lần.",
        "The reason “{value}” is named twice.",
    ),
}

EXPRESSIONS = {
    "expression-bad": Text(
        "Biểu thức sai ở ký tự thứ {position}: {vi}",
        "The expression is wrong at character {position}: {en}",
    ),
    "reference-unknown": Text(
        "Biểu thức nhắc đến ${{{value}}} nhưng phiếu không có tiêu chí mã này.",
        "The expression names ${{{value}}}, but no item has this code.",
    ),
    "reference-unclear": Text(
        "Biểu thức nhắc đến ${{{value}}} nhưng có nhiều câu hỏi hoặc cột mang mã này.",
        "The expression names ${{{value}}}, but more than one question or column has this code.",
    ),
    "reference-to-group": Text(
        "Biểu thức nhắc đến ${{{value}}} là mục hoặc tiêu chí có các ý, không có câu trả lời "
        "riêng.",
        "The expression names ${{{value}}}, a section or an item with sub-items: it has no answer "
        "of its own.",
    ),
    "relevance-circular": Text(
        "Điều kiện hiển thị nối vòng: {chain}. Bỏ một điều kiện trong vòng.",
        "Conditions of relevance go in a circle: {chain}. Remove one of them.",
    ),
}

LEVELS = {
    "threshold-twice": Text(
        "Hai ngưỡng cùng bắt đầu từ {value}. Mỗi ngưỡng một giá trị.",
        "Two thresholds begin at {value}. Give each its own value.",
    ),
    "threshold-range": Text(
        "Ngưỡng phải từ 0 đến 100.",
        "A threshold must lie between 0 and 100.",
    ),
    "threshold-lowest": Text(
        "Ngưỡng thấp nhất phải bắt đầu từ 0 để tổng điểm nào cũng có mức.",
        "The lowest threshold must begin at 0, so that every total has a level.",
    ),
    "condition-levels": Text(
        "Có điều kiện khống chế nhưng chưa có ngưỡng nào. Thêm các ngưỡng.",
        "There are conditions but no thresholds. Add the thresholds.",
    ),
    "condition-cap": Text(
        "Không có mức nào mang mã “{value}”. Ghi mã của một ngưỡng hoặc “inconclusive”; để trống "
        "là hạ một mức.",
        "No level has the code “{value}”. Write the code of a threshold, or “inconclusive”; blank "
        "means one level down.",
    ),
    "condition-item": Text(
        "Điều kiện nhắc đến tiêu chí “{value}” không có hoặc không đúng loại.",
        "The condition names item “{value}”, which is not there or not of the right kind.",
    ),
    "condition-value": Text(
        "Giá trị “{value}” không phải là câu trả lời có thể có của tiêu chí {item}.",
        "“{value}” is not a possible answer of item {item}.",
    ),
    "condition-section": Text(
        "Không có mục cơ bản nào mang mã “{value}”.",
        "There is no base section with the code “{value}”.",
    ),
    "condition-percent": Text(
        "Ghi tỷ lệ phần trăm lớn hơn 0 và không quá 100.",
        "Write a percentage above 0 and at most 100.",
    ),
    "condition-unused": Text(
        "“{field}” không dùng cho điều kiện loại “{kind}”. Xoá nội dung này.",
        "“{field}” is not used by a condition of kind “{kind}”. Remove it.",
    ),
}
