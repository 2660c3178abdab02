/** A finding: what kind, in which words, to whom, with which photos. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  ADDRESSEES,
  FINDING_TYPES,
  readFinding,
  readPhoto,
  type Finding,
} from '../../entries/values';
import { t } from '../../i18n/later';
import { inLine } from '../../store/autosave';
import { photoLabel } from '../../store/photos';
import { current } from '../../store/visit';
import { present, stateOfItem, valueOf, type Cell } from '../../visit/current';
import { Chips } from '../parts/chips';
import { Field } from '../parts/field';
import { PhotoView } from '../parts/photo';
import { Sheet } from '../parts/sheet';
import { cellOf, put, type SheetProps } from './common';
import { UnitReply } from './stance';
import { WithdrawButton } from './withdraw';

const BLANK: Finding = { type: 'strength', text: '', addressee: null, about: [] };

export function FindingSheet(props: SheetProps): JSX.Element {
  const { cell, held, save } = useFinding(props);
  const disabled = props.disabled ?? false;
  return (
    <Sheet title={[props.item, t('finding')].filter(Boolean).join(' · ')} onClose={props.onClose}>
      <Chips
        label={t('finding_type')}
        words={FINDING_TYPES.map((type) => [type, t(`type_${type}`)] as const)}
        chosen={held.type}
        disabled={disabled}
        onChoose={(type) => void inLine(() => save({ type }))}
      />
      <Field
        label={t('finding_text')}
        value={held.text}
        lines={5}
        disabled={disabled}
        onSave={(text) => save({ text })}
      />
      {held.type === 'recommendation' && (
        <Chips
          label={t('finding_to')}
          words={ADDRESSEES.map((each) => [each, t(`to_${each}`)] as const)}
          chosen={held.addressee}
          disabled={disabled}
          onChoose={(addressee) => void inLine(() => save({ addressee }))}
        />
      )}
      <AboutPhotos
        {...{ props, held, disabled }}
        onTap={(slot) => void inLine(() => save((now) => ({ about: toggled(now.about, slot) })))}
      />
      {cell !== null && held.text.trim() !== '' && <UnitReply {...props} />}
      <WithdrawButton cell={cell} {...props} />
    </Sheet>
  );
}

/** A part of the finding, or what it becomes from how the finding stands when its turn has come. */
type Change = Partial<Finding> | ((now: Finding) => Partial<Finding>);

function useFinding(props: SheetProps): {
  readonly cell: Cell | null;
  readonly held: Finding;
  readonly save: (change: Change) => Promise<void>;
} {
  const cell = cellOf('finding', props);
  const stored = readFinding(valueOf(cell));
  // Without words it is no finding yet; what was chosen waits here until there are some.
  const [chosen, setChosen] = useState<Finding>(stored ?? BLANK);
  const save = async (change: Change): Promise<void> => {
    const base = readFinding(valueOf(cellOf('finding', props))) ?? chosen;
    const next = addressed({ ...base, ...(typeof change === 'function' ? change(base) : change) });
    setChosen(next);
    if (next.text.trim() !== '') await put('finding', props, { ...next });
    else if (cellOf('finding', props) !== null) await put('finding', props, null);
  };
  return { cell, held: stored ?? chosen, save };
}

/** Only a recommendation has an addressee. */
function addressed(finding: Finding): Finding {
  return finding.type === 'recommendation' ? finding : { ...finding, addressee: null };
}

/** The photos of the same item, to be tied to the finding by a tap. */
function AboutPhotos(given: {
  readonly props: SheetProps;
  readonly held: Finding;
  readonly disabled: boolean;
  readonly onTap: (slot: string) => void;
}): JSX.Element | null {
  const { held, disabled } = given;
  const photos = present(stateOfItem(current.value, given.props.item).photos, readPhoto);
  if (photos.length === 0) return null;
  return (
    <fieldset class="chips photos">
      <legend>{t('finding_photos')}</legend>
      {photos.map(({ cell, held: photo }) => {
        const slot = cell.slot ?? '';
        const words = [photoLabel(cell), photo.caption].filter(Boolean).join(': ');
        return (
          <button
            key={cell.key}
            type="button"
            aria-pressed={held.about.includes(slot)}
            aria-label={words}
            disabled={disabled}
            onClick={() => given.onTap(slot)}
          >
            <PhotoView sha256={photo.sha256} words={words} size="thumb" />
          </button>
        );
      })}
    </fieldset>
  );
}

function toggled(slots: readonly string[], slot: string): readonly string[] {
  return slots.includes(slot) ? slots.filter((each) => each !== slot) : [...slots, slot];
}
