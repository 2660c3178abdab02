/** The ability to complete an indicator: what the team judges, in one tap, and why. */

import type { JSX } from 'preact';
import type { Answer } from '../../entries/values';
import { OUTLOOKS, type Outlook } from '../../form/ability';
import { t } from '../../i18n/say';
import { inLine } from '../../store/autosave';
import { say } from '../../store/visit';
import { answerAbout, give } from '../acts';
import { Field } from '../parts/field';
import { answerNow, type ControlProps } from './control';

type Valued = Extract<Answer, { value: unknown }>;

interface AbilityProps {
  readonly props: ControlProps;
  readonly answer: Valued;
}

/** Tapping the chosen one again takes the judgement back. The reason is asked for, never refused. */
export function Ability({ props, answer }: AbilityProps): JSX.Element {
  const { disabled } = props;
  const held = answer.ability;
  return (
    <div class="ability">
      <p class="label" id={`ability-${props.item.code}`}>
        {t('ability')}
      </p>
      <div class="choices list" role="group" aria-labelledby={`ability-${props.item.code}`}>
        {OUTLOOKS.map((outlook) => (
          <button
            key={outlook}
            type="button"
            aria-pressed={held?.value === outlook}
            disabled={disabled}
            onClick={() => void judged({ props, answer }, outlook)}
          >
            {t(`ability_${outlook}`)}
          </button>
        ))}
      </div>
      {held && (
        <Field
          label={t('ability_reason')}
          value={held.reason}
          hint={held.reason === '' ? t('ability_reason_owed') : ''}
          lines={2}
          disabled={disabled}
          onSave={(text) => explained({ props, answer }, text)}
        />
      )}
    </div>
  );
}

function judged(given: AbilityProps, outlook: Outlook): Promise<void> {
  return inLine(() => {
    const { ability, ...rest } = valuedNow(given);
    const reason = ability?.reason ?? '';
    const next =
      ability?.value === outlook ? rest : { ...rest, ability: { value: outlook, reason } };
    return give(given.props.item.code, given.props.layer, next);
  });
}

async function explained(given: AbilityProps, reason: string): Promise<void> {
  const now = valuedNow(given);
  if (!now.ability) return;
  const ability = { ...now.ability, reason: reason.trim() };
  await say(answerAbout(given.props.item.code, given.props.layer), { ...now, ability });
}

/** What is recorded by now; the props are as old as what is drawn. */
function valuedNow({ props, answer }: AbilityProps): Valued {
  const now = answerNow(props);
  return now && 'value' in now ? now : answer;
}
