/** What a phone knows of double scoring: said by the server, off where an older one says nothing. */

import { expect, it } from 'vitest';
import { readVisits } from '../src/api/shapes';

const VISIT = {
  id: 'v',
  round: { id: 1, name: 'Đợt thử' },
  unit: { code: 'LD-1', name: 'Đơn vị' },
  checklist: { code: 'PKS', version: '1' },
  state: 'planned',
};

it.each([
  ['nothing', {}, { on: false, hidden: false }],
  [
    'hidden',
    { double_scoring: { on: true, scorers: [3], hidden: true } },
    { on: true, hidden: true },
  ],
  [
    'open',
    { double_scoring: { on: true, scorers: [3], hidden: false } },
    { on: true, hidden: false },
  ],
])('reads %s', (_name, said, expected) => {
  const read = readVisits({ visits: [{ ...VISIT, ...said }], epoch: 'e', now: '' }, 'test');

  expect(read.visits[0]?.double_scoring).toEqual(expected);
});
