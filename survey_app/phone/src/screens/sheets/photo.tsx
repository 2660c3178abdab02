/** A photo with its caption on the same sheet, and what can be done with it. */

import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { objectOf, readPhoto, type Photo } from '../../entries/values';
import { t, type AnyKey } from '../../i18n/later';
import { flushAll, inLine } from '../../store/autosave';
import { photoLabel } from '../../store/photos';
import { outbox, whereabouts, workplace } from '../../store/workplace';
import { valueOf, type Cell } from '../../visit/current';
import { withdraw } from '../acts';
import { PhotoButton } from '../cards/tools';
import { Field } from '../parts/field';
import { Icon, type IconName } from '../parts/icon';
import { PhotoView } from '../parts/photo';
import { Sheet } from '../parts/sheet';
import { Editor } from '../photo/editor';
import { ConsentBox } from '../photo/notice';
import { nobodyLooks, somebodyLooks } from '../photo/replacing';
import { turnPhoto } from '../photo/turning';
import { Viewer } from '../photo/viewer';
import { cellOf, put, type SheetProps } from './common';

export function PhotoSheet(props: SheetProps): JSX.Element | null {
  const [shown, show] = useState<'sheet' | 'view' | 'edit'>('sheet');
  const cell = cellOf('photo', props);
  const held = readPhoto(valueOf(cell));
  useLooking(held?.sha256 ?? null);
  if (!cell || !held) return <Sheet title={t('photo')} onClose={props.onClose} children={null} />;
  const back = (): void => {
    show('sheet');
  };
  if (shown === 'edit') return <Editor cell={cell} onClose={back} />;
  if (shown === 'view') return <Viewer first={cell} onClose={back} />;
  return (
    <Sheet title={photoLabel(cell)} onClose={props.onClose}>
      <Inside {...props} {...{ cell, held, show }} />
    </Sheet>
  );
}

interface InsideProps extends SheetProps {
  readonly cell: Cell;
  readonly held: Photo;
  readonly show: (what: 'view' | 'edit') => void;
}

function Inside(props: InsideProps): JSX.Element {
  const { cell, held, show } = props;
  return (
    <>
      <Enlarge cell={cell} held={held} onOpen={() => show('view')} />
      <Whereabouts held={held} />
      <Caption {...props} />
      <Doing {...props} onEdit={() => void flushAll().then(() => show('edit'))} />
    </>
  );
}

function Enlarge(props: {
  readonly cell: Cell;
  readonly held: Photo;
  readonly onOpen: () => void;
}): JSX.Element {
  const { cell, held, onOpen } = props;
  return (
    <button type="button" class="enlarge" onClick={onOpen}>
      <PhotoView sha256={held.sha256} words={held.caption || photoLabel(cell)} size="screen" />
      <span class="unseen">{t('photo_enlarge')}</span>
    </button>
  );
}

/**
 * The photo stays on the phone while its sheet is open: faces may still be blurred. As the sheet
 * is laid out and not after it was painted: one that is closed before that must let go as well.
 */
function useLooking(sha256: string | null): void {
  useLayoutEffect(() => {
    if (sha256 !== null) void somebodyLooks(sha256);
  }, [sha256]);
  useLayoutEffect(
    () => () => {
      if (workplace.value) void nobodyLooks(workplace.value);
    },
    [],
  );
}

function Whereabouts({ held }: { readonly held: Photo }): JSX.Element {
  const where = whereabouts(held.sha256, outbox.value);
  // What the office holds is converted by nobody until it was looked at.
  const isConverted = held.width === null && where !== 'held';
  return (
    <p class="faint">
      {t(WHERE[where])}
      {isConverted && ` · ${t('photo_converted')}`}
    </p>
  );
}

function Caption(props: SheetProps & { readonly held: Photo }): JSX.Element {
  const { held } = props;
  const disabled = props.disabled ?? false;
  return (
    <>
      <Field
        label={t('caption')}
        value={held.caption}
        hint={t('caption_hint')}
        lines={2}
        disabled={disabled}
        onSave={(caption) => alter(props, { caption })}
      />
      <ConsentBox
        told={held.consent === true}
        disabled={disabled}
        onChange={(consent) => void inLine(() => alter(props, { consent }))}
      />
    </>
  );
}

/** From what is recorded by now: the picture may have been turned since this was drawn. */
async function alter(
  sheet: SheetProps,
  change: { readonly caption: string } | { readonly consent: boolean },
): Promise<void> {
  const now = objectOf(valueOf(cellOf('photo', sheet)));
  if (now) await put('photo', sheet, { ...now, ...change });
}

function Doing(
  props: SheetProps & { readonly cell: Cell; readonly onEdit: () => void },
): JSX.Element {
  const { cell, item, onClose } = props;
  const disabled = props.disabled ?? false;
  const [busy, setBusy] = useState(false);
  const turn = (quarters: 1 | -1): void => {
    setBusy(true);
    void flushAll()
      .then(() => turnPhoto(cell, quarters))
      .finally(() => setBusy(false));
  };
  const still = disabled || busy;
  return (
    <>
      <div class="tools photo-tools">
        <Tool icon="turn_left" words="turn_left" disabled={still} onTap={() => turn(-1)} />
        <Tool icon="turn_right" words="turn_right" disabled={still} onTap={() => turn(1)} />
        <Tool icon="mark" words="photo_mark" disabled={still} onTap={props.onEdit} />
        <PhotoButton item={item} camera disabled={still} />
      </div>
      <button
        type="button"
        class="plain danger"
        disabled={still}
        onClick={() => void withdraw(cell).then(onClose)}
      >
        <Icon name="bin" />
        {t('withdraw')}
      </button>
    </>
  );
}

function Tool(props: {
  readonly icon: IconName;
  readonly words: AnyKey;
  readonly disabled: boolean;
  readonly onTap: () => void;
}): JSX.Element {
  return (
    <button type="button" disabled={props.disabled} onClick={props.onTap}>
      <Icon name={props.icon} />
      <span>{t(props.words)}</span>
    </button>
  );
}

const WHERE = {
  phone: 'photo_saved',
  sending: 'state_sending',
  server: 'state_on_server',
  held: 'state_held',
} as const;
