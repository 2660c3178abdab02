/** A choice of one among a few, each a button. */

import type { JSX } from 'preact';

export function Chips<T extends string>(props: {
  readonly label: string;
  readonly words: readonly (readonly [T, string])[];
  readonly chosen: T | null;
  readonly disabled: boolean;
  readonly onChoose: (each: T) => void;
}): JSX.Element {
  return (
    <fieldset class="chips">
      <legend>{props.label}</legend>
      {props.words.map(([value, words]) => (
        <button
          key={value}
          type="button"
          aria-pressed={props.chosen === value}
          disabled={props.disabled}
          onClick={() => props.onChoose(value)}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}
