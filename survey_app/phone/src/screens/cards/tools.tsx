/** What one does with an item besides answering it: note, document, camera, gallery, finding. */

import type { JSX, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { uuid7 } from '../../core/uuid';
import type { Evidence, Item } from '../../form/definition';
import { t, type WordKey } from '../../i18n/say';
import { proofOf } from '../../visit/answers';
import type { ItemState } from '../../visit/current';
import { Icon, type IconName } from '../parts/icon';
import { expectNothing, expectPhoto, isAnnounced, preparing, takeIn } from '../photography';
import { EvidenceSheet, FindingSheet, NoteSheet, NoticeSheet, ThreadSheet } from '../sheets/sheets';

type Kind = 'note' | 'evidence' | 'finding' | 'comment';
type Opened = { readonly kind: Kind; readonly slot: string } | null;

const NEEDS: Readonly<Record<Evidence, WordKey | null>> = {
  none: null,
  document: 'evidence_need_document',
  photo: 'evidence_need_photo',
  either: 'evidence_need_either',
};

export function Tools(props: {
  readonly item: Item;
  readonly state: ItemState;
  readonly disabled: boolean;
}): JSX.Element {
  const { item, state, disabled } = props;
  const [opened, setOpened] = useState<Opened>(null);
  const tool = (kind: Kind, icon: IconName): JSX.Element => (
    <button
      type="button"
      disabled={disabled && kind !== 'comment'}
      aria-label={`${t(kind)} ${item.code}`}
      onClick={() => setOpened({ kind, slot: uuid7() })}
    >
      <Icon name={icon} />
      <span>{t(kind)}</span>
    </button>
  );
  return (
    <>
      <Proof item={item} state={state} />
      <div class="tools" role="group" aria-label={item.code}>
        {tool('note', 'note')}
        {tool('evidence', 'document')}
        <PhotoButton item={item.code} camera disabled={disabled} />
        <PhotoButton item={item.code} camera={false} disabled={disabled} />
        {tool('finding', 'finding')}
        {tool('comment', 'comment')}
      </div>
      {opened && <Opening item={item.code} opened={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Opening(props: {
  readonly item: string;
  readonly opened: Exclude<Opened, null>;
  readonly onClose: () => void;
}): JSX.Element {
  const { item, opened, onClose } = props;
  const common = { item, slot: opened.slot, onClose };
  if (opened.kind === 'note') return <NoteSheet {...common} />;
  if (opened.kind === 'comment') return <ThreadSheet item={item} onClose={onClose} />;
  return opened.kind === 'evidence' ? <EvidenceSheet {...common} /> : <FindingSheet {...common} />;
}

/** Whether what must prove the item is there. */
function Proof({
  item,
  state,
}: {
  readonly item: Item;
  readonly state: ItemState;
}): JSX.Element | null {
  const need = NEEDS[item.evidence ?? 'none'];
  if (need === null) return null;
  const { documents, photos } = proofOf(state);
  const found = { none: 1, document: documents, photo: photos, either: documents + photos };
  const isThere = found[item.evidence ?? 'none'] > 0;
  return (
    <p class={isThere ? 'proof there' : 'proof'}>
      <Icon name={isThere ? 'check' : 'document'} />
      {t(isThere ? 'evidence_there' : need)}
    </p>
  );
}

/** One tap opens the camera (or the gallery); the sheet with the caption follows by itself. */
export function PhotoButton(props: {
  readonly item: string | null;
  readonly camera: boolean;
  readonly disabled: boolean;
}): JSX.Element {
  const { item, camera, disabled } = props;
  const input = useRef<HTMLInputElement>(null);
  const words = t(camera ? 'take_photo' : 'choose_photo');
  const [asking, setAsking] = useState(false);
  const opened = (): void => {
    // The store is written meanwhile: waiting first would lose the tap's right to open the camera.
    void expectPhoto({ item, camera });
    input.current?.click();
  };
  const chosen = (): void => {
    const files = [...(input.current?.files ?? [])];
    // The same file may be chosen again after a failure.
    void takeIn(files, { item, camera }).then(() => {
      if (input.current) input.current.value = '';
    });
  };
  return (
    <>
      <button
        type="button"
        disabled={disabled || preparing.value !== null}
        aria-label={item === null ? words : `${words} ${item}`}
        onClick={() => (isAnnounced() === null ? setAsking(true) : opened())}
      >
        <Icon name={camera ? 'camera' : 'gallery'} />
        <span>{words}</span>
      </button>
      <FileInput {...{ input, item, camera, onChosen: chosen }} />
      {asking && <NoticeSheet camera={camera} onGo={opened} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Beside the button, out of sight: a picture from the camera at once, or several from the gallery. */
function FileInput(props: {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly item: string | null;
  readonly camera: boolean;
  readonly onChosen: () => void;
}): JSX.Element {
  const { input, item, camera, onChosen } = props;
  return (
    <input
      ref={input}
      hidden
      type="file"
      accept="image/*"
      tabIndex={-1}
      aria-hidden="true"
      multiple={!camera}
      {...(camera ? { capture: 'environment' as const } : {})}
      data-testid={`${camera ? 'camera' : 'gallery'}-${item ?? 'visit'}`}
      onChange={onChosen}
      onCancel={() => void expectNothing()}
    />
  );
}
