/** Language, size of text, storage, the rescue file, signing out. */

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { shownFigure } from '../core/figures';
import { t } from '../i18n/later';
import type { Facts } from '../i18n/say';
import { flushAll } from '../store/autosave';
import { chooseText, language, login, TEXT_SIZES, textSize } from '../store/phone';
import { download, rescueFile } from '../store/rescue';
import { mayDepart } from '../store/arriving';
import { depart } from '../store/start';
import { outbox, unsentOf } from '../store/workplace';
import { Icon } from './parts/icon';
import { Shell } from './parts/shell';
import { toast } from './parts/toast';
import { LanguageSwitch } from './signin';

export function Settings(): JSX.Element {
  return (
    <Shell title={t('settings')} back={{ screen: 'visits' }}>
      <Part title={t('language')}>
        <LanguageSwitch />
      </Part>
      <Part title={t('text_size')}>
        <div class="switch" role="group" aria-label={t('text_size')}>
          {TEXT_SIZES.map((size) => (
            <button
              key={size}
              type="button"
              aria-pressed={textSize.value === size}
              onClick={() => void chooseText(size)}
            >
              {t(`text_${size}`)}
            </button>
          ))}
        </div>
      </Part>
      <Storage />
      <Part title={t('rescue')}>
        <p>{t('rescue_what')}</p>
        <RescueButton />
      </Part>
      <Part title={t('signed_in_as')}>
        <p>{login.value?.user.name}</p>
        <SignOut />
      </Part>
    </Shell>
  );
}

function Part(props: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="card part">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

export function RescueButton(): JSX.Element {
  const n = unsentOf(outbox.value).length;
  const exportFile = async (): Promise<void> => {
    const file = await rescueFile();
    if (file) download(file);
  };
  if (n === 0) return <p class="faint">{t('rescue_none')}</p>;
  return (
    <button type="button" class="plain" onClick={() => void exportFile()}>
      <Icon name="waiting" />
      {t('rescue_button', { n })}
    </button>
  );
}

/** Whether the browser keeps the data when the phone is full; asked, never assumed. */
function Storage(): JSX.Element | null {
  const [lasting, setLasting] = useState<boolean | null>(null);
  const [room, setRoom] = useState<StorageEstimate>({});
  // The DOM types promise it everywhere; Safari has it from 15.2 on only.
  const storage = (navigator as Partial<Pick<Navigator, 'storage'>>).storage;
  useEffect(() => {
    void storage?.persisted().then(setLasting);
    void storage?.estimate().then(setRoom);
  }, [storage]);
  if (lasting === null) return null;
  const megabytes = inMegabytes(room);
  return (
    <Part title={t('storage')}>
      <p>{t(lasting ? 'storage_lasting' : 'storage_passing')}</p>
      {megabytes && <p class="faint">{t('storage_room', megabytes)}</p>}
      {!lasting && (
        <button
          type="button"
          class="plain"
          onClick={() => void storage?.persist().then(setLasting)}
        >
          {t('storage_ask')}
        </button>
      )}
    </Part>
  );
}

/** What the pages of this address use and may use, as the browser estimates; null: it does not say. */
function inMegabytes({ usage = 0, quota = 0 }: StorageEstimate): Facts | null {
  const shown = (bytes: number): string =>
    shownFigure(String(Math.ceil(bytes / 1_000_000)), language.value);
  return quota > 0 ? { used: shown(usage), room: shown(quota - usage) } : null;
}

/** Refused while something is unsent, unless it was exported. */
function SignOut(): JSX.Element {
  const [exported, setExported] = useState(false);
  const leave = async (): Promise<void> => {
    // A tap on its way to the store counts as well.
    await flushAll();
    if (mayDepart() || exported) await depart();
    else toast(t('sign_out_unsent', { n: unsentOf(outbox.value).length }));
  };
  const exportFirst = async (): Promise<void> => {
    const file = await rescueFile();
    if (file) download(file);
    setExported(true);
  };
  return (
    <>
      {!mayDepart() && !exported && (
        <>
          <p class="form-problem">{t('sign_out_unsent', { n: unsentOf(outbox.value).length })}</p>
          <button type="button" class="plain" onClick={() => void exportFirst()}>
            {t('rescue_button', { n: unsentOf(outbox.value).length })}
          </button>
        </>
      )}
      <button type="button" class="plain danger" onClick={() => void leave()}>
        {t(exported && !mayDepart() ? 'sign_out_anyway' : 'sign_out')}
      </button>
    </>
  );
}
