/**
 * Why something is held: the sentences of the server's catalogue (`core/problem_table.py`), word
 * for word, for those of its codes that meet what a phone sends; and what a person can do.
 */

export interface Held {
  readonly vi: string;
  readonly en: string;
  readonly way: 'way_office' | 'way_lead' | 'way_again' | 'way_photo';
}

/** Codes that only the phone itself gives; the server's catalogue has no sentence for them. */
export const OWN_CODES: readonly string[] = ['unreadable-on-phone'];

export const HELD: Readonly<Record<string, Held>> = {
  'entry-id-reused': {
    vi: 'Mã mục này đã được dùng cho nội dung khác; bản mới đã được giữ lại cho Văn phòng.',
    en: 'This entry id was used for other content; the new one has been kept for the office.',
    way: 'way_again',
  },
  'entry-malformed': {
    vi: 'Mục gửi thiếu hoặc sai trường; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'The entry lacks a field or has a wrong one; it has been kept for the office.',
    way: 'way_again',
  },
  'entry-value-malformed': {
    vi: 'Nội dung trả lời không đúng dạng; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'The value is not of the right form; it has been kept for the office.',
    way: 'way_again',
  },
  'entry-not-finite': {
    vi: 'Số liệu không phải là số hữu hạn; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'A number is not finite; the entry has been kept for the office.',
    way: 'way_again',
  },
  'entry-text-broken': {
    vi: 'Văn bản có ký tự hỏng; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'The text has broken characters; the entry has been kept for the office.',
    way: 'way_again',
  },
  'entry-too-large': {
    vi: 'Một mục quá dài; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'One entry is too long; it has been kept for the office.',
    way: 'way_again',
  },
  'entry-item-unknown': {
    vi: 'Tiêu chí không có trong phiếu; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'The checklist has no such item; the entry has been kept for the office.',
    way: 'way_office',
  },
  'entry-other-visit': {
    vi: 'Mục này thuộc cuộc khảo sát khác; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'The entry belongs to another visit; it has been kept for the office.',
    way: 'way_office',
  },
  'visit-closed': {
    vi: 'Cuộc khảo sát đã khoá; mục gửi đã được giữ lại cho Văn phòng.',
    en: 'The visit is closed; the entry has been kept for the office.',
    way: 'way_office',
  },
  'member-removed': {
    vi: 'Người gửi không còn trong cuộc khảo sát này; mục gửi đã được giữ lại cho Văn phòng.',
    en: 'The sender is no longer on this visit; the entry has been kept for the office.',
    way: 'way_office',
  },
  forbidden: {
    vi: 'Tài khoản này không có quyền thực hiện việc này.',
    en: 'This account may not do this.',
    way: 'way_office',
  },
  'not-found': {
    vi: 'Không tìm thấy nội dung yêu cầu.',
    en: 'There is nothing here.',
    way: 'way_office',
  },
  'too-large': {
    vi: 'Nội dung gửi quá lớn. Dữ liệu vẫn còn trên máy; đề nghị gửi thành nhiều phần.',
    en: 'What was sent is too large. It is still on the device; send it in smaller parts.',
    way: 'way_office',
  },
  'not-json': {
    vi: 'Nội dung gửi không phải JSON hợp lệ; bản gốc đã được giữ lại cho Văn phòng.',
    en: 'What was sent is not valid JSON; it has been kept for the office as it came.',
    way: 'way_office',
  },
  'bad-request': {
    vi: 'Yêu cầu không hợp lệ.',
    en: 'The request cannot be understood.',
    way: 'way_office',
  },
  unacceptable: {
    vi: 'Nội dung gửi chưa đúng. Đề nghị xem chi tiết từng trường.',
    en: 'What was sent is not right. See the fields.',
    way: 'way_office',
  },
  'item-closed': {
    vi: 'Trưởng đoàn đang thẩm định; chỉ tiêu chí bị trả lại mới sửa được. Mục gửi đã giữ lại.',
    en: 'The lead is reviewing; only returned items can be changed. The entry has been kept.',
    way: 'way_lead',
  },
  'photo-hash-mismatch': {
    vi: 'Ảnh đến không nguyên vẹn. Đề nghị gửi lại; ảnh vẫn còn trên máy.',
    en: 'The photo did not arrive whole. Send it again; it is still on the device.',
    way: 'way_photo',
  },
  'photo-hash-malformed': {
    vi: 'Mã ảnh phải là SHA-256 dạng 64 ký tự thập lục phân.',
    en: "A photo's name must be its SHA-256 as 64 hexadecimal characters.",
    way: 'way_photo',
  },
  'photo-broken': {
    vi: 'Tệp ảnh bị hỏng; bản gốc đã được giữ lại.',
    en: 'The picture file is broken; its bytes have been kept.',
    way: 'way_photo',
  },
  'photo-too-many-pixels': {
    vi: 'Ảnh có quá nhiều điểm ảnh; bản gốc đã được giữ lại.',
    en: 'The picture has too many pixels; its bytes have been kept.',
    way: 'way_photo',
  },
  'photo-not-a-picture': {
    vi: 'Tệp không phải ảnh JPEG, PNG, WebP hoặc HEIC; bản gốc đã được giữ lại.',
    en: 'The file is not a JPEG, PNG, WebP or HEIC picture; its bytes have been kept.',
    way: 'way_photo',
  },
  'unreadable-on-phone': {
    vi: 'Nội dung này không đọc được nữa trên máy này.',
    en: 'This can no longer be read on this phone.',
    way: 'way_again',
  },
};
