import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEntries, readReceipts, readVisits } from '../src/api/shapes';
import { localTime, shownDate, typedDate } from '../src/core/clock';
import { shownFigure, typedFigure } from '../src/core/figures';
import { folded } from '../src/core/folding';
import { uuid7 } from '../src/core/uuid';
import { readAnswer, readFinding } from '../src/entries/values';
import { ENGLISH } from '../src/i18n/en/index';
import { COMMON } from '../src/i18n/vi/common';
import { ITEM } from '../src/i18n/vi/item';
import { LATER } from '../src/i18n/vi/later';
import { PHOTOS } from '../src/i18n/vi/photos';
import { SYNC } from '../src/i18n/vi/sync';
import { VISIT } from '../src/i18n/vi/visit';
import { fitted } from '../src/photos/paper';
import { addressOf, routeOf, type Route } from '../src/store/route';

describe('figures as people write them', () => {
  test.each([
    ['1.250', '1250'],
    ['1.234.567,89', '1234567.89'],
    ['93,75', '93.75'],
    ['93.75', '93.75'],
    ['0,50', '0.5'],
    ['0.250', '0.25'],
    [' 12 000 ', '12000'],
    ['007', '7'],
    ['-3', '-3'],
    ['', ''],
    ['-', null],
    ['1,2,3', null],
    ['12a', null],
    ['1.25.0', null],
    ['∞', null],
  ])('%s is read as %s', (typed, plain) => {
    expect(typedFigure(typed)).toBe(plain);
  });

  test('what is shown is read as the same figure again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.nat(999), (whole, rest) => {
        const plain = `${whole}.${String(rest).padStart(3, '0')}7`;
        return ['vi', 'en'].every(
          (language) => typedFigure(shownFigure(plain, language), language) === plain,
        );
      }),
    );
  });

  test('English groups by comma', () => {
    expect(shownFigure('1234567.5', 'en')).toBe('1,234,567.5');
  });

  test.each([
    ['1,250', '1250'],
    ['1,234,567.89', '1234567.89'],
    ['93.75', '93.75'],
    ['93,75', '93.75'],
    ['1.250', '1.25'],
    ['0,250', '0.25'],
    ['1.2.3', null],
    ['1,25,0', null],
  ])('on an English screen %s is read as %s', (typed, plain) => {
    expect(typedFigure(typed, 'en')).toBe(plain);
  });
});

describe('dates', () => {
  test.each([
    ['21/09/2020', '2020-09-21'],
    ['1-2-2020', '2020-02-01'],
    ['29/02/2020', '2020-02-29'],
    ['29/02/2021', null],
    ['2020-09-21', null],
    ['31/02/2020', null],
    [' 21092020 ', '2020-09-21'],
    ['31022020', null],
    ['1112020', null],
    ['12/11/0020', null],
    ['hôm qua', null],
  ])('%s is read as %s', (typed, iso) => {
    expect(typedDate(typed)).toBe(iso);
  });

  test('a day is shown as on paper, and what is no day as it came', () => {
    expect(shownDate('2020-11-03')).toBe('03/11/2020');
    expect(shownDate('khoảng tháng 9')).toBe('khoảng tháng 9');
  });

  test('a time carries the offset of the phone', () => {
    const at = new Date('2020-11-12T01:05:03.123Z');

    expect(localTime(at)).toMatch(/^2020-11-12T\d\d:\d\d:03\.123[+-]\d\d:\d\d$/);
    expect(Date.parse(localTime(at))).toBe(at.getTime());
  });
});

describe('ids', () => {
  test('any clock gives a UUID of version 7', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (now) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid7(now)),
      ),
    );
  });

  test('later ids sort after earlier ones', () => {
    expect(uuid7(1_000) < uuid7(2_000)).toBe(true);
  });
});

test('names are found without their marks', () => {
  expect(folded('Đakrông – Hướng Hoá')).toBe('dakrong – huong hoa');
});

describe('addresses', () => {
  test.each<Route>([
    { screen: 'visits' },
    { screen: 'sync' },
    { screen: 'settings' },
    { screen: 'visit', visit: 'v' },
    { screen: 'handover', visit: 'v' },
    { screen: 'section', visit: 'v', section: '-', item: '' },
    { screen: 'section', visit: 'v', section: 'A', item: 'A_1' },
  ])('%o comes back from its address', (route) => {
    expect(routeOf(addressOf(route))).toEqual(route);
  });

  test.each(['', '#', '#/nowhere', '#/visits', '#/%E0%A4%A'])(
    '%s is the list of visits',
    (hash) => {
      expect(routeOf(hash)).toEqual({ screen: 'visits' });
    },
  );
});

describe('what the server says', () => {
  const visit = {
    id: 'v',
    round: { id: 1, name: 'Đợt' },
    unit: { code: 'U', name: 'Đơn vị' },
    checklist: { code: 'C', version: '1' },
    state: 'planned',
  };

  test('one visit that cannot be read does not hide the others', () => {
    const said = readVisits({ visits: [{ id: 'broken' }, visit], epoch: 'e' }, 'reply');

    expect(said.visits.map((each) => each.id)).toEqual(['v']);
    expect(said.visits[0]?.round.penalties).toBeNull();
  });

  test.each([null, [], 'Đăng nhập Wi-Fi', { visits: 'none' }, 1])('%o is no list', (body) => {
    expect(() => readVisits(body, 'reply')).toThrow();
    expect(() => readReceipts(body, 'reply')).toThrow();
    expect(() => readEntries(body, 'reply')).toThrow();
  });
});

describe('values that anybody may have written', () => {
  test('reading never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readAnswer(value as never);
        readFinding(value as never);
      }),
    );
  });

  test('an answer of nothing is no answer', () => {
    expect(readAnswer({ value: null })).toBeNull();
    expect(readAnswer(null)).toBeNull();
  });
});

describe('photos', () => {
  test.each([
    [4000, 3000, 1600, 1200],
    [3000, 4000, 1200, 1600],
    [800, 600, 800, 600],
    [10000, 1, 1600, 1],
  ])('%i × %i is kept as %i × %i', (width, height, w, h) => {
    expect(fitted({ width, height }, 1600)).toEqual({ width: w, height: h });
  });
});

describe('words', () => {
  const vietnamese = { ...COMMON, ...VISIT, ...ITEM, ...LATER, ...PHOTOS, ...SYNC };
  const places = (words: string): readonly string[] => (words.match(/\{\w+\}/g) ?? []).sort();

  test.each(Object.keys(vietnamese) as (keyof typeof vietnamese)[])(
    '%s says the same in both languages',
    (key) => {
      expect(ENGLISH[key]).not.toBe('');
      expect(places(ENGLISH[key])).toEqual(places(vietnamese[key]));
    },
  );
});
