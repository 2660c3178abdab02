/** Words of photos: taking, looking, marking, and what people were told. */

export const PHOTOS = {
  photo_later:
    'Chưa xử lý được ảnh. Tệp gốc đã lưu trên máy; máy thử lại khi mở lại cuộc khảo sát.',
  photos_failed: '{n}/{total} ảnh CHƯA được lưu. {why}',
  photos_original:
    '{n}/{total} ảnh máy này không mở được: ảnh gốc đã lưu và sẽ được máy chủ chuyển đổi.',
  photos_n: 'Ảnh ({n})',
  photo_unseen: 'Máy này chưa xem được',
  photo_enlarge: 'Xem lớn',
  photo_previous: 'Ảnh trước',
  photo_next: 'Ảnh sau',
  zoom_in: 'Phóng to',
  zoom_out: 'Thu nhỏ',
  turn_left: 'Xoay trái',
  turn_right: 'Xoay phải',
  photo_mark: 'Đánh dấu',
  photo_save: 'Lưu ảnh mới',
  photo_saving: 'Đang lưu…',
  photo_discard: 'Bỏ, giữ ảnh cũ',
  photo_blurred: 'Đã lưu ảnh làm mờ; ảnh chưa làm mờ đã bị xoá khỏi máy này.',
  photo_blur_warning:
    'Lưu xong, ảnh chưa làm mờ bị xoá khỏi máy này và không ai mở được nữa. Không hoàn tác được.',
  photo_cannot_edit:
    'Máy này không mở được ảnh nên không sửa được. Thử lại khi ảnh đã lên máy chủ và có mạng.',
  mark_arrow: 'Mũi tên',
  mark_box: 'Khung',
  mark_blur: 'Làm mờ',
  marks_n: '{n} dấu trên ảnh.',
  mark_at: '{tool}: cách mép trái {x}%, cách mép trên {y}%.',
  move_left: 'Sang trái',
  move_right: 'Sang phải',
  move_up: 'Lên',
  move_down: 'Xuống',
  mark_larger: 'To hơn',
  mark_smaller: 'Nhỏ hơn',
  mark_point: 'Xoay mũi',
  mark_next: 'Dấu khác',
  mark_remove: 'Bỏ dấu',
  notice_title: 'Trước khi chụp ảnh',
  notice_what:
    'Chỉ chụp hồ sơ, nơi làm việc và quang cảnh làm minh chứng. Nói trước cho mọi người: chụp để làm gì, ai xem. Cận mặt ai thì phải được người đó đồng ý.',
  notice_never:
    'Không chụp giấy tờ tuỳ thân, hồ sơ sức khoẻ, đơn thư khiếu nại, tố cáo, văn bản mật; không chụp trẻ em khi chưa có sự đồng ý của trẻ và người giám hộ.',
  notice_who:
    'Đoàn khảo sát, trưởng đoàn và Văn phòng xem ảnh; ảnh được in trong báo cáo của cuộc khảo sát.',
  notice_position:
    'Đợt khảo sát này ghi cả vị trí nơi chụp. Trình duyệt sẽ hỏi; có thể từ chối, ảnh vẫn được lưu.',
  notice_untold: 'Chưa thông báo thì vẫn chụp được; ảnh được đánh dấu để trưởng đoàn biết.',
  consent_given: 'Đã thông báo việc chụp ảnh; người được chụp cận mặt đồng ý',
  untold_short: 'Chưa xác nhận đã thông báo',
  untold_n: '{n} ảnh chưa xác nhận đã thông báo việc chụp ảnh.',
  told_now: 'Đã thông báo',
  told_n: 'Đã xác nhận cho {n} ảnh.',
} as const;
