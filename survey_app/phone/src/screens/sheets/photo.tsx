/** A photo with its caption on the same sheet. */

import type { JSX } from 'preact';
import { readPhoto } from '../../entries/values';
import { t } from '../../i18n/later';
import { photoLabel } from '../../store/photos';
import { outbox, whereabouts } from '../../store/workplace';
import { valueOf } from '../../visit/current';
import { Field } from '../parts/field';
import { PhotoView } from '../parts/photo';
import { Sheet } from '../parts/sheet';
import { PhotoButton } from '../cards/tools';
import { cellOf, put, type SheetProps } from './common';
import { WithdrawButton } from './withdraw';

export function PhotoSheet(props: SheetProps): JSX.Element {
  const cell = cellOf('photo', props);
  const held = readPhoto(valueOf(cell));
  const title = cell ? photoLabel(cell) : t('photo');
  const disabled = props.disabled ?? false;
  return (
    <Sheet title={title} onClose={props.onClose}>
      {held && (
        <>
          <PhotoView sha256={held.sha256} words={held.caption || title} size="screen" />
          <p class="faint">
            {t(WHERE[whereabouts(held.sha256, outbox.value)])}
            {held.width === null && ` · ${t('photo_converted')}`}
          </p>
          <Field
            label={t('caption')}
            value={held.caption}
            hint={t('caption_hint')}
            lines={2}
            disabled={disabled}
            onSave={(caption) => put('photo', props, { ...held, caption })}
          />
          <div class="row-of-buttons">
            <PhotoButton item={props.item} camera disabled={disabled} />
            <WithdrawButton cell={cell} {...props} />
          </div>
          <p class="faint">{t('photo_notice')}</p>
        </>
      )}
    </Sheet>
  );
}

const WHERE = {
  phone: 'photo_saved',
  sending: 'state_sending',
  server: 'state_on_server',
  held: 'state_held',
} as const;
