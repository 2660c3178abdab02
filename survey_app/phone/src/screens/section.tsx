/** A section: the cards of its items, and the ways to the sections before and after. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Visit } from '../api/shapes';
import { whenIdle } from '../core/idle';
import type { Item } from '../form/definition';
import { of, t } from '../i18n/say';
import { addressOf, type Route } from '../store/route';
import { current } from '../store/visit';
import { chapters } from '../store/view';
import { answerOf, isAnswered } from '../visit/answers';
import { stateOfItem } from '../visit/current';
import { chapterProgress, isCounted, isOpen, type Chapter } from '../visit/progress';
import { asOne, give } from './acts';
import { Card } from './cards/card';
import { Icon } from './parts/icon';
import { ScoreLine } from './parts/score';
import { Shell } from './parts/shell';
import { toast } from './parts/toast';
import { UndoButton } from './parts/undo';
import { justTaken, missedPhoto, preparing } from './photography';
import { chapterTitle } from './parts/titles';
import { PhotoSheet, ReasonSheet } from './sheets/sheets';

/** So many cards fill a phone's screen: they are drawn at once, the others in pieces after them. */
const FIRST = 2;
const PIECE = 6;

type SectionRoute = Extract<Route, { readonly screen: 'section' }>;

export function SectionPage(props: {
  readonly visit: Visit;
  readonly at: SectionRoute;
}): JSX.Element {
  const { visit, at } = props;
  const place = placeOf(at);
  const chapter = chapters.value[place];
  useNews(visit.id);
  if (!chapter) {
    return (
      <Shell title={visit.unit.name} back={{ screen: 'visit', visit: visit.id }}>
        <p class="empty">{t('section_missing')}</p>
      </Shell>
    );
  }
  return (
    <Shell
      title={chapterTitle(chapter)}
      over={visit.unit.name}
      back={{ screen: 'visit', visit: visit.id }}
      under={<ScoreLine within={<Within chapter={chapter} visit={visit} />} />}
      foot={<Foot visit={visit.id} place={place} />}
    >
      <p class="unseen" role="status">
        {preparing.value && t('photo_working', preparing.value)}
      </p>
      {chapter.section?.hint && <p class="faint">{of(chapter.section, 'hint')}</p>}
      <Cards items={chapter.items} wanted={at.item} />
      <WholeSection chapter={chapter} visit={visit} />
      <Overlays />
    </Shell>
  );
}

/** What one sees first is drawn first; the rest follows piece by piece, and taps come between. */
function Cards(props: { readonly items: readonly Item[]; readonly wanted: string }): JSX.Element {
  const { items, wanted } = props;
  const upTo = items.findIndex((item) => item.code === wanted) + 1;
  const [drawn, setDrawn] = useState(upTo + FIRST);
  const most = Math.max(drawn, upTo + FIRST);
  useEffect(() => {
    if (most >= items.length) return;
    const timer = setTimeout(() => setDrawn(most + PIECE), 0);
    return () => clearTimeout(timer);
  }, [most, items.length]);
  return (
    <>
      {items.slice(0, most).map((item) => (
        <Card key={item.code} item={item} wanted={item.code === wanted} />
      ))}
    </>
  );
}

/** How far this section has come, before the count of the whole visit. */
function Within(props: { readonly chapter: Chapter; readonly visit: Visit }): JSX.Element | null {
  const { chapter, visit } = props;
  const { answered: n, total } = chapterProgress(chapter, current.value, visit);
  if (total === 0) return null;
  return <span class="count">{t(chapter.section ? 'section_n' : 'filled_n', { n, total })}</span>;
}

/** The photo's sheet after the camera, and what is being worked on. */
export function Overlays(): JSX.Element {
  const taken = justTaken.value;
  const working = preparing.value;
  return (
    <>
      {working && <p class="working">{t('photo_working', working)}</p>}
      {taken && (
        <PhotoSheet
          {...taken}
          key={taken.slot}
          onClose={() => {
            justTaken.value = null;
          }}
        />
      )}
    </>
  );
}

/** A page that opens scrolls to its top; a photo that got lost behind the camera is told. */
function useNews(visit: string): void {
  useEffect(() => {
    whenIdle(() => {
      void missedPhoto(visit).then((missed) => {
        if (missed) toast(t('photo_expected'));
      });
    });
  }, [visit]);
}

function WholeSection(props: {
  readonly chapter: Chapter;
  readonly visit: Visit;
}): JSX.Element | null {
  const [asking, setAsking] = useState(false);
  const { chapter, visit } = props;
  const blank = chapter.items.filter(
    (item) =>
      isCounted(item) &&
      isOpen(visit, item.code) &&
      !isAnswered(answerOf(stateOfItem(current.value, item.code))),
  );
  if (blank.length < 2 || chapter.section === null) return null;
  const markAll = (reason: string): Promise<void> =>
    asOne(t('section_not_applicable_done', { n: blank.length }), async () => {
      for (const item of blank) await give(item.code, 'team', { not_applicable: reason });
    });
  return (
    <div class="whole">
      <button type="button" class="plain" onClick={() => setAsking(true)}>
        {t('section_not_applicable')}
      </button>
      {asking && (
        <ReasonSheet
          title={`${chapterTitle(chapter)} · ${t('not_applicable_why')}`}
          before=""
          onReason={markAll}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function Foot({ visit, place }: { readonly visit: string; readonly place: number }): JSX.Element {
  const link = (chapter: Chapter | undefined, forward: boolean): JSX.Element => {
    const words = t(forward ? 'next_section' : 'previous_section');
    if (!chapter) return <span class="foot-button absent" />;
    return (
      <a
        class="foot-button"
        href={addressOf({ screen: 'section', visit, section: chapter.code, item: '' })}
        aria-label={`${words}: ${chapterTitle(chapter)}`}
      >
        <Icon name={forward ? 'next' : 'back'} />
        <span>{words}</span>
      </a>
    );
  };
  return (
    <>
      {link(chapters.value[place - 1], false)}
      <UndoButton />
      <a class="foot-button" href={addressOf({ screen: 'check', visit })}>
        <Icon name="check" />
        <span>{t('check')}</span>
      </a>
      {link(chapters.value[place + 1], true)}
    </>
  );
}

/** By the section's code; a link that knows only the item finds its section. */
function placeOf({ section, item }: SectionRoute): number {
  const byCode = chapters.value.findIndex((chapter) => chapter.code === section);
  if (byCode >= 0) return byCode;
  return chapters.value.findIndex((chapter) => chapter.items.some((each) => each.code === item));
}
