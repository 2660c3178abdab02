/** Signing in, and what the screens beside the checklists do: none of it is needed for a start. */

import type { SessionReply } from '../api/shapes';
import { withdrawn, type Parcel } from '../outbox/machine';
import { chooseLanguage, rememberLogin, type Login } from './phone';
import { forget, settle } from './start';
import { reread } from './visit';
import { changeParcels, outbox, unsentOf, workplace } from './workplace';

/** Somebody signed in; the same person comes back to where they were. */
export async function arrive(said: SessionReply, before: Login | null): Promise<void> {
  const { language, ...user } = said.user;
  if (before !== null && before.user.id !== user.id) await forget();
  if (before === null) await chooseLanguage(language === 'en' ? 'en' : 'vi');
  await rememberLogin({ user, token: said.token });
  await settle({ user, token: said.token });
}

export function mayDepart(): boolean {
  return unsentOf(outbox.value).length === 0;
}

/** What the server holds no longer counts on this phone; the vault and the office keep it. */
export async function withdrawHeld(parcel: Parcel): Promise<void> {
  const place = workplace.value;
  if (!place) return;
  await changeParcels(place, (each) => (each.id === parcel.id ? withdrawn(each) : each));
  await reread(place);
}
