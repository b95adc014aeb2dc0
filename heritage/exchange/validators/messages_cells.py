"""Messages about single values."""

CELL_TEMPLATES: dict[str, tuple[str, str]] = {
    "cell_empty": (
        "Ô này bắt buộc nhưng còn trống. Hãy điền giá trị.",
        "This cell is required but empty. Please fill it in.",
    ),
    "text_control_character": (
        "Có ký tự điều khiển ẩn ({code}, {name}) ở vị trí {position}. Hãy xóa và gõ lại đoạn chữ "
        "quanh vị trí này.",
        "There is a hidden control character ({code}, {name}) at position {position}. Delete the "
        "text around it and type it again.",
    ),
    "text_too_long": (
        "Nội dung dài {length} ký tự, vượt giới hạn {limit}. Hãy rút ngắn, hoặc chuyển phần chi "
        "tiết sang cột nội dung dài.",
        "The text has {length} characters, more than the limit of {limit}. Shorten it, or move "
        "the detail to a column for long text.",
    ),
    "integer_malformed": (
        "“{value}” không phải là số nguyên. Hãy chỉ ghi số, ví dụ 250000, không kèm đơn vị.",
        "“{value}” is not a whole number. Write digits only, such as 250000, without a unit.",
    ),
    "decimal_malformed": (
        "“{value}” không phải là số. Hãy chỉ ghi số, ví dụ 13,98 hoặc 13.98, không kèm đơn vị.",
        "“{value}” is not a number. Write digits only, such as 13.98, without a unit.",
    ),
    "number_too_small": (
        "“{value}” nhỏ hơn mức thấp nhất là {minimum}. Hãy kiểm tra lại số.",
        "“{value}” is below the minimum of {minimum}. Please check the number.",
    ),
    "number_too_large": (
        "“{value}” lớn hơn mức cao nhất là {maximum}. Hãy kiểm tra lại số.",
        "“{value}” is above the maximum of {maximum}. Please check the number.",
    ),
    "yes_no_malformed": (
        "“{value}” không phải là có hay không. Hãy ghi “có” hoặc “không” (yes/no).",
        "“{value}” is neither yes nor no. Write “yes” or “no” (có/không).",
    ),
    "month_malformed": (
        "“{part}” không phải là tháng. Hãy ghi số tháng dương lịch từ 1 đến 12, cách nhau bằng dấu "
        "chấm phẩy, ví dụ 11;12;1.",
        "“{part}” is not a month. Write Gregorian month numbers 1 to 12 divided by semicolons, "
        "such as 11;12;1.",
    ),
    "month_repeated": (
        "Tháng {month} được ghi hai lần. Hãy bỏ bớt một lần.",
        "Month {month} is given twice. Remove one of them.",
    ),
    "date_malformed": (
        "“{value}” không phải là ngày. Hãy ghi năm-tháng-ngày (2024-02-17) hoặc ngày/tháng/năm "
        "(17/02/2024).",
        "“{value}” is not a day. Write it as 2024-02-17, or day first as 17/02/2024.",
    ),
    "date_impossible": (
        "“{value}” không có trên lịch. Hãy kiểm tra lại ngày và tháng.",
        "“{value}” is not in the calendar. Please check day and month.",
    ),
    "date_month_first": (
        "“{value}” có vẻ ghi tháng trước ngày. Nếu đúng, hãy ghi {meant}.",
        "“{value}” seems to have the month before the day. If so, write {meant}.",
    ),
    "date_short_year": (
        "“{value}” chỉ ghi năm hai chữ số. Hãy ghi đủ bốn chữ số, ví dụ 17/02/2024.",
        "“{value}” has a year of two digits. Write all four, such as 17/02/2024.",
    ),
    "date_excel_number": (
        "“{value}” là số thứ tự ngày của Excel. Hãy đổi định dạng ô sang kiểu Ngày (Date) rồi lưu "
        "lại, hoặc ghi 2024-02-17.",
        "“{value}” is Excel's number for a day. Format the cell as Date and save again, or write "
        "2024-02-17.",
    ),
    "edtf_empty": (
        "Chưa ghi niên đại. Hãy ghi năm, ví dụ 1998.",
        "No date is given. Write a year, such as 1998.",
    ),
    "edtf_too_long": (
        "“{value}” quá dài cho một niên đại. Hãy ghi ví dụ 1998, 197X hoặc 1909/1918, phần giải "
        "thích ghi ở cột mô tả.",
        "“{value}” is too long for a date. Write for example 1998, 197X or 1909/1918 and put the "
        "explanation in the description.",
    ),
    "edtf_day_first": (
        "“{value}” ghi ngày trước. Ở cột này hãy ghi năm-tháng-ngày, ví dụ 2019-12-31 hoặc "
        "2019-12.",
        "“{value}” is written day first. In this column write year-month-day, such as 2019-12-31 "
        "or 2019-12.",
    ),
    "edtf_dash": (
        "“{value}”: khoảng thời gian được ghi bằng dấu gạch chéo. Hãy ghi 1909/1918.",
        "“{value}”: a span of time is written with a slash. Write 1909/1918.",
    ),
    "edtf_one_digit": (
        "“{value}”: tháng và ngày phải có hai chữ số. Hãy ghi 2019-04 hoặc 2019-04-05.",
        "“{value}”: month and day need two digits. Write 2019-04 or 2019-04-05.",
    ),
    "edtf_not_edtf": (
        "“{value}” không phải là niên đại đọc được. Hãy ghi 1998, 2019-04, 1955~ (khoảng), 1955? "
        "(chưa chắc), 197X (thập niên), 19XX (thế kỷ) hoặc 1909/1918.",
        "“{value}” is not a date that can be read. Write 1998, 2019-04, 1955~ (about), 1955? "
        "(uncertain), 197X (decade), 19XX (century) or 1909/1918.",
    ),
    "edtf_year": (
        "“{value}”: năm phải từ 0001 đến 9999. Hãy kiểm tra lại.",
        "“{value}”: years run from 0001 to 9999. Please check it.",
    ),
    "edtf_month": (
        "“{value}”: không có tháng này. Hãy ghi 01 đến 12 (21 đến 24 là bốn mùa).",
        "“{value}”: there is no such month. Write 01 to 12 (21 to 24 are the seasons).",
    ),
    "edtf_day": (
        "“{value}”: tháng đó không có ngày này. Hãy kiểm tra lại ngày.",
        "“{value}”: that month has no such day. Please check the day.",
    ),
    "edtf_reversed": (
        "“{value}” kết thúc trước khi bắt đầu. Hãy đổi chỗ hai đầu.",
        "“{value}” ends before it begins. Exchange its ends.",
    ),
    "edtf_no_ends": (
        "“{value}” không có đầu nào là niên đại. Hãy ghi ít nhất một năm, ví dụ 1950/..",
        "“{value}” has a date at neither end. Write at least one year, such as 1950/..",
    ),
    "coordinates_half": (
        "Chỉ có vĩ độ hoặc kinh độ. Hãy điền cả hai, hoặc để trống cả hai.",
        "Only one of latitude and longitude is given. Fill in both, or leave both empty.",
    ),
    "coordinates_in_one_cell": (
        "Vĩ độ và kinh độ nằm chung một ô (“{value}”). Hãy tách: vĩ độ vào cột latitude, kinh độ "
        "vào cột longitude.",
        "Latitude and longitude stand in one cell (“{value}”). Put the first in the latitude and "
        "the second in the longitude column.",
    ),
    "coordinates_malformed": (
        "Tọa độ “{value}” không phải là số. Hãy ghi độ thập phân, ví dụ 13.98 và 108.30.",
        "The coordinates “{value}” are not numbers. Write decimal degrees, such as 13.98 and "
        "108.30.",
    ),
    "coordinates_in_degrees": (
        "Tọa độ “{value}” ghi bằng độ, phút, giây. Hãy đổi sang độ thập phân: 13°58′48″ là 13.98.",
        "The coordinates “{value}” are in degrees and minutes. Write decimal degrees: 13°58′48″ "
        "is 13.98.",
    ),
    "coordinates_swapped": (
        "Vĩ độ {latitude} và kinh độ {longitude} bị đổi chỗ. Hãy ghi vĩ độ {longitude}, kinh độ "
        "{latitude}.",
        "Latitude {latitude} and longitude {longitude} are exchanged. Write latitude {longitude}, "
        "longitude {latitude}.",
    ),
    "coordinates_lost_point": (
        "Không có vĩ độ {latitude}, kinh độ {longitude}: có lẽ mất dấu thập phân. Hãy ghi ví dụ "
        "13.98 và 108.30.",
        "There is no latitude {latitude}, longitude {longitude}: a decimal point seems lost. Write "
        "for example 13.98 and 108.30.",
    ),
    "coordinates_outside": (
        "Vĩ độ {latitude}, kinh độ {longitude} nằm ngoài Việt Nam. Hãy kiểm tra lại; vĩ độ từ 6 "
        "đến 24, kinh độ từ 102 đến 118.",
        "Latitude {latitude}, longitude {longitude} is outside Viet Nam. Please check it; "
        "latitude is 6 to 24, longitude 102 to 118.",
    ),
    "phone_malformed": (
        "“{value}” không phải là một số điện thoại. Hãy chỉ ghi một số, ví dụ 0912 345 678.",
        "“{value}” is not a telephone number. Write one number only, such as 0912 345 678.",
    ),
    "phone_length": (
        "“{value}” có {count} chữ số; số điện thoại có từ 8 đến 15. Hãy kiểm tra lại.",
        "“{value}” has {count} digits; a telephone number has 8 to 15. Please check it.",
    ),
    "phone_lost_zero": (
        "“{value}” thiếu số 0 đầu (Excel tự bỏ). Hãy đổi định dạng ô sang Văn bản (Text) và ghi "
        "{meant}.",
        "“{value}” lacks its first 0, which Excel drops. Format the cell as Text and write "
        "{meant}.",
    ),
    "email_malformed": (
        "“{value}” không phải là địa chỉ thư điện tử. Hãy ghi một địa chỉ, ví dụ ten@example.vn.",
        "“{value}” is not an e-mail address. Write one address, such as name@example.vn.",
    ),
    "language_malformed": (
        "“{part}” không phải là mã ngôn ngữ. Hãy ghi mã như vi, km, bdq hoặc cjm-Cham.",
        "“{part}” is not a language tag. Write one such as vi, km, bdq or cjm-Cham.",
    ),
    "language_underscore": (
        "Mã ngôn ngữ “{value}” dùng gạch dưới. Hãy ghi gạch nối: {meant}.",
        "The language tag “{value}” has an underscore. Write a hyphen: {meant}.",
    ),
    "language_country": (
        "“{part}” là mã quốc gia, không phải mã ngôn ngữ. Hãy ghi {meant}.",
        "“{part}” is the code of a country, not of a language. Write {meant}.",
    ),
    "language_not_alone": (
        "“{part}” có thêm chữ viết hoặc vùng. Ở cột này hãy chỉ ghi mã ngôn ngữ, ví dụ km.",
        "“{part}” also names a script or a region. In this column write the language only, such "
        "as km.",
    ),
    "language_repeated": (
        "Ngôn ngữ {part} được ghi hai lần. Hãy bỏ bớt một lần.",
        "The language {part} is given twice. Remove one of them.",
    ),
    "inscription_malformed": (
        "“{part}” không phải là một lần ghi danh. Hãy ghi loại và năm, ví dụ national:2014, cách "
        "nhau bằng dấu chấm phẩy.",
        "“{part}” is not an inscription. Write list and year, such as national:2014, divided by "
        "semicolons.",
    ),
    "inscription_kind": (
        "Không có danh mục “{kind}”. Hãy dùng một trong: {kinds}.",
        "There is no list “{kind}”. Use one of: {kinds}.",
    ),
    "inscription_year": (
        "Năm ghi danh {year} không hợp lệ. Hãy ghi năm từ {first} trở đi.",
        "{year} cannot be a year of inscription. Write a year from {first} on.",
    ),
    "inscription_repeated": (
        "“{part}” được ghi hai lần. Hãy bỏ bớt một lần.",
        "“{part}” is given twice. Remove one of them.",
    ),
}
