/** Begins a preview: the checklist goes into stores of this page, and the phone's screens are drawn. */

import { render } from 'preact';
import { fetchHome, fetchLate } from '../screens/parts/late';
import { language, login } from '../store/phone';
import { replace, watchAddress } from '../store/route';
import { recallVisit } from '../store/visit';
import { visits } from '../store/visits';
import { enter, placeOf } from '../store/workplace';
import { putChecklist } from '../vault/cache';
import { Frame } from './frame';
import { readTold, VISIT } from './told';

const NOBODY = { id: VISIT, username: VISIT, name: '', role: 'member' };

/** Draws what `raw` tells into `root`; raises where it tells no checklist. */
export async function begin(raw: unknown, root: HTMLElement): Promise<void> {
  const { checklist, visit, words, language: tongue } = readTold(raw);
  language.value = tongue === 'en' ? 'en' : 'vi';
  // Nothing asks who this is, and no server would know the pass.
  login.value = { user: NOBODY, token: '' };
  const place = await enter(placeOf(VISIT));
  await putChecklist(place.cache, `${checklist.code} ${checklist.version}`, checklist);
  visits.value = [visit];
  replace({ screen: 'visit', visit: VISIT });
  watchAddress();
  await Promise.all([recallVisit(place, VISIT), fetchHome(), fetchLate()]);
  render(<Frame words={words} />, root);
}
