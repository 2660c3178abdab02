/** The comparison of this phone with the server: a code for each visit, and what differs. */

import type { JSX } from 'preact';
import { shownTime } from '../../core/clock';
import { t } from '../../i18n/later';
import { checking, checkPhone, report, type Verdict } from '../../store/checking';
import { login } from '../../store/phone';
import { visits } from '../../store/visits';
import { Icon } from './icon';

export function CheckPhone(): JSX.Element {
  const held = report.value;
  return (
    <section class="card part" aria-label={t('phone_check')} data-testid="phone-check">
      <h2>{t('phone_check')}</h2>
      <p class="faint">{t('phone_check_what')}</p>
      <button
        type="button"
        class="plain wide"
        disabled={checking.value || login.value?.token == null}
        onClick={() => void checkPhone()}
      >
        <Icon name="check" />
        {t(checking.value ? 'phone_checking' : 'phone_check_now')}
      </button>
      <div role="status">
        {held && <p class="faint">{t('phone_checked_at', { at: shownTime(held.at) })}</p>}
        {held?.verdicts.length === 0 && <p>{t('phone_check_nothing')}</p>}
        <ul class="verdicts">
          {held?.verdicts.map((verdict) => (
            <Row key={verdict.visit} verdict={verdict} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Row({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  const unit = visits.value.find((visit) => visit.id === verdict.visit)?.unit.name ?? '';
  const { state, here, there } = verdict;
  return (
    <li class={`checked checked-${state}`} data-state={state}>
      <Icon name={state === 'same' ? 'check' : state === 'silent' ? 'waiting' : 'warning'} />
      <div>
        <b>{unit}</b>
        <p>{wordsOf(verdict)}</p>
        <p class="code-line">
          {state === 'same' ? t('code_both', { code: here }) : t('code_here', { code: here })}
          {state === 'differs' && ` · ${t('code_there', { code: there })}`}
        </p>
      </div>
    </li>
  );
}

/** What differs, each in a sentence of its own. */
function wordsOf(verdict: Verdict): string {
  const { state, heads, headsThere, unsent, lost, photos } = verdict;
  if (state === 'silent') return t('check_silent');
  const waiting = photos > 0 ? t('check_photos', { n: photos }) : '';
  if (state === 'same') return [t('check_same', { n: heads }), waiting].filter(Boolean).join(' ');
  const why = [
    unsent > 0 && t('check_unsent', { n: unsent }),
    lost > 0 && t('check_lost', { n: lost }),
    unsent === 0 && lost === 0 && t('check_other'),
  ];
  const counts = t('check_counts', { here: heads, there: headsThere });
  return [counts, ...why, waiting].filter(Boolean).join(' ');
}
