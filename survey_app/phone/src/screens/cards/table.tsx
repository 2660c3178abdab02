/** Answers in rows: a table, a list of people. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../../core/canonical';
import { isList } from '../../core/canonical';
import { objectOf, textOf } from '../../entries/values';
import type { Column } from '../../form/definition';
import { t } from '../../i18n/later';
import { of } from '../../i18n/say';
import { inLine } from '../../store/autosave';
import { Formatted } from '../parts/formatted';
import { Icon } from '../parts/icon';
import { levelsOf } from './choices';
import { answerNow, bareValue, tapped, typed, type ControlProps } from './control';

type Row = Readonly<Record<string, string>>;

export function Table(props: ControlProps): JSX.Element {
  const { item, disabled } = props;
  const { rows, level } = tableOf(bareValue(props.answer));
  return (
    <div class="table">
      {rows.length === 0 && <p class="faint">{t('no_rows')}</p>}
      {rows.map((row, at) => (
        <TableRow
          key={at}
          {...{ row, at, disabled }}
          columns={item.columns ?? []}
          onSave={(change) => typed(props, withRow(tableNow(props), at, change))}
          onRemove={() => void tapped(props, (now) => withoutRow(tableOf(bareValue(now)), at))}
        />
      ))}
      <button
        type="button"
        class="plain"
        disabled={disabled}
        onClick={() => void inLine(() => typed(props, withNewRow(tableNow(props))))}
      >
        <Icon name="plus" />
        {t('add_row')}
      </button>
      {item.points !== null && (item.levels ?? []).length > 0 && (
        <Completeness {...props} chosen={level} />
      )}
    </div>
  );
}

function TableRow(props: {
  readonly row: Row;
  readonly at: number;
  readonly columns: readonly Column[];
  readonly disabled: boolean;
  /** Called with the cell that changed: what stands beside it may be newer than what is drawn. */
  readonly onSave: (change: Row) => Promise<void>;
  readonly onRemove: () => void;
}): JSX.Element {
  const { row, at, columns, disabled } = props;
  return (
    <fieldset class="row">
      <legend>{t('row_n', { n: at + 1 })}</legend>
      {columns.map((column) => (
        <Formatted
          key={column.code}
          label={of(column, 'label')}
          format={column.format ?? 'text'}
          value={row[column.code] ?? ''}
          disabled={disabled}
          onSave={(text) => props.onSave({ [column.code]: text })}
        />
      ))}
      <button
        type="button"
        class="plain"
        disabled={disabled}
        aria-label={t('remove_row', { n: at + 1 })}
        onClick={props.onRemove}
      >
        <Icon name="bin" />
      </button>
    </fieldset>
  );
}

function Completeness(props: ControlProps & { readonly chosen: number | null }): JSX.Element {
  const { chosen, item, disabled } = props;
  return (
    <>
      <p class="layer-name">{t('completeness')}</p>
      <div class="choices levels" role="group" aria-label={t('completeness')}>
        {levelsOf(item).map(({ value, words, long }) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen === value}
            aria-label={long ?? words}
            disabled={disabled}
            onClick={() =>
              void tapped(props, (now) => {
                const { rows, level } = tableOf(bareValue(now));
                return tableValue(rows, level === value ? null : Number(value));
              })
            }
          >
            {words}
          </button>
        ))}
      </div>
    </>
  );
}

/** People who took part, as an answer of the checklist: names and positions. */
export function People(props: ControlProps): JSX.Element {
  // A person without a name is no answer yet: the row waits here until it has one.
  const [extra, setExtra] = useState<Row | null>(null);
  const rows = peopleOf(bareValue(props.answer));
  const change = async (at: number, cell: Row): Promise<void> => {
    const now = peopleOf(bareValue(answerNow(props)));
    const row = { ...(now[at] ?? extra), ...cell };
    const isNamed = (row['name'] ?? '').trim() !== '';
    if (at >= now.length) setExtra(isNamed ? null : row);
    if (isNamed) await typed(props, [...now.slice(0, at), row, ...now.slice(at + 1)].map(personOf));
  };
  const remove = (at: number): void => {
    if (at === rows.length) setExtra(null);
    else void tapped(props, (now) => withoutPerson(peopleOf(bareValue(now)), at));
  };
  return (
    <div class="table">
      {[...rows, ...(extra ? [extra] : [])].map((row, at) => (
        <TableRow
          key={at}
          {...{ row, at, columns: personColumns(), disabled: props.disabled }}
          onSave={(next) => change(at, next)}
          onRemove={() => remove(at)}
        />
      ))}
      <button
        type="button"
        class="plain"
        disabled={props.disabled || extra !== null}
        onClick={() => setExtra({})}
      >
        <Icon name="plus" />
        {t('add_attendee')}
      </button>
    </div>
  );
}

function personColumns(): readonly Column[] {
  return [
    { code: 'name', label: t('person_name') },
    { code: 'position', label: t('position') },
  ];
}

function peopleOf(value: Json): readonly Row[] {
  return listIn(value).map(rowOf);
}

function withoutPerson(people: readonly Row[], at: number): Json {
  return people.length <= 1 ? null : without(people, at).map(personOf);
}

function without(rows: readonly Row[], at: number): readonly Row[] {
  return rows.filter((_, n) => n !== at);
}

type Rows = ReturnType<typeof tableOf>;

/** The table as it is recorded by now: the last stroke may not be drawn yet. */
function tableNow(props: ControlProps): Rows {
  return tableOf(bareValue(answerNow(props)));
}

/** Also a bare list, which is rows only, and a bare number, which is a level only. */
function tableOf(value: Json): { readonly rows: readonly Row[]; readonly level: number | null } {
  const held = objectOf(value);
  const level = held ? held['level'] : value;
  return {
    rows: listIn(held ? held['rows'] : value).map(rowOf),
    level: typeof level === 'number' ? level : null,
  };
}

function listIn(value: Json | undefined): readonly Json[] {
  const isThere = value !== undefined && value !== null && typeof value === 'object';
  return isThere && isList(value) ? value : [];
}

function tableValue(rows: readonly Row[], level: number | null): Json {
  return rows.length === 0 && level === null ? null : { rows, level };
}

function withoutRow({ rows, level }: Rows, at: number): Json {
  return tableValue(without(rows, at), level);
}

function withNewRow({ rows, level }: Rows): Json {
  return tableValue([...rows, {}], level);
}

/** A row that is gone by now comes back with what is typed in it: words are never dropped. */
function withRow({ rows, level }: Rows, at: number, change: Row): Json {
  const next = rows.map((each, n) => (n === at ? { ...each, ...change } : each));
  return tableValue(at < rows.length ? next : [...next, change], level);
}

function rowOf(value: Json): Row {
  const held = objectOf(value) ?? {};
  return Object.fromEntries(Object.keys(held).map((key) => [key, textOf(held, key)]));
}

function personOf(row: Row): Json {
  return { name: row['name'] ?? '', position: row['position'] ?? '' };
}
