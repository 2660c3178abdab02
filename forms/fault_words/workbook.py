"""What the faults of a workbook say: the file, its sheets, cells and rows."""

from forms.definition import Text

FILE = {
    "not-a-workbook": Text(
        "Tệp không phải là sổ tính Excel (.xlsx) hoặc đã hỏng. Mở tệp bằng Excel, chọn Lưu thành → "
        "Sổ làm việc Excel (.xlsx) rồi gửi lại.",
        "This is not an Excel workbook (.xlsx), or it is damaged. Open it in Excel, choose Save as "
        "→ Excel Workbook (.xlsx) and send it again.",
    ),
    "old-excel": Text(
        "Tệp có định dạng Excel cũ (.xls). Mở bằng Excel, chọn Lưu thành → Sổ làm việc Excel "
        "(.xlsx).",
        "This is the old Excel format (.xls). Open it in Excel and choose Save as → Excel Workbook "
        "(.xlsx).",
    ),
    "password": Text(
        "Tệp được đặt mật khẩu nên không đọc được. Bỏ mật khẩu rồi lưu lại.",
        "The file is protected by a password and cannot be read. Remove the password and save it.",
    ),
    "macros": Text(
        "Tệp có macro ({part}). Lưu thành .xlsx không có macro rồi gửi lại.",
        "The file has macros ({part}). Save it as .xlsx without macros and send it again.",
    ),
    "linked-parts": Text(
        "Tệp có liên kết hoặc đối tượng nhúng từ nơi khác ({part}). Xoá liên kết, đối tượng đó.",
        "The file links to or embeds something from elsewhere ({part}). Remove it.",
    ),
    "file-too-large": Text(
        "Tệp lớn quá {limit} MB. Bỏ hình ảnh, trang và định dạng thừa rồi gửi lại.",
        "The file is larger than {limit} MB. Remove pictures and surplus sheets and formats.",
    ),
    "too-many-parts": Text(
        "Tệp nén có quá {limit} thành phần nên bị từ chối. Chép nội dung sang một sổ tính mới.",
        "The file has more than {limit} parts and is refused. Copy its content to a new workbook.",
    ),
    "unpacks-too-large": Text(
        "Nội dung sau giải nén lớn bất thường ({part}) nên bị từ chối. Chép nội dung sang một sổ "
        "tính mới.",
        "The content grows out of all proportion when unpacked ({part}) and is refused. Copy it to "
        "a new workbook.",
    ),
    "doctype": Text(
        "Thành phần {part} có khai báo DOCTYPE hoặc thực thể XML, là dấu hiệu tệp không an toàn. "
        "Chép nội dung sang một sổ tính mới.",
        "Part {part} declares a DOCTYPE or XML entities, a sign of an unsafe file. Copy the "
        "content to a new workbook.",
    ),
    "broken-part": Text(
        "Thành phần {part} của tệp bị hỏng. Mở bằng Excel, lưu lại rồi gửi lại.",
        "Part {part} of the file is damaged. Open it in Excel, save it and send it again.",
    ),
}

SHEETS = {
    "sheet-missing": Text(
        "Thiếu trang “{sheet}”. Thêm trang đúng tên này.",
        "Sheet “{sheet}” is missing. Add a sheet of exactly this name.",
    ),
    "sheet-misspelled": Text(
        "Tên trang gần giống “{sheet}”. Đổi tên cho đúng hoặc xoá trang này.",
        "The name of this sheet is close to “{sheet}”. Correct the name or remove the sheet.",
    ),
    "sheet-twice": Text(
        "Có hai trang cùng tên “{sheet}”. Chỉ để lại một.",
        "There are two sheets named “{sheet}”. Leave only one.",
    ),
    "sheet-unsupported": Text(
        "Trang “{sheet}” của XLSForm không dùng được ở đây. Xoá trang này.",
        "The XLSForm sheet “{sheet}” cannot be used here. Remove it.",
    ),
    "sheet-empty": Text(
        "Trang “{sheet}” không có dòng nội dung nào dưới dòng tiêu đề.",
        "Sheet “{sheet}” has no rows below its headings.",
    ),
    "too-many-rows": Text(
        "Trang có nội dung ở quá {limit} dòng. Xoá các dòng thừa.",
        "The sheet has content beyond row {limit}. Remove the surplus rows.",
    ),
    "too-many-columns": Text(
        "Trang có nội dung ở quá {limit} cột. Xoá các cột thừa.",
        "The sheet has content beyond column {limit}. Remove the surplus columns.",
    ),
    "too-many-cells": Text(
        "Trang có quá nhiều ô ({limit}). Xoá các dòng, cột và định dạng thừa.",
        "The sheet has too many cells ({limit}). Remove surplus rows, columns and formats.",
    ),
    "settings-rows": Text(
        "Trang settings chỉ có một dòng giá trị (dòng 2). Xoá dòng này.",
        "The settings sheet has one row of values (row 2). Remove this row.",
    ),
}

