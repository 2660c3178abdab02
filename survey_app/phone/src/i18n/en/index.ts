/** English: a file of its own, fetched when somebody wants it. */

import type { LateWordKey } from '../later';
import type { WordKey } from '../say';
import { COMMON } from './common';
import { ITEM } from './item';
import { LATER } from './later';
import { PHOTOS } from './photos';
import { SYNC } from './sync';
import { VISIT } from './visit';

export const ENGLISH: Readonly<Record<WordKey | LateWordKey, string>> = {
  ...{ ...COMMON, ...VISIT, ...ITEM },
  ...{ ...LATER, ...PHOTOS, ...SYNC },
};
