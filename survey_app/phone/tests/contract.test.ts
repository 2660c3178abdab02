import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonical, nfc, type Json } from '../src/core/canonical';
import { sha256OfText } from '../src/core/sha256';
import { ASIDE, entryDigest, type Entry } from '../src/entries/entry';
import { headsDigest, headsOf, type Mark } from '../src/entries/heads';

const VECTORS = join(import.meta.dirname, '../../../tests/contract/entries');

function vectors(name: string): unknown {
  return JSON.parse(readFileSync(join(VECTORS, name), 'utf8'));
}

interface HashVector {
  readonly name: string;
  readonly entry: Entry;
  readonly canonical: string;
  readonly sha256: string;
}

interface HeadsVector {
  readonly name: string;
  readonly entries: readonly Mark[];
  readonly heads: readonly string[];
  readonly heads_sha256: string;
}

describe('an entry has one hash, here and on the server', () => {
  test.each(vectors('hashes.json') as readonly HashVector[])('$name', async (vector) => {
    expect(canonical(vector.entry as unknown as Json)).toBe(vector.canonical);
    expect(await sha256OfText(vector.canonical)).toBe(vector.sha256);
    expect(await entryDigest(vector.entry)).toBe(vector.sha256);
  });

  test('what was composed before has the same canonical form', () => {
    const loose = { text: 'Hu\u031bo\u031b\u0301ng Hoa\u0301' };

    expect(canonical(nfc(loose))).toBe(canonical(loose));
  });
});

describe('a phone and the server agree on what stands', () => {
  test.each(vectors('heads.json') as readonly HeadsVector[])('$name', async (vector) => {
    const heads = headsOf(vector.entries).filter((each) => !ASIDE.has(each.kind));

    expect(heads.map((each) => each.id).sort()).toEqual([...vector.heads].sort());
    expect(await headsDigest(vector.entries)).toEqual({
      heads: vector.heads.length,
      heads_sha256: vector.heads_sha256,
    });
  });
});
