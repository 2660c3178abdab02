/** What was recorded on the whole visit: findings, attendees, things recorded twice. */

import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Visit } from '../api/shapes';
import { uuid7 } from '../core/uuid';
import type { Item } from '../form/definition';
import { readAttendee, readFinding, type Attendee } from '../entries/values';
import { t, type AnyKey } from '../i18n/later';
import { of } from '../i18n/say';
import { chapters } from '../store/view';
import { current } from '../store/visit';
import { latest, present, type Cell } from '../visit/current';
import { isOpen } from '../visit/progress';
import { unitReply } from '../visit/replies';
import { Reopened } from './cards/attached';
import { ClashBox } from './cards/clash';
import { Icon } from './parts/icon';
import { Shell } from './parts/shell';
import { Overlays } from './section';
import { AttendeeSheet } from './sheets/attendee';
import { FindingSheet } from './sheets/finding';

interface ListProps {
  readonly visit: Visit;
}

function Page(props: {
  readonly visit: Visit;
  readonly title: AnyKey;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { visit, title, children, foot } = props;
  return (
    <Shell
      title={t(title)}
      over={visit.unit.name}
      back={{ screen: 'visit', visit: visit.id }}
      {...(foot === undefined ? {} : { foot })}
    >
      {children}
      <Overlays />
    </Shell>
  );
}

export function Findings({ visit }: ListProps): JSX.Element {
  const [opened, setOpened] = useState<Cell | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const all = [...current.value.items.values()].flatMap((state) =>
    present(state.findings, readFinding),
  );
  return (
    <Page
      visit={visit}
      title="findings"
      foot={<AddButton words="finding_new" visit={visit} onAdd={() => setAdding(uuid7())} />}
    >
      {all.length === 0 && <p class="empty">{t('no_findings')}</p>}
      <ul class="cards">
        {all.map(({ cell, held }) => (
          <li key={cell.key}>
            <button type="button" class="card finding" onClick={() => setOpened(cell)}>
              <span class={`kind kind-${held.type}`}>{t(`type_${held.type}`)}</span>
              <span class="finding-text">{held.text}</span>
              <UnitSays finding={cell.slot} />
              <small class="faint">{aboutWords(cell)}</small>
            </button>
          </li>
        ))}
      </ul>
      {opened && (
        <Reopened
          cell={opened}
          disabled={!isOpen(visit, opened.heads[0].entry.item)}
          onClose={() => setOpened(null)}
        />
      )}
      {adding !== null && (
        <FindingSheet item={null} slot={adding} onClose={() => setAdding(null)} />
      )}
    </Page>
  );
}

/** What the unit said to the finding, under it. */
function UnitSays({ finding }: { readonly finding: string | null }): JSX.Element | null {
  const said = unitReply(current.value, finding);
  if (!said) return null;
  return (
    <span class="stance">
      <b>
        {t('unit_reply')}: {t(`stance_${said.stance}`)}
      </b>
      {said.text !== '' && `. ${said.text}`}
    </span>
  );
}

export function Attendees({ visit }: ListProps): JSX.Element {
  const [opened, setOpened] = useState<string | null>(null);
  const people = present(current.value.visit.attendees, readAttendee);
  return (
    <Page
      visit={visit}
      title="attendees"
      foot={<AddButton words="add_attendee" visit={visit} onAdd={() => setOpened(uuid7())} />}
    >
      {people.length === 0 && <p class="empty">{t('no_attendees')}</p>}
      <Side which="unit" people={people} onOpen={setOpened} />
      <Side which="team" people={people} onOpen={setOpened} />
      {opened !== null && (
        <AttendeeSheet
          item={null}
          slot={opened}
          disabled={!visit.open.all}
          onClose={() => setOpened(null)}
        />
      )}
    </Page>
  );
}

function Side(props: {
  readonly which: 'unit' | 'team';
  readonly people: readonly { readonly cell: Cell; readonly held: Attendee }[];
  readonly onOpen: (slot: string | null) => void;
}): JSX.Element | null {
  const { which, people, onOpen } = props;
  const there = people.filter(({ held }) => held.side === which);
  if (there.length === 0) return null;
  return (
    <section class="group">
      <h2 class="group-name">{t(`side_${which}`)}</h2>
      <ul class="cards">
        {there.map(({ cell, held }) => (
          <li key={cell.key}>
            <button type="button" class="card person" onClick={() => onOpen(cell.slot)}>
              <b>{held.name}</b>
              <span class="faint">{held.position}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Clashes({ visit }: ListProps): JSX.Element {
  const { clashes } = current.value;
  return (
    <Page visit={visit} title="clashes_title">
      {clashes.length === 0 && <p class="empty">{t('no_clashes')}</p>}
      {clashes.map((cell) => (
        <article class="card" key={cell.key}>
          <h2>{aboutWords(cell)}</h2>
          <ClashBox
            cells={[cell]}
            item={itemOf(cell)}
            disabled={!isOpen(visit, cell.heads[0].entry.item)}
          />
        </article>
      ))}
    </Page>
  );
}

function AddButton(props: {
  readonly words: AnyKey;
  readonly visit: Visit;
  readonly onAdd: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="primary wide"
      disabled={!props.visit.open.all}
      onClick={props.onAdd}
    >
      <Icon name="plus" />
      {t(props.words)}
    </button>
  );
}

function aboutWords(cell: Cell): string {
  const item = itemOf(cell);
  const { author, mine } = latest(cell);
  const about = item ? `${item.code} · ${of(item, 'label')}` : t('finding_visit');
  return mine || author === '' ? about : `${about} — ${author}`;
}

function itemOf(cell: Cell): Item | null {
  const code = cell.heads[0].entry.item;
  const items = chapters.value.flatMap((chapter) => chapter.items);
  return items.find((item) => item.code === code) ?? null;
}
