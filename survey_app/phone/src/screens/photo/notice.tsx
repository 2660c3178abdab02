/** Before the first photo of a visit: what may be photographed, who sees it, who was told. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/later';
import { open } from '../../store/visit';
import { Icon } from '../parts/icon';
import { Sheet } from '../parts/sheet';
import { announced } from '../photography';

export function NoticeSheet(props: {
  readonly camera: boolean;
  readonly onGo: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { camera, onGo, onClose } = props;
  const [told, setTold] = useState(false);
  const visit = open.value?.visit;
  const go = (): void => {
    if (visit) announced.value = { visit: visit.id, told };
    onClose();
    // Within the tap: a browser opens the camera for nothing else.
    onGo();
  };
  const foot = (
    <button type="button" class="primary" onClick={go}>
      <Icon name={camera ? 'camera' : 'gallery'} />
      {t(camera ? 'take_photo' : 'choose_photo')}
    </button>
  );
  return (
    <Sheet title={t('notice_title')} onClose={onClose} foot={foot}>
      <ul class="points-list">
        <li>{t('notice_what')}</li>
        <li>{t('notice_never')}</li>
        <li>{t('notice_who')}</li>
        {visit?.round.photo_position === true && <li>{t('notice_position')}</li>}
      </ul>
      <ConsentBox told={told} onChange={setTold} />
      <p class="faint">{t('notice_untold')}</p>
    </Sheet>
  );
}

/** Unticked until somebody ticks it: silence is no consent. */
export function ConsentBox(props: {
  readonly told: boolean;
  readonly disabled?: boolean;
  readonly onChange: (told: boolean) => void;
}): JSX.Element {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={props.told}
        disabled={props.disabled ?? false}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{t('consent_given')}</span>
    </label>
  );
}
