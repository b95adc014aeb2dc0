"""Messages about columns, identifiers and references: what a sheet and the archive know of each
other."""

SCHEMA_TEMPLATES: dict[str, tuple[str, str]] = {
    "kind_unknown": (
        "Không nhận ra đây là bảng gì. Hãy dùng bảng mẫu tải từ mục Nạp bảng tính và giữ nguyên "
        "dòng tiêu đề. Gần giống nhất: {near}.",
        "These columns belong to no sheet of the archive. Use a template and keep its header row. "
        "Nearest: {near}.",
    ),
    "kind_unclear": (
        "Các cột này có trong nhiều bảng ({near}). Hãy thêm những cột bắt buộc của bảng mẫu để "
        "phân biệt.",
        "These columns fit several sheets ({near}). Add the required columns of the template so "
        "that they can be told apart.",
    ),
    "column_unknown": (
        "Bảng {sheet} không có cột này. Cột gần giống: {near}. Hãy sửa tên cột hoặc xóa cột.",
        "The sheet {sheet} has no such column. Nearest: {near}. Correct the name or remove the "
        "column.",
    ),
    "column_twice": (
        "Cột này và cột “{other}” là một. Hãy giữ lại một cột.",
        "This column and “{other}” are the same. Keep one of them.",
    ),
    "column_missing": (
        "Thiếu cột bắt buộc “{name}” ({heading}). Hãy thêm cột và điền giá trị.",
        "The required column “{name}” ({heading}) is missing. Add it and fill it in.",
    ),
    "id_missing": (
        "Dòng này chưa có mã. Hãy đặt một mã riêng, ví dụ le-hoi-kate.",
        "This row has no id. Give it one of its own, such as le-hoi-kate.",
    ),
    "example_skipped": (
        "Dòng ví dụ của bảng mẫu được bỏ qua, không nạp vào kho.",
        "The example row of the template is left out and not loaded.",
    ),
    "example_only": (
        "Bảng này chỉ có dòng ví dụ của bảng mẫu. Hãy điền từ dòng 3 rồi gửi lại.",
        "This sheet holds only the example row of the template. Fill it in from row 3 and send it "
        "again.",
    ),
    "example_id": (
        "“{value}” là mã của dòng ví dụ trong bảng mẫu. Hãy đặt một mã riêng cho dòng này, hoặc "
        "xóa dòng.",
        "“{value}” is the id of the template's example row. Give this row an id of its own, or "
        "delete it.",
    ),
    "id_malformed": (
        "Mã “{value}” không dùng được. Mã dài tối đa 64 ký tự, không có dấu chấm phẩy hay xuống "
        "dòng.",
        "The id “{value}” cannot be used. An id has at most 64 characters, no semicolon and no "
        "line break.",
    ),
    "id_duplicate": (
        "Mã “{value}” đã có ở {file}, dòng {row}. Mỗi nội dung cần một mã riêng.",
        "The id “{value}” is already in {file}, row {row}. Each thing needs an id of its own.",
    ),
    "key_duplicate": (
        "Dòng này trùng với {file}, dòng {row} ({key}). Hãy xóa một trong hai.",
        "This row is the same as {file}, row {row} ({key}). Remove one of them.",
    ),
    "id_of_another_kind": (
        "Mã “{value}” đang là của một nội dung loại khác ({kind}). Hãy chọn mã khác.",
        "The id “{value}” belongs to something of another kind ({kind}). Choose another id.",
    ),
    "permanent_id_malformed": (
        "“{value}” không phải mã vĩnh viễn. Hãy để trống; máy tự cấp mã.",
        "“{value}” is no permanent identifier. Leave it empty; the archive gives one.",
    ),
    "permanent_id_clash": (
        "Mã vĩnh viễn “{value}” thuộc về “{owner}”, không phải dòng này. Hãy để trống ô này.",
        "The permanent identifier “{value}” belongs to “{owner}”, not to this row. Leave the cell "
        "empty.",
    ),
    "reference_dangling": (
        "Không tìm thấy “{value}” trong các tệp này hay trong kho. Gần giống: {near}. Hãy sửa mã "
        "hoặc nạp kèm bảng có mã này.",
        "“{value}” is neither in these files nor in the archive. Nearest: {near}. Correct the id, "
        "or load the sheet that has it, too.",
    ),
    "reference_of_another_kind": (
        "“{value}” là {kind}, ở đây cần {wanted}. Hãy sửa mã.",
        "“{value}” is a {kind}; a {wanted} is needed here. Correct the id.",
    ),
    "reference_repeated": (
        "“{value}” được ghi hai lần trong ô này. Hãy bỏ bớt một.",
        "“{value}” stands twice in this cell. Remove one.",
    ),
    "list_too_long": (
        "Ô này có nhiều giá trị hơn cột “{other}” ({count}). Hai cột phải đi theo cùng thứ tự.",
        "This cell has more values than the column “{other}” ({count}). Both must follow the same "
        "order.",
    ),
    "term_unknown": (
        "“{value}” không có trong danh mục. Dùng một trong: {near}.",
        "“{value}” is not in the vocabulary. Use one of: {near}.",
    ),
    "choice_unknown": (
        "“{value}” không phải giá trị của cột này. Dùng một trong: {near}.",
        "“{value}” is no value of this column. Use one of: {near}.",
    ),
    "script_malformed": (
        "“{value}” không phải mã chữ viết. Dùng mã ISO 15924 bốn chữ cái: Latn, Khmr, Cham.",
        "“{value}” is no code of a script. Use the four letters of ISO 15924: Latn, Khmr, Cham.",
    ),
    "unit_unknown": (
        "Không có {level} “{value}” trong danh sách đơn vị hành chính. Gần giống: {near}. Hãy ghi "
        "đúng tên.",
        "There is no {level} “{value}” in the list of administrative units. Nearest: {near}. "
        "Correct the name.",
    ),
    "unit_ambiguous": (
        "Có nhiều {level} tên “{value}”: {near}. Hãy ghi cả loại, ví dụ “Phường …”, hoặc ghi mã.",
        "Several {level}s are called “{value}”: {near}. Write the full name, or the code.",
    ),
    "unit_not_listed": (
        "Danh sách đơn vị hành chính không có {level} “{value}”. Tên được giữ như đã ghi; hãy "
        "kiểm tra lại.",
        "The list of administrative units has no {level} “{value}”. The name is kept as recorded; "
        "please check it.",
    ),
    "unit_code_unknown": (
        "Không có {level} mang mã “{value}”. Hãy sửa mã hoặc để trống.",
        "No {level} has the code “{value}”. Correct it or leave it empty.",
    ),
    "year_differs": (
        "Năm “{value}” khác với năm của ngày bắt đầu ({start}). Hãy sửa một trong hai.",
        "The year “{value}” differs from that of the start date ({start}). Correct one of them.",
    ),
    "end_before_start": (
        "Ngày kết thúc “{value}” đứng trước ngày bắt đầu ({start}). Hãy kiểm tra hai ngày.",
        "The end “{value}” comes before the start ({start}). Check both dates.",
    ),
    "price_missing": (
        "Có cách báo giá mà chưa có giá. Hãy ghi giá, hoặc ghi “hỏi người làm” (ask).",
        "The price is missing. Give it, or write “ask” as the kind of price.",
    ),
    "price_reversed": (
        "Giá cao nhất “{value}” thấp hơn giá thấp nhất ({low}). Hãy kiểm tra hai giá.",
        "The highest price “{value}” is below the lowest ({low}). Check both.",
    ),
    "population_malformed": (
        "Không đọc được “{value}”. Hãy ghi năm:số người, ví dụ 2009:161729.",
        "“{value}” cannot be read. Write year:number, such as 2009:161729.",
    ),
    "programme_malformed": (
        "Không đọc được chương trình. Hãy để trống và nhập chương trình trong trang quản trị.",
        "The programme cannot be read. Leave it empty and enter the programme in the admin.",
    ),
    "told_text_missing": (
        "Dòng này có nội dung bằng {language} nhưng thiếu ô này. Hãy điền, hoặc bỏ hết nội dung "
        "{language}.",
        "This row is told in {language}, but this cell is empty. Fill it in, or empty all cells "
        "in {language}.",
    ),
    "slug_malformed": (
        "“{value}” không dùng làm địa chỉ được. Chỉ dùng chữ thường không dấu, số và gạch nối.",
        "“{value}” cannot be an address. Use small letters without marks, digits and hyphens.",
    ),
    "slug_taken": (
        "Địa chỉ “{value}” đã thuộc về một trang khác. Hãy chọn địa chỉ khác hoặc để trống.",
        "The address “{value}” belongs to another page. Choose another or leave it empty.",
    ),
    "state_needs_leader": (
        "Chỉ lãnh đạo mới được xuất bản. Hãy chọn lãnh đạo duyệt lần nạp này, hoặc ghi “bản nháp” "
        "(draft).",
        "Only a leader may publish. Name the leader who approves this load, or write “draft”.",
    ),
    "section_missing": (
        "Kho chưa có mục dành cho {kind}. Hãy chạy “manage.py prepare” rồi nạp lại.",
        "The archive has no section for {kind}. Run “manage.py prepare” and load again.",
    ),
    "kept_draft": (
        "Nội dung này có bản sửa chưa xuất bản nên được để nguyên. Hãy xuất bản hoặc bỏ bản sửa "
        "đó rồi nạp lại.",
        "This has changes that are not published yet, so it was left alone. Publish or discard "
        "them, then load again.",
    ),
    "kept_in_review": (
        "Nội dung này đang chờ duyệt nên được để nguyên. Hãy duyệt hoặc trả lại rồi nạp lại.",
        "This is waiting for approval, so it was left alone. Approve or return it, then load "
        "again.",
    ),
    "kept_locked": (
        "Nội dung này đang bị khóa nên được để nguyên. Hãy mở khóa rồi nạp lại.",
        "This is locked, so it was left alone. Unlock it, then load again.",
    ),
    "kept_scheduled": (
        "Nội dung này đã hẹn giờ xuất bản nên được để nguyên. Hãy bỏ hẹn giờ, hoặc đợi đến giờ, "
        "rồi nạp lại.",
        "This is planned to be published, so it was left alone. Cancel the plan or wait for it, "
        "then load again.",
    ),
    "both_changed": (
        "Ô này đã có người sửa trong kho thành “{current}”, và bảng tính cũng đổi. Nội dung trong "
        "bảng tính sẽ thay thế.",
        "This cell was edited in the archive to “{current}”, and the sheet changed, too. The "
        "sheet will replace it.",
    ),
    "sources_missing": (
        "Nội dung này được xuất bản mà chưa có nguồn. Hãy bổ sung nguồn.",
        "This is published without a source. Please add one.",
    ),
    "consent_missing": (
        "Nội dung này được xuất bản mà người được nêu còn sống (hoặc chưa rõ) chưa đồng ý. Hãy nạp "
        "ở trạng thái nháp (draft) rồi ghi sự đồng ý ở trang “Ai được xem?”; nếu người ấy đã mất, "
        "ghi no ở cột living của nhân vật.",
        "This is published, but the person named lives (or it is not known) and has not consented. "
        "Load it as a draft and enter the consent on its page “Who may see?”; if the person is "
        "dead, write no in the person's column living.",
    ),
    "audience_is_decided": (
        "Ai được xem nội dung đã có trong kho là do cộng đồng quyết định, không đổi được bằng bảng "
        "tính. Hãy để ô này trống, hoặc nhờ người giữ của cộng đồng đổi.",
        "Who may see what the archive already holds is for the community to decide, not for a "
        "sheet. Leave the cell empty, or ask a custodian of the community.",
    ),
    "audience_remembered": (
        "Nội dung này từng có trong kho và cộng đồng đã quyết định ai được xem. Quyết định ấy vẫn "
        "giữ; ô này không được dùng.",
        "The archive held this before, and its community decided who may see it. That decision "
        "stands; this cell is not used.",
    ),
    "audience_of_no_people": (
        "“{value}” là cộng đồng của các dân tộc, mà dòng này chưa ghi dân tộc nào. Hãy ghi mã dân "
        "tộc, hoặc để ô này là public.",
        "“{value}” means the community of each people, and this row names no people. Name one, or "
        "write public.",
    ),
    "label_unknown": (
        "Kho không có nhãn nào mã “{value}”. Hãy chép mã ở trang của cộng đồng, hoặc để ô này "
        "trống.",
        "The archive has no label with the code “{value}”. Copy the code from the page of the "
        "community, or leave the cell empty.",
    ),
    "labels_are_decided": (
        "Nhãn trên nội dung đã có trong kho là do cộng đồng gắn và bỏ, không đổi được bằng bảng "
        "tính. Hãy để ô này trống, hoặc nhờ người giữ của cộng đồng.",
        "The labels on what the archive already holds are for the community to put on and take "
        "off, not for a sheet. Leave the cell empty, or ask a custodian of the community.",
    ),
    "code_malformed": (
        "“{value}” không phải mã của một nhãn, quy tắc, cộng đồng hay sự đồng ý: mã có bảy chữ và "
        "số. Hãy chép lại từ bản xuất.",
        "“{value}” is not the code of a label, rule, community or consent, which has seven letters "
        "and digits. Copy it again from the export.",
    ),
    "number_malformed": (
        "“{value}” không phải số của một yêu cầu đóng. Hãy chép lại từ bản xuất.",
        "“{value}” is not the number of a request to close. Copy it again from the export.",
    ),
    "names_too_few": (
        "“{value}” chưa đủ. Hãy ghi ít nhất hai tên, cách nhau bằng dấu “;”, trong đó có một tên "
        "không có dấu “>” đằng trước.",
        "“{value}” is not enough. Write at least two names with “;” between them, one of them "
        "without “>” before it.",
    ),
    "moment_malformed": (
        "Không đọc được “{value}”. Hãy ghi ngày, giờ và múi giờ như bản xuất: "
        "2026-10-05T09:30:00+00:00.",
        "“{value}” cannot be read. Write day, time and time zone as in the export: "
        "2026-10-05T09:30:00+00:00.",
    ),
    "days_malformed": (
        "Không đọc được “{part}”. Hãy ghi ngày đầu/ngày cuối rồi ai báo: 2026-10-01/2026-10-03 "
        "Hội đồng chức sắc.",
        "“{part}” cannot be read. Write first day/last day and who announced them: "
        "2026-10-01/2026-10-03 Council of dignitaries.",
    ),
    "giver_not_one": (
        "Một sự đồng ý là của một người hoặc của một cộng đồng. Hãy điền đúng một trong hai cột "
        "person, community.",
        "A consent is that of one person or of one community. Fill in exactly one of the columns "
        "person and community.",
    ),
    "twice_in_file": (
        "“{value}” có ở hai dòng, mà mỗi mã, mỗi dân tộc, mỗi quy tắc sẵn có chỉ có một. Hãy bỏ "
        "bớt một dòng.",
        "“{value}” stands in two rows, but there is one of each code, of each people, of each "
        "plain rule. Remove one of the rows.",
    ),
    "rule_not_plain": (
        "Quy tắc sẵn có của cộng đồng chỉ nói “thành viên” (members) hoặc “người giữ” "
        "(custodians), quanh năm, không có ngày mở hay đóng. Hãy ghi no ở cột này.",
        "The plain rule of a community says members or custodians, all the year, and no day of "
        "opening or closing. Write no in this column.",
    ),
    "only_in_a_copy": (
        "Tệp này chỉ được đọc khi chép cả kho vào một kho trống; nay được bỏ qua. Cộng đồng, quy "
        "tắc, sự đồng ý và từ cùng nghĩa được ghi ngay trong kho.",
        "This file is read only when a whole archive is copied into an empty one; now it is passed "
        "over. Communities, rules, consents and synonyms are entered in the archive itself.",
    ),
    "label_differs": (
        "Các dòng của nhãn “{value}” ghi cộng đồng hoặc nhãn Local Contexts khác nhau. Hãy ghi "
        "giống nhau ở mọi dòng.",
        "The rows of the label “{value}” name different communities or labels of Local Contexts. "
        "Write the same in all of them.",
    ),
    "label_not_here": (
        "Nhãn “{value}” chưa có trong kho. Lời của nhãn do người giữ viết và duyệt ở trang của "
        "cộng đồng; hãy nhờ người giữ, rồi nạp lại không có dòng này.",
        "The label “{value}” is not in the archive. Custodians write and approve labels on the "
        "page of their community: ask one, then load again without this row.",
    ),
    "file_not_there": (
        "Không có tệp “{value}” trong thư mục hay ZIP được nạp. Hãy kiểm tra tên tệp.",
        "There is no file “{value}” in the folder or ZIP. Check its name.",
    ),
    "file_not_one": (
        "Có nhiều tệp tên “{value}” trong thư mục. Hãy ghi cả đường dẫn, ví dụ {near}.",
        "There are several files “{value}”. Write the whole path, as {near}.",
    ),
    "transcript_unnamed": (
        "Tên bản chép lời “{value}” phải có mã tiếng trước đuôi, ví dụ ke-chuyen.bdq.vtt.",
        "The name of the transcript “{value}” needs its language before the ending, as "
        "story.bdq.vtt.",
    ),
    "fraction_malformed": (
        "“{value}” không phải số. Hãy ghi số từ 0 đến 1, ví dụ 0.25.",
        "“{value}” is no number. Write one from 0 to 1, as 0.25.",
    ),
    "point_halved": (
        "Điểm chính cần cả hai số, từ trái và từ trên, hoặc bỏ trống cả hai.",
        "The focal point needs both numbers, from the left and from the top, or neither.",
    ),
    "words_refused": ("{why}", "{why}"),
    "label_kept": (
        "Nhãn “{value}” trong kho nói khác; lời trong kho do người giữ duyệt nên được giữ nguyên.",
        "The label “{value}” says something else in the archive; those words were approved by its "
        "custodians and stay.",
    ),
    "community_unknown": (
        "“{value}” không phải mã của dân tộc hay cộng đồng nào trong kho. Hãy kiểm tra lại mã.",
        "“{value}” is the code of no people and no community of the archive. Check the code.",
    ),
    "closed_to_you": (
        "Nội dung này đang đóng với bạn, nên không sửa được bằng bảng tính. Hãy bỏ dòng này, hoặc "
        "xin người giữ của cộng đồng giao việc.",
        "This is closed to you, so a sheet of yours cannot change it. Leave the row out, or ask a "
        "custodian of the community for a working right.",
    ),
    "peoples_missing": (
        "Nội dung này được xuất bản mà chưa gắn dân tộc nào. Hãy bổ sung ít nhất một dân tộc.",
        "This is published without a people. Please add at least one.",
    ),
    "rights_missing": (
        "Nội dung này được xuất bản mà chưa có tuyên bố quyền. Hãy bổ sung tuyên bố quyền.",
        "This is published without a rights statement. Please add one.",
    ),
}
