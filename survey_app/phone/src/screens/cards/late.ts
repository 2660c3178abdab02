/** Parts of a card that few items have; fetched after the first paint. */

import { lateSheet } from '../parts/late';

export const Ability = lateSheet((from) => from.Ability);
export const ClashBox = lateSheet((from) => from.ClashBox);
export const People = lateSheet((from) => from.People);
export const ReturnBox = lateSheet((from) => from.ReturnBox);
export const Table = lateSheet((from) => from.Table);
