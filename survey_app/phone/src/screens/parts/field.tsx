/** A field that saves itself while one types. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Draft } from '../../store/autosave';
import { writeFault } from '../../store/visit';
import { useOwnId } from './own-id';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** Called with what was typed, at rest. */
  readonly onSave: (text: string) => Promise<unknown>;
  readonly hint?: string;
  /** Why what was typed is not taken; the text stays in the field. */
  readonly problem?: (text: string) => string | null;
  /** What the figure was read as. */
  readonly echo?: (text: string) => string | null;
  readonly mode?: 'text' | 'decimal' | 'numeric';
  readonly lines?: number;
  readonly disabled?: boolean;
  readonly first?: boolean;
}

export function Field(props: FieldProps): JSX.Element {
  const id = useOwnId();
  const { text, type, leave } = useTyped(props);
  const { fault, under } = below(props, text);
  const shared = {
    id,
    value: text,
    disabled: props.disabled === true,
    'aria-describedby': under === '' ? undefined : `${id}-under`,
    'aria-invalid': fault !== null,
    'data-first': props.first,
    autoComplete: 'off',
    onInput: (event: Event) => {
      type((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value);
    },
    onBlur: leave,
  };
  return (
    <div class={fault === null ? 'field' : 'field wrong'}>
      <label for={id}>{props.label}</label>
      {props.lines ? (
        <textarea {...shared} rows={rowsFor(text, props.lines)} />
      ) : (
        <input {...shared} type="text" inputMode={props.mode} />
      )}
      {under !== '' && (
        <p id={`${id}-under`} class="under">
          {under}
        </p>
      )}
    </div>
  );
}

/** What stands below the field: what is wrong, else what was read, else the hint. */
function below(props: FieldProps, text: string): { fault: string | null; under: string } {
  const fault = props.problem?.(text) ?? null;
  return { fault, under: fault ?? props.echo?.(text) ?? props.hint ?? '' };
}

/** A field grows with what is in it, up to what leaves room for the keyboard. */
function rowsFor(text: string, least: number): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / 34)));
  const needed = lines.reduce((sum, each) => sum + each, 0);
  return Math.min(9, Math.max(least, needed));
}

/** What stands in the field: what is typed while one is in it, else what the store has. */
function useTyped({ value, onSave, problem }: FieldProps): {
  readonly text: string;
  readonly type: (next: string) => void;
  readonly leave: () => void;
} {
  const [typed, setTyped] = useState<string | null>(null);
  const draft = useRef<Draft | null>(null);
  draft.current ??= new Draft();
  const save = useRef(onSave);
  save.current = onSave;
  useEffect(() => () => void draft.current?.end(), []);
  const isFine = (text: string): boolean => (problem?.(text) ?? null) === null;
  const type = (next: string): void => {
    setTyped(next);
    if (isFine(next)) draft.current?.later(() => save.current(next).then(isWritten));
    else draft.current?.drop();
  };
  const leave = (): void => {
    // What cannot be taken stays to be mended; the rest gives way to what the store has.
    if (typed === null || !isFine(typed)) return;
    void draft.current?.flush().then((isKept) => {
      // Words that the phone has no room for stay where they can be read.
      if (isKept) setTyped(null);
      draft.current?.renew();
    });
  };
  return { text: typed ?? value, type, leave };
}

function isWritten(): boolean {
  return writeFault.value === null;
}
