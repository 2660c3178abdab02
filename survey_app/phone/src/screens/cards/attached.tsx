/** What was recorded besides the answer: photos, documents, notes, findings; each opens its sheet. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readEvidence, readFinding, readNote, readPhoto } from '../../entries/values';
import { photoLabel } from '../../store/photos';
import { latest, present, type Cell, type ItemState } from '../../visit/current';
import { Icon, type IconName } from '../parts/icon';
import { wordsOfValue } from '../parts/values';
import { EvidenceSheet, FindingSheet, NoteSheet, PhotoSheet, PhotoView } from '../sheets/sheets';

export function Attached(props: {
  readonly state: ItemState;
  readonly disabled: boolean;
}): JSX.Element {
  const { state } = props;
  const [opened, setOpened] = useState<Cell | null>(null);
  const row = (cell: Cell, icon: IconName): JSX.Element => (
    <Row key={cell.key} cell={cell} icon={icon} onOpen={setOpened} />
  );
  return (
    <>
      <Strip state={state} onOpen={setOpened} />
      <ul class="attachments">
        {present(state.evidence, readEvidence).map(({ cell }) => row(cell, 'document'))}
        {present(state.notes, readNote).map(({ cell }) => row(cell, 'note'))}
        {present(state.findings, readFinding).map(({ cell }) => row(cell, 'finding'))}
      </ul>
      {opened && (
        <Reopened cell={opened} onClose={() => setOpened(null)} disabled={props.disabled} />
      )}
    </>
  );
}

function Row(props: {
  readonly cell: Cell;
  readonly icon: IconName;
  readonly onOpen: (cell: Cell) => void;
}): JSX.Element {
  const { cell, icon, onOpen } = props;
  const { entry, mine, author } = latest(cell);
  const reopen = (): void => {
    onOpen(cell);
  };
  return (
    <li>
      <button type="button" class="attached" onClick={reopen}>
        <Icon name={icon} />
        <span>{wordsOfValue(entry, null)}</span>
        {!mine && <small>{author}</small>}
      </button>
    </li>
  );
}

function Strip(props: {
  readonly state: ItemState;
  readonly onOpen: (cell: Cell) => void;
}): JSX.Element | null {
  const photos = present(props.state.photos, readPhoto);
  if (photos.length === 0) return null;
  return (
    <ul class="strip">
      {photos.map(({ cell, held }) => {
        const words = [photoLabel(cell), held.caption].filter(Boolean).join(': ');
        return (
          <li key={cell.key}>
            <button type="button" aria-label={words} onClick={() => props.onOpen(cell)}>
              <PhotoView sha256={held.sha256} words={words} size="thumb" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function Reopened(props: {
  readonly cell: Cell;
  readonly disabled: boolean;
  readonly onClose: () => void;
}): JSX.Element | null {
  const { cell, disabled, onClose } = props;
  const { kind, item } = cell.heads[0].entry;
  const common = { item, slot: cell.slot ?? '', onClose, disabled };
  if (kind === 'note') return <NoteSheet {...common} />;
  if (kind === 'evidence') return <EvidenceSheet {...common} />;
  if (kind === 'finding') return <FindingSheet {...common} />;
  return kind === 'photo' ? <PhotoSheet {...common} /> : null;
}
