/** Every unsent thing and its state, the last contact, and the button. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { shownTime } from '../core/clock';
import type { Entry } from '../entries/entry';
import { heldWords, t, wayOut } from '../i18n/later';
import { mayWithdraw, type Held, type Parcel } from '../outbox/machine';
import { lastContact, sendingNow } from '../store/sending';
import { withdrawHeld } from '../store/arriving';
import { freshen } from '../store/start';
import { visits } from '../store/visits';
import { isUnsent, outbox, workplace } from '../store/workplace';
import { entriesById } from '../vault/vault';
import { CheckPhone } from './parts/checked';
import { Icon } from './parts/icon';
import { Shell } from './parts/shell';
import { toast } from './parts/toast';
import { wordsOfValue } from './parts/values';
import { RescueButton } from './settings';

export function Sync(): JSX.Element {
  const all = [...outbox.value.values()];
  const held = all.filter((each) => each.state === 'held' && each.isWithdrawn !== true);
  const waiting = all.filter((each) => isUnsent(each) && each.state !== 'held');
  const kept = all.filter((each) => each.state === 'kept').length;
  return (
    <Shell title={t('sync')} back={{ screen: 'visits' }} foot={<SendButton />}>
      <p class={waiting.length > 0 ? 'verdict waiting' : 'verdict'} role="status">
        <Icon name={waiting.length > 0 ? 'waiting' : 'cloud'} />
        {waiting.length > 0 ? t('unsent_title', { n: waiting.length }) : t('sync_all_sent')}
      </p>
      <p class="faint">
        {lastContact.value
          ? t('last_contact', { at: shownTime(lastContact.value) })
          : t('no_contact')}
        {' · '}
        {t('sent_n', { n: kept })}
      </p>
      <Parcels name="waiting_texts" parcels={waiting.filter((each) => each.kind === 'entry')} />
      <Parcels name="waiting_photos" parcels={waiting.filter((each) => each.kind === 'photo')} />
      <Parcels name="held_here" parcels={held} />
      {held.length > 0 && <p class="faint">{t('held_note')}</p>}
      {all.some(isUnsent) && <RescueButton />}
      <CheckPhone />
    </Shell>
  );
}

function SendButton(): JSX.Element {
  return (
    <button
      type="button"
      class="primary wide"
      disabled={sendingNow.value}
      onClick={() => void freshen()}
    >
      <Icon name="refresh" />
      {t(sendingNow.value ? 'sync_running' : 'sync_now')}
    </button>
  );
}

function Parcels(props: {
  readonly name: 'waiting_texts' | 'waiting_photos' | 'held_here';
  readonly parcels: readonly Parcel[];
}): JSX.Element | null {
  const entries = useEntries(props.parcels);
  if (props.parcels.length === 0) return null;
  const sorted = [...props.parcels].sort((a, b) => a.seq - b.seq);
  return (
    <section class="group">
      <h2 class="group-name">
        {t(props.name)} <span class="badge still">{props.parcels.length}</span>
      </h2>
      <ul class="parcels">
        {sorted.map((parcel) => (
          <ParcelRow key={parcel.id} parcel={parcel} entry={entries.get(parcel.id)} />
        ))}
      </ul>
    </section>
  );
}

function ParcelRow(props: {
  readonly parcel: Parcel;
  readonly entry: Entry | undefined;
}): JSX.Element {
  const { parcel, entry } = props;
  const unit = visits.value.find((visit) => visit.id === parcel.visit)?.unit.name ?? '';
  return (
    <li class="card parcel">
      <b>{whatWords(parcel, entry)}</b>
      {entry && entry.kind !== 'submit' && <span>{wordsOfValue(entry, null)}</span>}
      <span class="faint">{[unit, stateWords(parcel)].filter(Boolean).join(' · ')}</span>
      {parcel.state === 'held' && <WayOut parcel={parcel} />}
    </li>
  );
}

/** Why is said above; here is what one can do about it. */
function WayOut({ parcel }: { readonly parcel: Held }): JSX.Element {
  const leave = async (): Promise<void> => {
    await withdrawHeld(parcel);
    toast(t('held_withdrawn'));
  };
  return (
    <>
      <span>{wayOut(parcel.code)}</span>
      {mayWithdraw(parcel) && (
        <button type="button" class="plain" onClick={() => void leave()}>
          {t('held_withdraw')}
        </button>
      )}
    </>
  );
}

function whatWords(parcel: Parcel, entry: Entry | undefined): string {
  if (parcel.kind === 'photo') {
    return `${t('photo')} · ${t('photo_size', { kb: Math.ceil(parcel.bytes / 1024) })}`;
  }
  return entry ? [t(`kind_${entry.kind}`), entry.item].filter(Boolean).join(' · ') : parcel.id;
}

function stateWords(parcel: Parcel): string {
  if (parcel.state === 'held') return heldWords(parcel.code);
  if (parcel.state === 'kept') return t('state_on_server');
  if (parcel.state === 'sending') return t('state_sending');
  if (parcel.attempts === 0) return t('state_on_phone');
  const next = parcel.notBefore > Date.now() ? new Date(parcel.notBefore).toISOString() : null;
  return [
    t('state_on_phone'),
    t('attempts_n', { n: parcel.attempts }),
    next ? t('next_try', { at: shownTime(next).slice(0, 5) }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The entries behind the parcels, read once for each list of ids. */
function useEntries(list: readonly Parcel[]): ReadonlyMap<string, Entry> {
  const [found, setFound] = useState<ReadonlyMap<string, Entry>>(new Map());
  const ids = list
    .filter((each) => each.kind === 'entry')
    .map((each) => each.id)
    .join(' ');
  useEffect(() => {
    const place = workplace.value;
    if (!place || ids === '') return;
    void entriesById(place.vault, ids.split(' ')).then((entries) =>
      setFound(new Map(entries.map((entry) => [entry.id, entry]))),
    );
  }, [ids]);
  return found;
}
