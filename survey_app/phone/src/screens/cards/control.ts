/** What every control of an answer is handed. */

import type { Json } from '../../core/canonical';
import type { Layer } from '../../entries/entry';
import type { Answer } from '../../entries/values';
import type { Item } from '../../form/definition';
import { inLine } from '../../store/autosave';
import { current, say } from '../../store/visit';
import { answerOf } from '../../visit/answers';
import { stateOfItem } from '../../visit/current';
import { answerAbout, give } from '../acts';

export interface ControlProps {
  readonly item: Item;
  readonly layer: Layer;
  readonly answer: Answer | null;
  readonly disabled: boolean;
  /** Names the group for those who do not see it. */
  readonly label: string;
  /** What stands in the field of a text before anything was recorded. */
  readonly known?: string;
}

/** The bare value, null where there is none or the item does not apply. */
export function bareValue(answer: Answer | null): Json {
  return answer && 'value' in answer ? answer.value : null;
}

/** A level, a figure or a code as text; '' for what is none of them. */
export function textOf(value: Json): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** A new value, from the answer as it stands when its turn has come. */
export type Change = (now: Answer | null) => Json;

/** A tap: the value, with the reason that was already given beside it. */
export function tapped(props: ControlProps, value: Json | Change): Promise<void> {
  return inLine(() => {
    const now = answerNow(props);
    const next = typeof value === 'function' ? value(now) : value;
    return give(props.item.code, props.layer, withReason(now, next));
  });
}

/** Typing: no way back is offered for each stroke; the field itself is the way back. */
export async function typed(props: ControlProps, value: Json): Promise<void> {
  await say(answerAbout(props.item.code, props.layer), withReason(answerNow(props), value));
}

/** What is recorded by now; the props are as old as what is drawn. */
export function answerNow({ item, layer }: Pick<ControlProps, 'item' | 'layer'>): Answer | null {
  return answerOf(stateOfItem(current.value, item.code), layer);
}

function withReason(answer: Answer | null, value: Json): Json {
  if (value === null) return null;
  if (!answer || !('value' in answer)) return { value };
  const { reason, judged, baseline, ability } = answer;
  return {
    value,
    ...(reason === undefined ? {} : { reason }),
    ...(judged === undefined ? {} : { judged }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(ability === undefined ? {} : { ability }),
  };
}
