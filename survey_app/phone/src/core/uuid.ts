/** Ids that a phone makes by itself: UUIDv7, so that they sort roughly by the time they were made. */

/** A new UUIDv7; `now` is milliseconds since 1970 as the phone believes it. */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // A clock before 1970 or beyond the 48 bits must not break the shape of an id.
  let time = Math.min(Math.max(Math.floor(now), 0), 2 ** 48 - 1);
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return dashed(hex(bytes));
}

/** Bytes as lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function dashed(digits: string): string {
  const cuts: readonly (readonly [number, number])[] = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ];
  return cuts.map(([from, to]) => digits.slice(from, to)).join('-');
}
