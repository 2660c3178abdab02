/** SHA-256, hex. The page runs on https or localhost only, where the browser has it built in. */

import { hex } from './uuid';

export async function sha256OfText(text: string): Promise<string> {
  return sha256(new TextEncoder().encode(text));
}

export async function sha256(bytes: BufferSource): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
