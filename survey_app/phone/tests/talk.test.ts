import { describe, expect, test } from 'vitest';
import { commentsOf, unreadOf } from '../src/store/comments';
import { checkCode, headsDigest } from '../src/entries/heads';
import { readReply } from '../src/entries/values';
import { codeIn } from '../src/screens/parts/scan';
import { cellAbout, currentOf, stateOfItem, valueOf } from '../src/visit/current';
import { slotKey, type Logged } from '../src/entries/entry';
import { peopleOn } from '../src/visit/people';
import { chaptersOf } from '../src/visit/progress';
import { unitReply } from '../src/visit/replies';
import { shared } from '../src/visit/sharing';
import { answer, CHECKLIST, logged, visit } from './visits';

function comment(
  text: string | null,
  slot: string,
  number: number | null,
  author = 'Bình',
): Logged {
  const value = text === null ? null : { text };
  const about = { kind: 'comment', item: 'A1', slot, layer: null } as const;
  return { ...logged(value, about), number, author, mine: author === '' };
}

describe('the talk about an item', () => {
  const order = (log: readonly Logged[]): readonly (string | null)[] =>
    commentsOf(stateOfItem(currentOf(log), 'A1')).map((cell) => cell.slot);

  test('stands in the order of the server, and what is only here comes last', () => {
    expect(
      order([comment('c', 's3', null, ''), comment('b', 's1', 7), comment('a', 's2', 4)]),
    ).toEqual(['s2', 's1', 's3']);
  });

  test('leaves out what was taken back', () => {
    expect(order([comment(null, 's1', 1), comment('b', 's2', 2)])).toEqual(['s2']);
  });

  test.each([
    ['of somebody else is unread', [comment('a', 's1', 1)], 1],
    ['of my own is read', [comment('a', 's1', 1, '')], 0],
    ['that was taken back is nothing to read', [comment(null, 's1', 1)], 0],
    ['two of them are two', [comment('a', 's1', 1), comment('b', 's2', 2)], 2],
  ])('a comment %s', (_, log, count) => {
    expect(unreadOf('v1', currentOf(log)).get('A1') ?? 0).toBe(count);
  });

  test('is no clash, for each has a slot of its own', () => {
    expect(currentOf([comment('a', 's1', 1), comment('b', 's2', 2)]).clashes).toEqual([]);
  });
});

describe("the unit's reply to a finding", () => {
  const reply = (value: object, slot = 'f1'): Logged =>
    logged({ ...value }, { kind: 'reply', item: null, slot });

  test('is found by the slot of the finding', () => {
    const current = currentOf([reply({ agree: false, stance: 'explain', text: 'vì' })]);

    expect(unitReply(current, 'f1')).toEqual({ agree: false, stance: 'explain', text: 'vì' });
    expect(unitReply(current, 'f2')).toBeNull();
  });

  test.each([
    [{ agree: true }, 'agree'],
    [{ agree: false }, 'disagree'],
    [{ agree: false, stance: 'explain' }, 'explain'],
    [{ agree: false, stance: 'nonsense' }, 'disagree'],
  ])('%j is understood as %s', (value, stance) => {
    expect(readReply(value)?.stance).toBe(stance);
  });
});

test('who recorded in a section is told, the last one first, and each once', () => {
  const by = (author: string, made_at: string): Logged => ({
    ...answer('A1', { value: 'yes' }, { made_at }),
    author,
    mine: author === '',
  });
  const log = [
    by('An', '2020-11-12T08:00:00+07:00'),
    by('', '2020-11-12T10:00:00+07:00'),
    by('Anh', '2020-11-12T09:00:00+07:00'),
    by('An', '2020-11-12T09:30:00+07:00'),
    { ...comment('a', 's1', 1), author: 'Bình' },
  ];
  const chapters = chaptersOf(CHECKLIST, currentOf(log), visit(), '-');
  const people = chapters.map((chapter) => [chapter.code, peopleOn(log, chapter)]);

  expect(people.find(([code]) => code === 'A')).toEqual(['A', ['', 'An', 'Anh']]);
  expect(people.find(([code]) => code === '-')).toEqual(['-', []]);
});

describe('what stayed the same stays the same object', () => {
  const [one, two] = [answer('A1'), answer('A2a')];

  test('of two items only the one with something new is another', () => {
    const before = currentOf([one, two]);
    const note = logged({ text: 'x' }, { kind: 'note', item: 'A2a', slot: 's' });
    const next = shared(before, currentOf([one, two, note]));

    expect(next.items.get('A1')).toBe(before.items.get('A1'));
    expect(next.items.get('A2a')).not.toBe(before.items.get('A2a'));
  });

  test('that the server took something is something new', () => {
    const before = currentOf([{ ...one, number: null }]);
    const next = shared(before, currentOf([{ ...one, number: 9 }]));

    expect(next.items.get('A1')).not.toBe(before.items.get('A1'));
  });

  test('what was withdrawn is something new', () => {
    const before = currentOf([one]);
    const gone = answer('A1', null, { supersedes: [one.entry.id] });

    expect(shared(before, currentOf([one, gone])).items.get('A1')).not.toBe(before.items.get('A1'));
  });
});

test('what stands about one thing is found in the log', () => {
  const first = answer('A1', { value: 'yes' });
  const second = answer('A1', { value: 'no' }, { supersedes: [first.entry.id] });
  const key = slotKey(first.entry);

  expect(cellAbout([], key)).toBeNull();
  expect(valueOf(cellAbout([first, answer('A2a')], key))).toEqual({ value: 'yes' });
  expect(valueOf(cellAbout([first, second], key))).toEqual({ value: 'no' });
});

test('the code of a phone is the beginning of the digest of its heads, as on the server', async () => {
  const { heads_sha256: digest } = await headsDigest([]);

  expect(checkCode(digest)).toBe('E3B0-C442');
});

test.each([
  ['https://khao-sat.example/phone#join=AB12-CD34', 'AB12-CD34'],
  ['https://khao-sat.example/phone#/join=AB12%20CD34', 'AB12 CD34'],
  [' ab12cd34 ', 'ab12cd34'],
])('what a QR code says, %s, is the code %s', (read, code) => {
  expect(codeIn(read)).toBe(code);
});
