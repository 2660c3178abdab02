/** What the visited unit says to a finding: a reply under the slot of the finding, about no item. */

import { readReply, type ReplyValue } from '../entries/values';
import { present, type Current } from './current';

/** Null: nothing was said. */
export function unitReply(current: Current, finding: string | null): ReplyValue | null {
  const cells = current.visit.replies.filter((cell) => cell.slot === finding);
  return present(cells, readReply)[0]?.held ?? null;
}
