/** The ability to complete an indicator: what the team judges, in one tap, and why. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
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

/** Folded until it is asked for. The reason is asked for as well, and never refused. */
export function Ability(given: AbilityProps): JSX.Element {
  const [asked, setAsked] = useState(false);
  const { answer, props } = given;
  if (!answer.ability && !asked) {
    const ask = (): void => {
      setAsked(true);
    };
    return (
      <button type="button" class="plain" disabled={props.disabled} onClick={ask}>
        {t('ability_judge')}
      </button>
    );
  }
  return (
    <div class="field ability">
      <Outlooks {...given} />
      {answer.ability && (
        <Field
          label={t('ability_reason')}
          value={answer.ability.reason}
          hint={answer.ability.reason === '' ? t('ability_reason_owed') : ''}
          lines={2}
          disabled={props.disabled}
          onSave={(text) => explained(given, text)}
        />
      )}
    </div>
  );
}

/** Tapping the chosen one again takes the judgement back. */
function Outlooks(given: AbilityProps): JSX.Element {
  const { answer, props } = given;
  const id = `ability-${props.item.code}-${props.layer}`;
  return (
    <>
      <b id={id}>{t('ability')}</b>
      <div class="choices list" role="group" aria-labelledby={id}>
        {OUTLOOKS.map((outlook) => (
          <button
            key={outlook}
            type="button"
            aria-pressed={answer.ability?.value === outlook}
            disabled={props.disabled}
            onClick={() => void judged(given, outlook)}
          >
            {t(`ability_${outlook}`)}
          </button>
        ))}
      </div>
    </>
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
