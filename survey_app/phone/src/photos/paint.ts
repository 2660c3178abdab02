/** Draws a photo with its marks. What is blurred is gone: its pixels are replaced by a few squares. */

import type { Mark, Sketch } from './marks';
import type { Size } from './paper';

/** A blurred spot has so few squares along its longest side that no face can be told. */
const SQUARES = 6;
const COLOUR = '#e4002b';
const EDGE = '#fff';
/** Strokes as a share of the picture's longest side. */
const STROKE = 0.007;

/** The size of the picture once it is turned. */
export function turnedSize({ width, height }: Size, turns: number): Size {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** `size` is that of the paper, with the picture as it is turned. */
export function paint(
  brush: CanvasRenderingContext2D,
  source: CanvasImageSource,
  sketch: Sketch,
  size: Size,
): void {
  paintTurned(brush, source, sketch.turns, size);
  // First what hides, then what points: an arrow may lead to a blurred face.
  for (const mark of sketch.marks) if (mark.tool === 'blur') blur(brush, mark, size);
  for (const mark of sketch.marks) if (mark.tool !== 'blur') stroke(brush, mark, size);
}

/** Shows which mark moves; never part of the photo. */
export function frame(brush: CanvasRenderingContext2D, mark: Mark, size: Size): void {
  const { left, top, wide, high } = boxOf(mark, size);
  const gap = longest(size) * 0.012;
  brush.save();
  brush.lineWidth = Math.max(2, longest(size) * 0.004);
  brush.setLineDash([gap, gap]);
  for (const [colour, shift] of [
    ['#000', 0],
    ['#fff', gap],
  ] as const) {
    brush.strokeStyle = colour;
    brush.lineDashOffset = shift;
    brush.strokeRect(left - gap, top - gap, wide + 2 * gap, high + 2 * gap);
  }
  brush.restore();
}

function paintTurned(
  brush: CanvasRenderingContext2D,
  source: CanvasImageSource,
  turns: number,
  size: Size,
): void {
  const { width, height } = turnedSize(size, turns);
  brush.save();
  brush.translate(size.width / 2, size.height / 2);
  brush.rotate((turns * Math.PI) / 2);
  brush.drawImage(source, -width / 2, -height / 2, width, height);
  brush.restore();
}

function blur(brush: CanvasRenderingContext2D, mark: Mark, size: Size): void {
  const box = boxOf(mark, size);
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const right = Math.min(size.width, Math.ceil(box.left + box.wide));
  const bottom = Math.min(size.height, Math.ceil(box.top + box.high));
  const side = Math.max(4, Math.ceil(Math.max(right - left, bottom - top) / SQUARES));
  if (right <= left || bottom <= top) return;
  const pixels = brush.getImageData(left, top, right - left, bottom - top);
  for (let y = 0; y < pixels.height; y += side) {
    for (let x = 0; x < pixels.width; x += side) {
      brush.fillStyle = mean(pixels, { x, y, side });
      const [wide, high] = [Math.min(side, pixels.width - x), Math.min(side, pixels.height - y)];
      brush.fillRect(left + x, top + y, wide, high);
    }
  }
}

/** The mean colour of a square, as far as it lies within. */
function mean(
  { data, width, height }: ImageData,
  square: { readonly x: number; readonly y: number; readonly side: number },
): string {
  const [right, bottom] = [square.x + square.side, square.y + square.side];
  let [red, green, blue, of] = [0, 0, 0, 0];
  for (let y = square.y; y < Math.min(height, bottom); y += 1) {
    for (let x = square.x; x < Math.min(width, right); x += 1) {
      const at = (y * width + x) * 4;
      red += data[at] ?? 0;
      green += data[at + 1] ?? 0;
      blue += data[at + 2] ?? 0;
      of += 1;
    }
  }
  return `rgb(${[red, green, blue].map((sum) => Math.round(sum / of)).join(',')})`;
}

/** In red on a white edge, to be seen on any ground. */
function stroke(brush: CanvasRenderingContext2D, mark: Mark, size: Size): void {
  const wide = Math.max(2, longest(size) * STROKE);
  brush.save();
  brush.lineCap = 'round';
  brush.lineJoin = 'round';
  for (const [colour, width] of [
    [EDGE, wide * 2],
    [COLOUR, wide],
  ] as const) {
    brush.strokeStyle = colour;
    brush.lineWidth = width;
    brush.stroke(mark.tool === 'box' ? outline(mark, size) : arrow(mark, size));
  }
  brush.restore();
}

function outline(mark: Mark, size: Size): Path2D {
  const { left, top, wide, high } = boxOf(mark, size);
  const path = new Path2D();
  path.rect(left, top, wide, high);
  return path;
}

function arrow(mark: Mark, size: Size): Path2D {
  const angle = (mark.points * Math.PI) / 4;
  const long = mark.w * longest(size);
  const [x, y] = [mark.x * size.width, mark.y * size.height];
  const [dx, dy] = [(Math.cos(angle) * long) / 2, (Math.sin(angle) * long) / 2];
  const path = new Path2D();
  path.moveTo(x - dx, y - dy);
  path.lineTo(x + dx, y + dy);
  for (const turn of [-1, 1]) {
    const back = angle + Math.PI + (turn * Math.PI) / 7;
    path.moveTo(x + dx, y + dy);
    path.lineTo(x + dx + Math.cos(back) * long * 0.3, y + dy + Math.sin(back) * long * 0.3);
  }
  return path;
}

/** The box around a mark, in pixels; around an arrow as far as it reaches. */
function boxOf(
  mark: Mark,
  size: Size,
): { readonly left: number; readonly top: number; readonly wide: number; readonly high: number } {
  const side = longest(size);
  const angle = (mark.points * Math.PI) / 4;
  const isArrow = mark.tool === 'arrow';
  const wide = side * (isArrow ? Math.max(mark.h, mark.w * Math.abs(Math.cos(angle))) : mark.w);
  const high = side * (isArrow ? Math.max(mark.h, mark.w * Math.abs(Math.sin(angle))) : mark.h);
  return {
    left: mark.x * size.width - wide / 2,
    top: mark.y * size.height - high / 2,
    ...{ wide, high },
  };
}

function longest({ width, height }: Size): number {
  return Math.max(width, height);
}
