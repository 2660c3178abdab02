/** Times as the phone believes them. The server notes how far it is off; nothing here decides by it. */

/** Local time with its offset: 2020-11-12T08:05:03.123+07:00. */
export function localTime(at: Date = new Date()): string {
  const minutes = -at.getTimezoneOffset();
  const shifted = new Date(at.getTime() + minutes * 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const sign = minutes < 0 ? '-' : '+';
  return `${shifted.toISOString().slice(0, -1)}${sign}${two(hours)}:${two(rest)}`;
}

/** Today's date where the phone is: 2020-11-12. */
export function today(at: Date = new Date()): string {
  return localTime(at).slice(0, 10);
}

/** 12/11/2020 from 2020-11-12 or a time; what is no date is shown as it came. */
export function shownDate(iso: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return found ? `${found[3] ?? ''}/${found[2] ?? ''}/${found[1] ?? ''}` : iso;
}

/** 08:05 12/11/2020, in the phone's own zone. */
export function shownTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const local = localTime(at);
  return `${local.slice(11, 16)} ${shownDate(local)}`;
}

/**
 * 2020-11-12 from 12/11/2020 (also 12-11-2020, 12.11.2020, and 12112020: an iPhone's keys for
 * figures have no stroke), or null when there is no such day; 12/11/0020 is a slip of the thumb,
 * no year of anybody's papers.
 */
export function typedDate(text: string): string | null {
  const parted = text.trim().replace(/^(\d\d)(\d\d)(\d{4})$/, '$1/$2/$3');
  const found = /^(\d{1,2})[/.\-](\d{1,2})[/.\-]([1-9]\d{3})$/.exec(parted);
  if (!found) return null;
  const iso = `${found[3] ?? ''}-${two(Number(found[2]))}-${two(Number(found[1]))}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== iso ? null : iso;
}

function two(figure: number): string {
  return String(figure).padStart(2, '0');
}
