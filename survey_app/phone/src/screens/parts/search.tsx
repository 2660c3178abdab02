/** Finding an item by its words, with or without marks, or by its code. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { folded } from '../../core/folding';
import type { Item } from '../../form/definition';
import { of, t } from '../../i18n/say';
import { addressOf } from '../../store/route';
import { chapters } from '../../store/view';
import { Icon } from './icon';
import { useOwnId } from './own-id';

const MOST = 12;

export function Search({ visit }: { readonly visit: string }): JSX.Element {
  const [typed, setTyped] = useState('');
  const id = useOwnId();
  const found = typed.trim() === '' ? null : itemsLike(typed);
  return (
    <div class="search" role="search">
      <label class="unseen" for={id}>
        {t('search')}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        value={typed}
        placeholder={t('search')}
        autoComplete="off"
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <ul class="found" aria-live="polite">
        {found?.map(({ section, item }) => (
          <li key={item.code}>
            <a href={addressOf({ screen: 'section', visit, section, item: item.code })}>
              <b>{item.code}</b> {of(item, 'label')}
            </a>
          </li>
        ))}
        {found?.length === 0 && <li class="faint">{t('nothing_found')}</li>}
      </ul>
    </div>
  );
}

function itemsLike(typed: string): readonly { readonly section: string; readonly item: Item }[] {
  const phrase = folded(typed.trim());
  const wanted = phrase.split(/\s+/);
  const found = chapters.value
    .flatMap((chapter) => chapter.items.map((item) => ({ section: chapter.code, item })))
    .map((each) => ({ ...each, words: wordsOf(each.item) }))
    .filter(({ words }) => wanted.every((each) => words.includes(each)));
  // What has the words one after the other is meant more likely than what has them anywhere.
  const isWhole = ({ words }: { readonly words: string }): boolean => words.includes(phrase);
  const inTurn = [...found.filter(isWhole), ...found.filter((each) => !isWhole(each))];
  return inTurn.slice(0, MOST);
}

function wordsOf(item: Item): string {
  return folded(`${item.code} ${item.label} ${item.label_en ?? ''} ${item.hint ?? ''}`);
}
