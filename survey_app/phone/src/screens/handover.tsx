/** Handing over: what goes, the one button, and what the server says that it has. */

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Visit } from '../api/shapes';
import { shownTime } from '../core/clock';
import { objectOf, readFinding, readPhoto, textOf } from '../entries/values';
import { heldWords, t } from '../i18n/later';
import { handOver, lastSubmit, readReceipt, receipt } from '../store/handover';
import { addressOf } from '../store/route';
import { gaps, wholeProgress } from '../store/view';
import { current, log } from '../store/visit';
import { outbox, whereabouts } from '../store/workplace';
import type { ReceiptRow } from '../vault/schema';
import { present } from '../visit/current';
import { checkCode, headsOf } from '../entries/heads';
import { verdictWords } from './check';
import { Icon } from './parts/icon';
import { Shell } from './parts/shell';

export function HandOver({ visit }: { readonly visit: Visit }): JSX.Element {
  const submit = lastSubmit();
  const where = submit && whereabouts(submit.id, outbox.value);
  useEffect(() => void readReceipt(), [submit?.id, where]);
  const blocked = gaps.value.filter((gap) => gap.blocks).length;
  const isOpen = visit.open.all || visit.open.items.length > 0;
  return (
    <Shell
      title={t('hand_over')}
      over={visit.unit.name}
      back={{ screen: 'visit', visit: visit.id }}
      foot={
        <button
          type="button"
          class="primary wide"
          disabled={blocked > 0 || !isOpen}
          onClick={() => void handOver()}
        >
          <Icon name="send" />
          {t(submit ? 'hand_over_again' : 'hand_over_button')}
        </button>
      }
    >
      <Verdict visit={visit} blocked={blocked} isOpen={isOpen} />
      <Contents />
      {submit && <Receipt visit={visit} madeAt={submit.made_at} />}
      {isOpen && <p class="faint">{t('after_hand_over')}</p>}
    </Shell>
  );
}

function Verdict(props: {
  readonly visit: Visit;
  readonly blocked: number;
  readonly isOpen: boolean;
}): JSX.Element {
  const { visit, blocked, isOpen } = props;
  if (!isOpen) return <p class="notice">{t('read_only')}</p>;
  return (
    <a
      class={blocked > 0 ? 'verdict blocked' : 'verdict'}
      href={addressOf({ screen: 'check', visit: visit.id })}
    >
      <Icon name={blocked > 0 ? 'warning' : 'check'} />
      <span>{verdictWords(blocked, gaps.value.length - blocked)}</span>
    </a>
  );
}

/** How many there are, and how many of them the server has acknowledged. */
function Contents(): JSX.Element {
  const states = [...current.value.items.values()];
  const photos = states.flatMap((state) => present(state.photos, readPhoto));
  const findings = states.flatMap((state) => present(state.findings, readFinding));
  const heads = headsOf(log.value.map((each) => each.entry)).filter(
    (each) => each.kind !== 'submit',
  );
  const { answered, total } = wholeProgress.value;
  const sent = (ids: readonly string[]): number =>
    ids.filter((id) => whereabouts(id, outbox.value) === 'server').length;
  return (
    <section class="card" aria-label={t('hand_over_what')}>
      <h2>{t('hand_over_what')}</h2>
      <dl class="facts">
        <Fact words={t('items_answered')} figure={t('n_of_n', { n: answered, total })} />
        <Fact words={t('findings_count')} figure={String(findings.length)} />
        <Fact
          words={`${t('entries_count')} – ${t('on_server').toLowerCase()}`}
          figure={t('n_of_n', { n: sent(heads.map((each) => each.id)), total: heads.length })}
        />
        <Fact
          words={`${t('photos_count')} – ${t('on_server').toLowerCase()}`}
          figure={t('n_of_n', {
            n: sent(photos.map(({ held }) => held.sha256)),
            total: photos.length,
          })}
        />
      </dl>
    </section>
  );
}

function Fact({ words, figure }: { readonly words: string; readonly figure: string }): JSX.Element {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{figure}</dd>
    </div>
  );
}

/** The server's own words about the hand-over; until they come, that it waits on this phone. */
function Receipt({
  visit,
  madeAt,
}: {
  readonly visit: Visit;
  readonly madeAt: string;
}): JSX.Element {
  const row = receipt.value;
  return (
    <section class="card receipt" aria-label={t('receipt')} data-testid="receipt" role="status">
      <h2>{t('receipt')}</h2>
      {row ? (
        <>
          <p class={isWhole(row, visit) ? 'verdict' : 'verdict blocked'}>
            <Icon name={isWhole(row, visit) ? 'check' : 'waiting'} />
            {receiptWords(row, visit)}
          </p>
          <dl class="facts">
            <Fact words={t('receipt_at')} figure={shownTime(row.at)} />
            <Fact words={t('receipt_number')} figure={String(row.number ?? '–')} />
          </dl>
          <p class="code-line">{t('receipt_code', { code: codeOf(row.id) })}</p>
        </>
      ) : (
        <p>
          {t('handed_waiting')} {shownTime(madeAt)}
        </p>
      )}
    </section>
  );
}

/** The code of what was handed over: the same that "check my phone" compares. */
function codeOf(id: string): string {
  const submit = current.value.submits.find((each) => each.entry.id === id);
  const value = objectOf(submit?.entry.value);
  return value ? checkCode(textOf(value, 'heads_sha256')) : '';
}

function isWhole(row: ReceiptRow, visit: Visit): boolean {
  return row.state !== 'held' && !row.missingEntries && photosAway(row, visit) === 0;
}

/** What the list says by now counts before what the receipt said then. */
function photosAway(row: ReceiptRow, visit: Visit): number {
  const away = row.missingPhotos.filter((sha) => whereabouts(sha, outbox.value) !== 'server');
  return visit.state === 'waiting_for_photos'
    ? Math.max(away.length, visit.missing_photos.length)
    : away.length;
}

function receiptWords(row: ReceiptRow, visit: Visit): string {
  if (row.state === 'held') return t('handed_held', { why: heldWords(row.code) });
  if (row.missingEntries) return t('handed_entries');
  const n = photosAway(row, visit);
  if (n === 0) return t('handed_over');
  // What was refused does not come by waiting for it.
  const refused = row.missingPhotos.filter((sha) => whereabouts(sha, outbox.value) === 'held');
  return t(refused.length < n ? 'handed_photos' : 'handed_refused', { n });
}
