/** What the server says, parsed from `unknown`. */

import type { Json } from '../core/canonical';
import {
  anything,
  boolean,
  listOf,
  listOfReadable,
  mapOf,
  number,
  oneOf,
  optional,
  record,
  string,
  word,
} from '../core/parse';
import { ENTRY_KINDS, type EntryKind, type Layer } from '../entries/entry';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface SessionReply {
  readonly token: string;
  readonly expires_at: string;
  readonly user: Person & { readonly username: string; readonly language: string };
}

export const VISIT_STATES = [
  'planned',
  'in_progress',
  'waiting_for_photos',
  'submitted',
  'returned',
  'approved',
  'postponed',
  'cancelled',
] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** An item the lead sent back, with the words and, where wanted, a score. */
export interface Returned {
  readonly item: string;
  readonly reason: string;
  /** The answer that the lead proposes, as an answer's value is written. */
  readonly proposed: Json;
  readonly by: string;
  readonly at: string;
  /** The team has recorded an answer or a reply since. */
  readonly answered: boolean;
  /** And has handed over after that. */
  readonly settled: boolean;
}

export interface Target {
  readonly term: string | null;
  readonly milestone: string | null;
  readonly direction: string | null;
  readonly measure: string;
  readonly source: string;
  readonly demo: boolean;
}

/** What the unit reached the last time, and in which round. */
export interface LastResult {
  readonly value: string;
  readonly round: string;
}

export interface Visit {
  readonly id: string;
  readonly round: {
    readonly id: string;
    readonly name: string;
    /** null: as the checklist says. */
    readonly penalties: boolean | null;
    readonly shows_level: boolean;
    /** Whether phones ask where a photo is taken. */
    readonly photo_position: boolean;
  };
  readonly unit: { readonly code: string; readonly name: string };
  readonly team: { readonly id: string; readonly name: string };
  readonly checklist: { readonly code: string; readonly version: string };
  readonly planned_on: string | null;
  readonly mode: string;
  readonly state: VisitState;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly returned: readonly Returned[];
  readonly members: readonly Person[];
  readonly targets: Readonly<Record<string, Target>>;
  readonly last_results: Readonly<Record<string, LastResult>>;
  /** What the plan knows of the general information, by the names that checklists use. */
  readonly prefill: Readonly<Record<string, string>>;
  readonly grant: string;
  readonly open: { readonly all: boolean; readonly items: readonly string[] };
  readonly missing_photos: readonly string[];
  /** Whether two score it apart, and whether what the other one records is still hidden. */
  readonly double_scoring: { readonly on: boolean; readonly hidden: boolean };
}

/** An entry as the server tells it; the value is read where it is used. */
export interface ServerEntry {
  readonly id: string;
  readonly visit: string;
  readonly kind: EntryKind;
  readonly item: string | null;
  readonly slot: string | null;
  readonly layer: Layer | null;
  readonly value: Json;
  readonly supersedes: readonly string[];
  readonly device: string;
  readonly seq: number;
  readonly made_at: string;
  readonly received_at: string;
  readonly number: number;
  readonly author: { readonly id: string; readonly name: string };
}

const nothing = (): Readonly<Record<string, never>> => ({});
const PERSON = record<Person>({ id: word, name: string, role: optional(string, '') });

export const readSession = record<SessionReply>({
  token: string,
  expires_at: optional(string, ''),
  user: record<SessionReply['user']>({
    id: word,
    name: string,
    role: optional(string, 'member'),
    username: optional(string, ''),
    language: optional(string, 'vi'),
  }),
});

const RETURNED = record<Returned>({
  item: string,
  reason: optional(string, ''),
  proposed: (raw) => (raw ?? null) as Json,
  by: (raw, where) =>
    typeof raw === 'object' && raw !== null
      ? record<{ name: string }>({ name: optional(string, '') })(raw, where).name
      : optional(word, '')(raw, where),
  at: optional(string, ''),
  answered: optional(boolean, false),
  settled: optional(boolean, false),
});

const TARGET = record<Target>({
  term: optional(word, null),
  milestone: optional(word, null),
  direction: optional(string, null),
  measure: optional(string, ''),
  source: optional(string, ''),
  demo: optional(boolean, false),
});

