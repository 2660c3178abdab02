/** The photos of the visit: numbers, captions, where each is, and which nobody was told of. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Visit } from '../../api/shapes';
import { objectOf, readPhoto, type Photo } from '../../entries/values';
import { t } from '../../i18n/later';
import { photoLabel, photosOfVisit } from '../../store/photos';
import { say } from '../../store/visit';
import { outbox, whereabouts } from '../../store/workplace';
import { isOpen } from '../../visit/progress';
import { latest, valueOf, type Cell } from '../../visit/current';
import { aboutOf, asOne } from '../acts';
import { PhotoButton } from '../cards/tools';
import { Icon } from '../parts/icon';
import { PhotoView } from '../parts/photo';
import { Shell } from '../parts/shell';
import { toast } from '../parts/toast';
import { missedPhoto } from '../photography';
import { Overlays } from '../section';
import { PhotoSheet } from '../sheets/photo';

export function Photos({ visit }: { readonly visit: Visit }): JSX.Element {
  const [opened, setOpened] = useState<Cell | null>(null);
  const all = photosOfVisit.value;
  const disabled = !visit.open.all;
  useEffect(() => {
    void missedPhoto(visit.id).then((missed) => {
      if (missed) toast(t('photo_expected'));
    });
  }, [visit.id]);
  return (
    <Shell
      title={all.length === 0 ? t('photos') : t('photos_n', { n: all.length })}
      over={visit.unit.name}
      back={{ screen: 'visit', visit: visit.id }}
      foot={<Taking disabled={disabled} />}
    >
      <p class="faint">{t('photo_notice')}</p>
      <Unannounced visit={visit} />
      {all.length === 0 && <p class="empty">{t('no_photos')}</p>}
      <ul class="album">
        {all.map((cell) => (
          <Tile key={cell.key} cell={cell} onOpen={() => setOpened(cell)} />
        ))}
      </ul>
      {opened && (
        <PhotoSheet
          item={opened.heads[0].entry.item}
          slot={opened.slot ?? ''}
          disabled={!mayChange(visit, opened)}
          onClose={() => setOpened(null)}
        />
      )}
      <Overlays />
    </Shell>
  );
}

function Taking({ disabled }: { readonly disabled: boolean }): JSX.Element {
  return (
    <div class="foot-tools tools">
      <PhotoButton item={null} camera disabled={disabled} />
      <PhotoButton item={null} camera={false} disabled={disabled} />
    </div>
  );
}

function Tile(props: { readonly cell: Cell; readonly onOpen: () => void }): JSX.Element | null {
  const { cell, onOpen } = props;
  const held = readPhoto(valueOf(cell));
  if (!held) return null;
  const where = whereabouts(held.sha256, outbox.value);
  const { mine, author } = latest(cell);
  return (
    <li>
      <button type="button" onClick={onOpen}>
        <PhotoView sha256={held.sha256} words="" size="thumb" />
        <b>{photoLabel(cell)}</b>
        <span>{held.caption || <em class="faint">{t('no_caption')}</em>}</span>
        {!mine && author !== '' && <small class="faint">{author}</small>}
        <small class={`where where-${where}`}>{t(WHERE[where])}</small>
        {held.consent !== true && <small class="untold">{t('untold_short')}</small>}
      </button>
    </li>
  );
}

/** Photos of which nobody said that people knew; one tap says it of all of them. */
function Unannounced({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const open = photosOfVisit.value.filter((cell) => isUntold(cell) && mayChange(visit, cell));
  if (open.length === 0) return null;
  const mark = (): Promise<void> =>
    asOne(t('told_n', { n: open.length }), async () => {
      for (const cell of open) await told(cell);
    });
  return (
    <div class="notice">
      <Icon name="warning" />
      <span>{t('untold_n', { n: open.length })}</span>
      <button type="button" onClick={() => void mark()}>
        {t('told_now')}
      </button>
    </div>
  );
}

/** The value as it is by now, with this said of it. */
async function told(cell: Cell): Promise<void> {
  const now = photosOfVisit.value.find((each) => each.key === cell.key);
  const value = now && objectOf(valueOf(now));
  if (now && value) await say(aboutOf(now), { ...value, consent: true });
}

function isUntold(cell: Cell): boolean {
  const held: Photo | null = readPhoto(valueOf(cell));
  return held !== null && held.consent !== true;
}

/** Of a returned visit only what hangs on a returned item may be changed. */
function mayChange(visit: Visit, cell: Cell): boolean {
  const { item } = cell.heads[0].entry;
  return item === null ? visit.open.all : isOpen(visit, item);
}

const WHERE = {
  phone: 'state_on_phone',
  sending: 'state_sending',
  server: 'state_on_server',
  held: 'state_held',
} as const;
