/** The score so far: never without saying of how many items. */

import type { ComponentChildren, JSX } from 'preact';
import { t } from '../../i18n/say';
import { shownFigure } from '../../core/figures';
import { language } from '../../store/phone';
import { scores, wholeProgress } from '../../store/view';

/** A figure of the engine (two places, decimal comma) as the language writes it. */
export function figure(shown: string | null): string {
  if (shown === null) return '–';
  return shownFigure(trimmed(shown.replace(',', '.')), language.value);
}

/** Header line: n of N of the visit, after what stands `within` it, and the score so far. */
export function ScoreLine({ within }: { readonly within?: ComponentChildren }): JSX.Element {
  const team = scores.value?.team;
  const progress = wholeProgress.value;
  return (
    <p class="score-line" data-testid="score-line">
      {within}
      {progress.total > 0 && (
        <span class="count">
          {t('answered_n', { n: progress.answered, total: progress.total })}
        </span>
      )}
      {team && team.total_shown !== null ? (
        <span>
          <b>{t('score_so_far', { score: figure(team.total_shown) })}</b>{' '}
          {t('of_scored', { n: team.scored, total: team.scorable })}
        </span>
      ) : (
        <span>{t('no_score')}</span>
      )}
    </p>
  );
}

function trimmed(plain: string): string {
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}
