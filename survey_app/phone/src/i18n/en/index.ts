/** English: a file of its own, fetched when somebody wants it. */

import type { Words } from '../say';
import { COMMON } from './common';
import { ITEM } from './item';
import { SYNC } from './sync';
import { VISIT } from './visit';

export const ENGLISH: Words = { ...COMMON, ...VISIT, ...ITEM, ...SYNC };
