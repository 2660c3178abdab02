/** The drawing board comes in a file of its own: few photos are drawn on. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/later';
import type { Cell } from '../../visit/current';
import { Sheet } from '../parts/sheet';
import type * as EditorFile from './editor';

interface EditorProps {
  readonly cell: Cell;
  readonly onClose: () => void;
}

let fetched: typeof EditorFile | null = null;

export function Editor(props: EditorProps): JSX.Element {
  const [file, setFile] = useState(fetched);
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (file) return;
    import('./editor').then(
      (found) => {
        fetched = found;
        setFile(found);
      },
      () => setAway(true),
    );
  }, [file]);
  if (file) return <file.Editor {...props} />;
  return (
    <Sheet title={t('photo_mark')} onClose={props.onClose}>
      <p role="status">{t(isAway ? 'photo_no_board' : 'loading')}</p>
    </Sheet>
  );
}
