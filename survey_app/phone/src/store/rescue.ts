/** The rescue file: everything unsent in one file, for the office to import. */

import { login, type Login } from './phone';
import { unsentOf, outbox, workplace, type Workplace } from './workplace';
import { readPhoto } from '../vault/photos';
import { entriesById, fact } from '../vault/vault';

export const RESCUE_FORMAT = 'survey-rescue-1';

/** The file with what this phone alone has; null when there is nothing. */
export async function rescueFile(): Promise<File | null> {
  const place = workplace.value;
  const unsent = unsentOf(outbox.value);
  if (!place || unsent.length === 0) return null;
  const ids = unsent.filter((each) => each.kind === 'entry').map((each) => each.id);
  const shas = unsent.filter((each) => each.kind === 'photo').map((each) => each.id);
  const head = {
    format: RESCUE_FORMAT,
    user: login.value && authorOf(login.value),
    device: await fact(place.vault, 'device'),
    made_at: new Date().toISOString(),
    entries: await entriesById(place.vault, ids),
  };
  const parts = [`${JSON.stringify(head).slice(0, -1)},"photos":[`];
  // One photo after the other: together they may not fit into the memory of the phone.
  for (const [at, sha] of shas.entries()) {
    parts.push((at > 0 ? ',' : '') + JSON.stringify(await packed(place, sha)));
  }
  parts.push(']}');
  return new File(parts, `khao-sat-${head.made_at.slice(0, 10)}.json`, {
    type: 'application/json',
  });
}

/** As the server has the person: by number and name of the account. */
function authorOf({ user }: Login): object {
  return { ...user, id: Number(user.id) };
}

/** Hands the file to the browser's downloads. */
export function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

async function packed(place: Workplace, sha256: string): Promise<object> {
  const photo = await readPhoto(place.vault, sha256);
  // A photo that is gone is named all the same, so that nobody believes the file to be whole.
  if (!photo) return { sha256, missing: true };
  return { sha256, type: photo.type, base64: base64(new Uint8Array(photo.bytes)) };
}

function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) {
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  }
  return btoa(text);
}
