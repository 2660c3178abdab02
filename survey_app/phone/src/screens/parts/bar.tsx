/** Progress as a bar with its words; the words carry the meaning, the bar the impression. */

import type { JSX } from 'preact';
import { t } from '../../i18n/say';
import type { Progress } from '../../visit/progress';

export function Bar(props: {
  readonly progress: Progress;
  /** Of what the figures count; items unless told otherwise. */
  readonly of?: 'answered_n' | 'filled_n';
}): JSX.Element | null {
  const { answered, total } = props.progress;
  if (total === 0) return null;
  const words = t(props.of ?? 'answered_n', { n: answered, total });
  return (
    <div class="bar">
      <progress value={answered} max={Math.max(1, total)} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}
