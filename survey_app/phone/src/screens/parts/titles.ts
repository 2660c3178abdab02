/** What things of a visit are called. */

import { of, t } from '../../i18n/say';
import type { Chapter } from '../../visit/progress';

export function chapterTitle({ section }: Chapter): string {
  return section ? `${section.code}. ${of(section, 'title')}` : t('general');
}
