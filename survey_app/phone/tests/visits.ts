/** A small checklist, a visit and entries for tests. */

import { readVisits, type Visit } from '../src/api/shapes';
import type { Json } from '../src/core/canonical';
import type { About, Logged } from '../src/entries/entry';
import type { Checklist, Item, Kind } from '../src/form/definition';

export function item(code: string, kind: Kind, more: Partial<Item> = {}): Item {
  return { code, kind, label: code, points: 2, items: [], ...more };
}

export const CHECKLIST: Checklist = {
  code: 'MAU',
  version: '1',
  title: 'Phiếu mẫu',
  base_points: 4,
  thresholds: [{ code: 'M0', label: 'Chưa đạt', total_from: 0 }],
  general: [
    item('G1', 'text', { points: null, prefill: 'unit_name', required: true }),
    item('G2', 'text', { points: null, prefill: 'visit_start', required: true }),
    item('G3', 'text', { points: null }),
  ],
  sections: [
    {
      ...{ code: 'A', title: 'Mục A', points: 4, kind: 'base' },
      items: [
        item('A1', 'yes_no', { required: true }),
        item('A2', 'yes_no', { items: [item('A2a', 'yes_no'), item('A2b', 'yes_no')] }),
      ],
    },
    { ...{ code: 'T', title: 'Thưởng', points: 2, kind: 'bonus' }, items: [item('T1', 'bonus')] },
    { ...{ code: 'P', title: 'Trừ', points: 2, kind: 'penalty' }, items: [item('P1', 'penalty')] },
  ],
};

export function visit(more: object = {}): Visit {
  const raw = {
    id: 'v1',
    round: { id: 1, name: 'Đợt mẫu', penalties: true },
    unit: { code: 'U1', name: 'Đơn vị mẫu' },
    checklist: { code: 'MAU', version: '1' },
    state: 'in_progress',
    prefill: { unit_name: 'Đơn vị mẫu' },
    ...more,
  };
  const [read] = readVisits({ visits: [raw] }, 'visits').visits;
  if (!read) throw new Error('the visit of the test cannot be read');
  return read;
}

let made = 0;

/** An entry that stands in the log, made in the order of the calls. */
export function logged(value: Json, about: Partial<About> = {}, more: object = {}): Logged {
  made += 1;
  const entry = {
    ...{ id: `id-${String(made).padStart(4, '0')}`, visit: 'v1', device: 'd', seq: made },
    ...{ kind: 'answer', item: null, slot: null, layer: null, ...about },
    ...{ value, supersedes: [], made_at: '2020-11-12T08:00:00+07:00', ...more },
  } as Logged['entry'];
  return { entry, mine: true, number: made, author: '' };
}

export function answer(code: string, value: Json = { value: 'yes' }, more: object = {}): Logged {
  return logged(value, { kind: 'answer', item: code, layer: 'team' }, more);
}
