/** Answers of one tap: a level, yes or no, an option. Tapping the chosen one again takes it back. */

import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Json } from '../../core/canonical';
import { of, t } from '../../i18n/say';
import type { Item } from '../../form/definition';
import { topLevel } from '../../form/values';
import { bareValue, tapped, textOf, type ControlProps } from './control';

/** Milliseconds within which a second tap is no wish of its own. */
const ECHO = 500;

interface Choice {
  readonly value: string | number;
  readonly words: string;
  /** Read aloud where the words alone do not say it. */
  readonly long?: string;
}

export function Scale(props: ControlProps): JSX.Element {
  return <Choices {...props} choices={levelsOf(props.item)} shape="levels" />;
}

export function YesNo(props: ControlProps): JSX.Element {
  const choices = [
    { value: 'yes', words: t('yes') },
    { value: 'no', words: t('no') },
  ];
  return <Choices {...props} choices={choices} shape="pair" />;
}

export function Options(props: ControlProps): JSX.Element {
  const choices = (props.item.options ?? []).map((option) => ({
    value: option.code,
    words: of(option, 'label'),
  }));
  return <Choices {...props} choices={choices} shape="list" />;
}

/** Levels 0 to L, each with the words that anchor it. */
export function levelsOf(item: Item): readonly Choice[] {
  const anchors = new Map((item.levels ?? []).map((level) => [level.value, of(level, 'label')]));
  return Array.from({ length: topLevel(item) + 1 }, (_, value) => ({
    value,
    words: String(value),
    long: [t('level_n', { n: value }), anchors.get(value) ?? ''].filter(Boolean).join(': '),
  }));
}

export function Choices(
  props: ControlProps & { readonly choices: readonly Choice[]; readonly shape: string },
): JSX.Element {
  // The finger is answered at once; whether it is kept is told by the word beside the points.
  const [pressed, setPressed] = useState<{ readonly value: Json } | null>(null);
  const chosen = pressed ? pressed.value : bareValue(props.answer);
  const isChosen = (value: string | number): boolean => textOf(chosen) === String(value);
  const tappedAt = useRef(0);
  const tap = (value: string | number): void => {
    // A finger that trembles taps twice: the second tap must not take back the first.
    const isEcho = Date.now() - tappedAt.current < ECHO;
    tappedAt.current = Date.now();
    if (isChosen(value) && isEcho) return;
    const now = { value: isChosen(value) ? null : value };
    setPressed(now);
    void tapped(props, now.value).finally(() => setPressed((held) => (held === now ? null : held)));
  };
  return (
    <div class={`choices ${props.shape}`} role="group" aria-label={props.label}>
      {props.choices.map(({ value, words, long }) => (
        <button
          key={value}
          type="button"
          aria-pressed={isChosen(value)}
          aria-label={long ?? words}
          disabled={props.disabled}
          onClick={() => tap(value)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