const VISIT = record<Visit>({
  id: word,
  round: record<Visit['round']>({
    id: word,
    name: string,
    penalties: optional(boolean, null),
    shows_level: optional(boolean, true),
    photo_position: optional(boolean, false),
  }),
  unit: record<Visit['unit']>({ code: string, name: string }),
  team: optional(record<Visit['team']>({ id: word, name: string }), { id: '', name: '' }),
  checklist: record<Visit['checklist']>({ code: string, version: word }),
  planned_on: optional(string, null),
  mode: optional(string, 'on_site'),
  state: oneOf(VISIT_STATES),
  counts: optional(mapOf(anything), nothing()),
  returned: optional(listOf(RETURNED), []),
  members: optional(listOf(PERSON), []),
  targets: optional(mapOf(TARGET), nothing()),
  last_results: optional(
    mapOf(record<LastResult>({ value: word, round: optional(string, '') })),
    nothing(),
  ),
  prefill: optional(mapOf(string), nothing()),
  grant: optional(string, ''),
  open: optional(
    record<Visit['open']>({ all: optional(boolean, false), items: optional(listOf(string), []) }),
    { all: true, items: [] },
  ),
  missing_photos: optional(listOf(string), []),
  double_scoring: optional(
    record<Visit['double_scoring']>({
      on: optional(boolean, false),
      hidden: optional(boolean, false),
    }),
    { on: false, hidden: false },
  ),
});

export const readVisits = record<{ visits: readonly Visit[]; epoch: string; now: string }>({
  visits: listOfReadable(VISIT),
  epoch: optional(word, ''),
  now: optional(string, ''),
});

const ENTRY = record<ServerEntry>({
  id: string,
  visit: word,
  kind: oneOf(ENTRY_KINDS),
  item: optional(string, null),
  slot: optional(string, null),
  layer: (raw, where) => optional(oneOf<Layer>(['self', 'team']), null)(raw, where),
  value: (raw) => (raw ?? null) as Json,
  supersedes: optional(listOf(string), []),
  device: optional(string, ''),
  seq: optional(number, 0),
  made_at: optional(string, ''),
  received_at: optional(string, ''),
  number,
  author: optional(record<ServerEntry['author']>({ id: word, name: optional(string, '') }), {
    id: '',
    name: '',
  }),
});

export const readEntries = record<{
  entries: readonly ServerEntry[];
  cursor: number;
  more: boolean;
  epoch: string;
}>({
  entries: listOfReadable(ENTRY),
  cursor: number,
  more: optional(boolean, false),
  epoch: optional(word, ''),
});

export interface EntryReceipt {
  readonly id: string;
  readonly sha256: string;
  readonly number: number | null;
  readonly state: string;
  readonly code: string;
  readonly visit_state: VisitState | null;
  readonly missing: { readonly photos: readonly string[]; readonly entries: boolean };
}

export const readReceipts = record<{ receipts: readonly EntryReceipt[]; epoch: string }>({
  receipts: listOf(
    record<EntryReceipt>({
      id: string,
      sha256: string,
      number: optional(number, null),
      state: string,
      code: optional(string, ''),
      visit_state: optional(oneOf(VISIT_STATES), null),
      missing: optional(
        record<EntryReceipt['missing']>({
          photos: optional(listOf(string), []),
          entries: optional(boolean, false),
        }),
        { photos: [], entries: false },
      ),
    }),
  ),
  epoch: optional(word, ''),
});

export const readPhotoReceipt = record<{ sha256: string; bytes: number }>({
  sha256: string,
  bytes: number,
});

/** What the server has of a visit, as the hand-over counts it. */
export const readCheck = record<{
  heads: number;
  heads_sha256: string;
  missing_photos: readonly string[];
}>({ heads: number, heads_sha256: string, missing_photos: listOf(string) });

/** Which of what was asked about the server has. */
export const readReconciled = record<{
  epoch: string;
  entries: readonly string[];
  photos: readonly string[];
}>({ epoch: optional(word, ''), entries: listOf(string), photos: listOf(string) });
