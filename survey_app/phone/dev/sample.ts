/** A small checklist with one item of each kind, and visits in each state, for the mock server. */

import type { Checklist } from '../src/form/definition';

const ANCHORS = [
  'Không thực hiện',
  'Có làm nhưng hình thức, chưa có kết quả',
  'Đạt một phần, số liệu chưa đầy đủ',
  'Đạt yêu cầu, có số liệu, minh chứng',
  'Nổi bật, có tác dụng, nhân rộng được',
].map((label, value) => ({ value, label }));

export const SAMPLE: Checklist = {
  code: 'MAU',
  version: '1',
  title: 'Phiếu mẫu đủ các loại tiêu chí',
  base_points: 20,
  penalties: true,
  reason_for: ['gap'],
  thresholds: [
    { code: 'M1', label: 'Thực hiện tốt', total_from: 70 },
    { code: 'M0', label: 'Chưa đạt', total_from: 0 },
  ],
  general: [
    {
      code: 'G1',
      kind: 'text',
      label: 'Địa điểm làm việc',
      points: null,
      items: [],
      required: true,
    },
    {
      code: 'G2',
      kind: 'text',
      format: 'date',
      label: 'Thời điểm chốt số liệu',
      points: null,
      items: [],
    },
    { code: 'G3', kind: 'attendees', label: 'Thành phần phía đơn vị', points: null, items: [] },
  ],
  sections: [
    {
      code: 'A',
      title: 'Tổ chức triển khai',
      title_en: 'Organisation',
      points: 10,
      kind: 'base',
      items: [
        {
          ...{ code: 'A1', kind: 'yes_no', points: 3, items: [], evidence: 'document' },
          label: 'Đã ban hành kế hoạch sơ kết giữa nhiệm kỳ của cấp mình',
          label_en: 'Issued its own plan of the mid-term review',
          hint: 'Ghi số, ký hiệu, ngày ban hành; chụp trang đầu',
        },
        {
          ...{
            code: 'A2',
            kind: 'scale',
            points: 4,
            items: [],
            evidence: 'either',
            levels: ANCHORS,
          },
          label: 'Kế hoạch bám sát yêu cầu, đủ nội dung và thời gian',
        },
        {
          code: 'A3',
          kind: 'points',
          label: 'Chất lượng dự thảo báo cáo',
          points: 3,
          step: 0.25,
          items: [],
        },
      ],
    },
    {
      code: 'B',
      title: 'Kết quả thực hiện chỉ tiêu',
      points: 10,
      kind: 'base',
      items: [
        {
          ...{
            code: 'B1',
            kind: 'indicator',
            points: 4,
            items: [],
            measure: 'đoàn viên',
            baseline: true,
          },
          label: 'Số đoàn viên phát triển mới',
        },
        {
          ...{ code: 'B2', kind: 'choice', points: 3, items: [] },
          label: 'Mức độ số hoá hồ sơ đoàn viên',
          options: [
            { code: 'day_du', label: 'Đầy đủ, cập nhật thường xuyên', share: 1 },
            { code: 'mot_phan', label: 'Một phần', share: 0.5 },
            { code: 'chua', label: 'Chưa thực hiện', share: 0 },
          ],
        },
        {
          ...{ code: 'B3', kind: 'table', points: 3, items: [], levels: ANCHORS },
          label: 'Bảng chỉ tiêu theo nghị quyết đại hội',
          columns: [
            { code: 'ten', label: 'Chỉ tiêu' },
            { code: 'giao', label: 'Được giao', format: 'decimal' },
            { code: 'dat', label: 'Đạt được', format: 'decimal' },
          ],
        },
        {
          code: 'B4',
          kind: 'text',
          label: 'Khó khăn lớn nhất',
          points: null,
          items: [],
          relevant: "${A1} = 'yes'",
        },
      ],
    },
    {
      code: 'T',
      title: 'Điểm thưởng, điểm trừ',
      points: null,
      kind: 'bonus',
      items: [
        {
          code: 'T1',
          kind: 'bonus',
          label: 'Có mô hình, cách làm mới được nhân rộng',
          points: 2,
          items: [],
        },
        {
          code: 'P1',
          kind: 'penalty',
          label: 'Chậm cung cấp hồ sơ, số liệu',
          points: 2,
          items: [],
        },
      ],
    },
  ],
};

const SHARED = {
  round: { id: 1, name: 'Khảo sát giữa nhiệm kỳ, tháng 11/2020' },
  team: { id: 1, name: 'Đoàn khảo sát số 1' },
  checklist: { code: 'MAU', version: '1' },
  mode: 'on_site',
  returned: [],
  missing_photos: [],
  members: [
    { id: 1, name: 'Thành viên Đoàn 1', role: 'member' },
    { id: 2, name: 'Trưởng đoàn 1', role: 'lead' },
  ],
  targets: {
    B1: {
      ...{ term: '500', milestone: '250', direction: 'up', demo: true },
      source: 'Nghị quyết đại hội (số liệu minh hoạ)',
    },
  },
  open: { all: true, items: [] },
};

export function sampleVisits(today: string): readonly Record<string, unknown>[] {
  const visit = (n: number, name: string, more: object): Record<string, unknown> => ({
    ...SHARED,
    id: `00000000-0000-4000-8000-00000000000${n}`,
    unit: { code: `U${n}`, name },
    planned_on: today,
    state: 'planned',
    counts: { answered: 0, items: 9 },
    grant: `grant-${n}`,
    ...more,
  });
  return [
    visit(1, 'Liên đoàn Lao động huyện Hướng Hóa', {}),
    visit(2, 'Liên đoàn Lao động huyện Đakrông', {
      planned_on: '2020-11-11',
      state: 'returned',
      open: { all: false, items: ['A2'] },
      returned: [
        {
          ...{ item: 'A2', by: 'Trưởng đoàn 1', at: '2020-11-12T09:00:00Z', settled: false },
          reason: 'Kế hoạch có bảng phân công và thời hạn; đề nghị xem lại mức đã chấm.',
          proposed: { value: 3 },
        },
      ],
    }),
    visit(3, 'Công đoàn Viên chức tỉnh', { planned_on: '2099-11-20' }),
    visit(4, 'Liên đoàn Lao động thành phố Đông Hà', {
      ...{ planned_on: '2020-11-05', state: 'approved', open: { all: false, items: [] } },
      counts: { answered: 9, items: 9 },
    }),
  ];
}
