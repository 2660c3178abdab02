/** The drawing board: arrows, boxes and blurred spots, by finger or by buttons, each step undone. */

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { readPhoto } from '../../entries/values';
import { t, type AnyKey } from '../../i18n/later';
import type { Picture } from '../../photos/decode';
import {
  acted,
  BLANK,
  isBlurring,
  isChanged,
  TOOLS,
  type Act,
  type Drawing,
  type Tool,
} from '../../photos/marks';
import { frame, paint, turnedSize } from '../../photos/paint';
import { fitted, READ } from '../../photos/paper';
import { photoLabel } from '../../store/photos';
import { valueOf, type Cell } from '../../visit/current';
import { Icon, type IconName } from '../parts/icon';
import { openedPicture } from '../parts/photo';
import { Sheet } from '../parts/sheet';
import { saveDrawing } from './turning';

/** Pixels of the board: enough for a screen, a quarter of the memory of the photo. */
const BOARD = 900;
const STEP = 0.04;
const GROWTH = 1.2;

type Do = (act: Act) => void;

export function Editor(props: { readonly cell: Cell; readonly onClose: () => void }): JSX.Element {
  const { cell, onClose } = props;
  const [drawing, setDrawing] = useState<Drawing>(BLANK);
  const [busy, setBusy] = useState(false);
  const picture = usePicture(readPhoto(valueOf(cell))?.sha256 ?? '');
  const act: Do = (next) => {
    setDrawing((now) => acted(now, next));
  };
  const save = (): void => {
    setBusy(true);
    void saveDrawing(cell, drawing)
      .then((saved) => saved && onClose())
      .finally(() => setBusy(false));
  };
  const foot = <Foot {...{ busy, save, onClose }} can={isChanged(drawing)} />;
  return (
    <Sheet title={`${photoLabel(cell)} · ${t('photo_mark')}`} onClose={onClose} foot={foot}>
      {picture === 'away' && <p class="empty">{t('photo_cannot_edit')}</p>}
      {typeof picture === 'object' && <Board picture={picture} drawing={drawing} act={act} />}
      <Marks drawing={drawing} act={act} disabled={busy || typeof picture !== 'object'} />
      {isBlurring(drawing) && <p class="notice">{t('photo_blur_warning')}</p>}
    </Sheet>
  );
}

function Foot(props: {
  readonly busy: boolean;
  readonly can: boolean;
  readonly save: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { busy, can, save, onClose } = props;
  return (
    <div class="two">
      <button type="button" class="plain" onClick={onClose}>
        {t('photo_discard')}
      </button>
      <button type="button" class="primary" disabled={busy || !can} onClick={save}>
        {t(busy ? 'photo_saving' : 'photo_save')}
      </button>
    </div>
  );
}

/** Open as long as the board is; its memory goes with it. */
function usePicture(sha256: string): Picture | 'opening' | 'away' {
  const [picture, setPicture] = useState<Picture | 'opening' | 'away'>('opening');
  useEffect(() => {
    let found: Picture | null = null;
    let wanted = true;
    void openedPicture(sha256).then((opened) => {
      found = opened;
      if (wanted) setPicture(opened ?? 'away');
      else opened?.release();
    });
    return () => {
      wanted = false;
      found?.release();
    };
  }, [sha256]);
  return picture;
}

function Board(props: {
  readonly picture: Picture;
  readonly drawing: Drawing;
  readonly act: Do;
}): JSX.Element {
  const { picture, drawing, act } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, drawing);
  }, [picture, drawing]);
  const place = (event: PointerEvent, begins: boolean): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    act({ act: 'place', x: x / box.width, y: y / box.height, begins });
  };
  return (
    <div class="board">
      <canvas
        ref={canvas}
        role="img"
        aria-label={spoken(drawing)}
        data-testid="board"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          place(event, true);
        }}
        onPointerMove={(event) => {
          if (event.buttons > 0) place(event, false);
        }}
      />
      <p class="unseen" role="status">
        {spoken(drawing)}
      </p>
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, picture: Picture, drawing: Drawing): void {
  const size = fitted(turnedSize(picture, drawing.now.turns), BOARD);
  canvas.width = size.width;
  canvas.height = size.height;
  const brush = canvas.getContext('2d', READ);
  if (!brush) return;
  paint(brush, picture.source, drawing.now, size);
  const mark = drawing.chosen === null ? undefined : drawing.now.marks[drawing.chosen];
  if (mark) frame(brush, mark, size);
}

const TOOL_WORDS = { arrow: 'mark_arrow', box: 'mark_box', blur: 'mark_blur' } as const;

/** What a screen reader says of the board: how many marks, and where the chosen one is. */
function spoken({ now, chosen }: Drawing): string {
  const mark = chosen === null ? undefined : now.marks[chosen];
  const count = t('marks_n', { n: now.marks.length });
  if (!mark) return count;
  const percent = (share: number): number => Math.round(share * 100);
  const facts = { tool: t(TOOL_WORDS[mark.tool]), x: percent(mark.x), y: percent(mark.y) };
  return `${count} ${t('mark_at', facts)}`;
}

function Marks(props: {
  readonly drawing: Drawing;
  readonly act: Do;
  readonly disabled: boolean;
}): JSX.Element {
  const { drawing, act, disabled } = props;
  const mark = drawing.chosen === null ? undefined : drawing.now.marks[drawing.chosen];
  const button = (icon: IconName, words: AnyKey, next: Act, can = true): JSX.Element => (
    <button type="button" disabled={disabled || !can} onClick={() => act(next)}>
      <Icon name={icon} />
      <span>{t(words)}</span>
    </button>
  );
  return (
    <>
      <div class="tools board-tools" role="group" aria-label={t('photo_mark')}>
        {TOOLS.map((tool) => button(ICONS[tool], TOOL_WORDS[tool], { act: 'add', tool }))}
        {button('turn_left', 'turn_left', { act: 'turn', quarters: -1 })}
        {button('turn_right', 'turn_right', { act: 'turn', quarters: 1 })}
        {button('returned', 'undo', { act: 'undo' }, drawing.past.length > 0)}
      </div>
      {mark && (
        <div class="tools board-tools" role="group" aria-label={t(TOOL_WORDS[mark.tool])}>
          {button('back', 'move_left', { act: 'move', dx: -STEP, dy: 0 })}
          {button('up', 'move_up', { act: 'move', dx: 0, dy: -STEP })}
          {button('down', 'move_down', { act: 'move', dx: 0, dy: STEP })}
          {button('next', 'move_right', { act: 'move', dx: STEP, dy: 0 })}
          {button('plus', 'mark_larger', { act: 'grow', by: GROWTH })}
          {button('minus', 'mark_smaller', { act: 'grow', by: 1 / GROWTH })}
          {mark.tool === 'arrow' && button('turn_right', 'mark_point', { act: 'point' })}
          {drawing.now.marks.length > 1 && button('refresh', 'mark_next', { act: 'choose' })}
          {button('bin', 'mark_remove', { act: 'remove' })}
        </div>
      )}
    </>
  );
}

const ICONS: Readonly<Record<Tool, IconName>> = { arrow: 'arrow', box: 'box', blur: 'blur' };