CELLS = {
    "formula": Text(
        "Ô chứa công thức; chỉ nhận chữ và số. Dán lại ô dưới dạng giá trị.",
        "The cell has a formula; only words and numbers are taken. Paste it again as a value.",
    ),
    "cell-error": Text(
        "Ô chứa giá trị lỗi của Excel ({value}). Nhập lại ô này.",
        "The cell has an Excel error value ({value}). Enter it again.",
    ),
    "date-cell": Text(
        "Ô được Excel hiểu là ngày tháng. Đặt định dạng ô là Văn bản rồi nhập lại.",
        "Excel takes this cell for a date. Format it as Text and enter it again.",
    ),
    "too-long": Text(
        "Nội dung ô dài quá {limit} ký tự. Rút ngắn lại.",
        "The cell has more than {limit} characters. Shorten it.",
    ),
    "bad-characters": Text(
        "Nội dung có ký tự điều khiển hoặc ký tự hỏng. Xoá và gõ lại.",
        "There are control characters or broken characters. Delete them and type it again.",
    ),
    "not-a-number": Text(
        "“{value}” không phải là số. Nhập số, ví dụ 2 hoặc 0,5.",
        "“{value}” is not a number. Enter a number such as 2 or 0.5.",
    ),
    "number-unclear": Text(
        "Không rõ “{value}” là hàng nghìn hay số lẻ. Nhập ô dưới dạng số, không gõ dấu chấm hàng "
        "nghìn.",
        "It is not clear whether “{value}” means thousands or decimals. Enter it as a number cell "
        "without thousands separators.",
    ),
    "not-yes-or-no": Text(
        "“{value}” không hợp lệ. Ghi yes hoặc no.",
        "“{value}” is not valid. Write yes or no.",
    ),
    "not-one-of": Text(
        "“{value}” không hợp lệ. Ghi một trong: {allowed}.",
        "“{value}” is not valid. Write one of: {allowed}.",
    ),
    "not-bands": Text(
        "“{value}” không phải danh sách bậc. Ghi dạng 1=1; 0.8=0.75 (tỷ lệ từ = phần điểm).",
        "“{value}” is not a list of bands. Write it like 1=1; 0.8=0.75 (ratio from = share).",
    ),
    "value-missing": Text(
        "Thiếu nội dung ở cột “{header}”.",
        "There is nothing in column “{header}”.",
    ),
    "value-unused": Text(
        "Cột “{header}” không dùng cho dòng loại “{type}”. Xoá nội dung ô này.",
        "Column “{header}” is not used in a row of type “{type}”. Clear this cell.",
    ),
    "column-missing": Text(
        "Trang “{sheet}” thiếu cột “{header}”.",
        "Sheet “{sheet}” lacks the column “{header}”.",
    ),
    "column-unknown": Text(
        "Không có cột nào tên “{header}”{guess_vi}. Sửa tên hoặc xoá cột.",
        "There is no column named “{header}”{guess_en}. Correct the name or remove the column.",
    ),
    "column-unsupported": Text(
        "Cột “{header}” của XLSForm không dùng được ở đây. Xoá nội dung ô này.",
        "The XLSForm column “{header}” cannot be used here. Clear this cell.",
    ),
    "column-twice": Text(
        "Hai cột cùng nghĩa: “{header}” và “{other}”. Chỉ để lại một.",
        "Two columns mean the same: “{header}” and “{other}”. Leave only one.",
    ),
    "column-untitled": Text(
        "Ô có nội dung nhưng cột không có tiêu đề ở dòng 1.",
        "The cell has content but its column has no heading in row 1.",
    ),
    "language-unknown": Text(
        "Cột “{header}”: chỉ nhận tiếng Việt (vi) và tiếng Anh (en).",
        "Column “{header}”: only Vietnamese (vi) and English (en) are taken.",
    ),
    "namespace-missing": Text(
        "Cột namespaces phải khai báo {expected} vì phiếu dùng các cột lsv.",
        "Column namespaces must declare {expected}, as this checklist uses lsv columns.",
    ),
}

ROWS = {
    "type-unknown": Text(
        "Loại “{type}” không có trong XLSForm{guess_vi}.",
        "There is no type “{type}” in XLSForm{guess_en}.",
    ),
    "type-unsupported": Text(
        "Loại “{type}” không dùng được ở đây. {advice_vi}",
        "The type “{type}” cannot be used here. {advice_en}",
    ),
    "list-unnamed": Text(
        "Thiếu tên danh sách lựa chọn sau “select_one”.",
        "The name of a list of choices is missing after “select_one”.",
    ),
    "list-unknown": Text(
        "Danh sách “{name}” không có trong trang choices.",
        "The list “{name}” is not in the choices sheet.",
    ),
    "list-not-yes-no": Text(
        "Danh sách “{name}” của câu hỏi có/không phải có đúng hai lựa chọn: yes và no.",
        "The list “{name}” of a yes or no question must have exactly the choices yes and no.",
    ),
    "level-not-a-number": Text(
        "Mức “{value}” của thang điểm phải là số nguyên 0, 1, 2…",
        "Level “{value}” of a scale must be a whole number 0, 1, 2…",
    ),
    "end-without-begin": Text(
        "“{type}” không có dòng mở tương ứng. Xoá dòng này hoặc thêm dòng mở.",
        "“{type}” has no row that opens it. Remove this row or add the opening one.",
    ),
    "begin-without-end": Text(
        "“{type}” chưa được đóng. Thêm dòng “{end}”.",
        "“{type}” is not closed. Add a row “{end}”.",
    ),
    "too-deep": Text(
        "Nhóm lồng quá sâu: mục → tiêu chí → ý là mức sâu nhất.",
        "Groups are nested too deep: section → item → sub-item is the deepest.",
    ),
    "kind-of-type": Text(
        "Kiểu “{kind}” không đi với loại “{type}”. Dùng loại: {allowed}.",
        "Kind “{kind}” does not go with type “{type}”. Use the type: {allowed}.",
    ),
    "kind-missing": Text(
        "Câu hỏi có điểm nhưng chưa ghi bind::lsv:kind. Ghi: {allowed}.",
        "The question has points but no bind::lsv:kind. Write: {allowed}.",
    ),
}
