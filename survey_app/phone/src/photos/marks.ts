/**
 * What is drawn on a photo, as data: arrows, boxes, blurred spots, and quarter turns. Pure; each
 * act answers a new drawing, and every one but moving about can be undone step by step.
 */

export const TOOLS = ['arrow', 'box', 'blur'] as const;
export type Tool = (typeof TOOLS)[number];

export interface Mark {
  readonly tool: Tool;
  /** The middle, as a share of the picture's width and height as it is turned now. */
  readonly x: number;
  readonly y: number;
  /** Its size, as a share of the picture's longest side. An arrow is `w` long. */
  readonly w: number;
  readonly h: number;
  /** Where an arrow points, in eighths of a turn from the right, clockwise. */
  readonly points: number;
}

export interface Sketch {
  /** Quarter turns to the right, 0 to 3. */
  readonly turns: number;
  readonly marks: readonly Mark[];
}

export interface Drawing {
  readonly past: readonly Sketch[];
  readonly now: Sketch;
  /** The mark that moves and grows; null where there is none. */
  readonly chosen: number | null;
}

export type Act =
  | { readonly act: 'add'; readonly tool: Tool }
  | { readonly act: 'move'; readonly dx: number; readonly dy: number }
  | { readonly act: 'place'; readonly x: number; readonly y: number; readonly begins: boolean }
  | { readonly act: 'grow'; readonly by: number }
  | { readonly act: 'point' }
  | { readonly act: 'remove' }
  | { readonly act: 'choose' }
  | { readonly act: 'turn'; readonly quarters: 1 | -1 }
  | { readonly act: 'undo' };

export const BLANK: Drawing = { past: [], now: { turns: 0, marks: [] }, chosen: null };

const SMALLEST = 0.04;
const LARGEST = 1;
const SHAPES: Readonly<Record<Tool, Pick<Mark, 'w' | 'h' | 'points'>>> = {
  arrow: { w: 0.3, h: 0.06, points: 1 },
  box: { w: 0.36, h: 0.24, points: 0 },
  blur: { w: 0.22, h: 0.22, points: 0 },
};

export function acted(drawing: Drawing, act: Act): Drawing {
  switch (act.act) {
    case 'add':
      return added(drawing, { tool: act.tool, x: 0.5, y: 0.5, ...SHAPES[act.tool] });
    case 'turn':
      return changed(drawing, turned(drawing.now, act.quarters));
    case 'undo':
      return undone(drawing);
    case 'choose':
      return { ...drawing, chosen: nextOf(drawing) };
    case 'remove':
      return removed(drawing);
    default:
      return reshaped(drawing, act);
  }
}

export function isChanged({ now }: Drawing): boolean {
  return now.turns !== 0 || now.marks.length > 0;
}

export function isBlurring({ now }: Drawing): boolean {
  return now.marks.some((mark) => mark.tool === 'blur');
}

type Reshaping = Extract<Act, { readonly act: 'move' | 'place' | 'grow' | 'point' }>;

function reshaped(drawing: Drawing, act: Reshaping): Drawing {
  const { now, chosen } = drawing;
  const mark = chosen === null ? undefined : now.marks[chosen];
  if (!mark) return drawing;
  const marks = now.marks.map((each) => (each === mark ? shaped(mark, act) : each));
  const next = { ...now, marks };
  // A finger that goes on dragging is one step, however far it goes.
  return act.act === 'place' && !act.begins ? { ...drawing, now: next } : changed(drawing, next);
}

function shaped(mark: Mark, act: Reshaping): Mark {
  switch (act.act) {
    case 'move':
      return { ...mark, x: within(mark.x + act.dx, 0, 1), y: within(mark.y + act.dy, 0, 1) };
    case 'place':
      return { ...mark, x: within(act.x, 0, 1), y: within(act.y, 0, 1) };
    case 'point':
      return { ...mark, points: (mark.points + 1) % 8 };
    case 'grow': {
      // Both sides by the same factor, so that a mark keeps its shape at either end.
      const most = Math.min(act.by, LARGEST / Math.max(mark.w, mark.h));
      const factor = Math.max(most, SMALLEST / Math.min(mark.w, mark.h));
      return { ...mark, w: mark.w * factor, h: mark.h * factor };
    }
  }
}

function added(drawing: Drawing, mark: Mark): Drawing {
  const marks = [...drawing.now.marks, mark];
  return { ...changed(drawing, { ...drawing.now, marks }), chosen: marks.length - 1 };
}

function removed(drawing: Drawing): Drawing {
  const { now, chosen } = drawing;
  if (chosen === null) return drawing;
  const marks = now.marks.filter((_, at) => at !== chosen);
  return { ...changed(drawing, { ...now, marks }), chosen: lastOf(marks) };
}

function turned({ turns, marks }: Sketch, quarters: 1 | -1): Sketch {
  return {
    turns: (turns + quarters + 4) % 4,
    marks: marks.map((mark) => ({
      ...mark,
      x: quarters === 1 ? 1 - mark.y : mark.y,
      y: quarters === 1 ? mark.x : 1 - mark.x,
      // An arrow is as long as before; it only points elsewhere.
      ...(mark.tool === 'arrow' ? {} : { w: mark.h, h: mark.w }),
      points: (mark.points + 2 * quarters + 8) % 8,
    })),
  };
}

function changed(drawing: Drawing, now: Sketch): Drawing {
  return { ...drawing, past: [...drawing.past, drawing.now], now };
}

function undone(drawing: Drawing): Drawing {
  const now = drawing.past[drawing.past.length - 1];
  if (!now) return drawing;
  const stays = drawing.chosen !== null && drawing.chosen < now.marks.length;
  const chosen = stays ? drawing.chosen : lastOf(now.marks);
  return { past: drawing.past.slice(0, -1), now, chosen };
}

function nextOf({ now, chosen }: Drawing): number | null {
  const { length } = now.marks;
  return length === 0 ? null : ((chosen ?? -1) + 1) % length;
}

function lastOf(marks: readonly Mark[]): number | null {
  return marks.length > 0 ? marks.length - 1 : null;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
