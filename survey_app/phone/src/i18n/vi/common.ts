/** Words of every screen. */

export const COMMON = {
  app: 'Khảo sát giữa nhiệm kỳ',
  back: 'Quay lại',
  done: 'Xong',
  undo: 'Hoàn tác',
  undone: 'Đã hoàn tác {item}',
  undone_partly: 'Hoàn tác {item}: phần đồng nghiệp đã sửa tiếp được giữ nguyên.',
  withdrawn: 'Đã rút lại.',
  changed: 'Đã ghi.',
  loading: 'Đang mở…',
  yes: 'Có',
  no: 'Không',
  required: 'bắt buộc',
  search: 'Tìm tiêu chí',
  nothing_found: 'Không tìm thấy tiêu chí nào.',
  sign_in_again: 'Đăng nhập lại',
  login_over:
    'Phiên đăng nhập đã hết hạn. Việc nhập liệu vẫn tiếp tục được, nội dung đã ghi vẫn được gửi.',
  no_store:
    'Trình duyệt này không cho lưu dữ liệu trên máy, nên không thể nhập phiếu. Tắt chế độ riêng tư hoặc dùng trình duyệt khác.',
  state_on_phone: 'Trên máy, chờ gửi',
  state_sending: 'Đang gửi',
  state_on_server: 'Đã lên máy chủ',
  state_held: 'Văn phòng đang giữ để xem xét',
  typing: 'Đang nhập…',
  all_sent: 'Đã gửi hết',
  unsent_n: '{n} chờ gửi',
  vanished_n:
    'Trình duyệt đã xoá dữ liệu của trang này trên máy. {n} nội dung chưa gửi (ghi đến {at}) không còn trên máy này; nội dung đã gửi được tải lại từ máy chủ.',
  vanished_none:
    'Trình duyệt đã xoá dữ liệu của trang này trên máy. Mọi nội dung đã lên máy chủ từ trước và được tải lại.',
  vanished_read: 'Đã rõ',
  offline: 'Đang không có mạng – dữ liệu được lưu trên máy.',
  phone_full:
    'Bộ nhớ máy đã đầy: nội dung vừa nhập CHƯA được lưu. Xoá bớt tệp trên máy rồi nhập lại, hoặc xuất tệp dự phòng.',
  write_broken:
    'Không ghi được vào bộ nhớ máy: nội dung vừa nhập CHƯA được lưu. Mở lại trang rồi nhập lại.',
  sync: 'Đồng bộ',
  settings: 'Cài đặt',
  kind_submit: 'Lệnh bàn giao',
} as const;
