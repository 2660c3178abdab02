/** The English of `vi/photos.ts`, word for word. */

import type { PHOTOS as Vietnamese } from '../vi/photos';

export const PHOTOS: Readonly<Record<keyof typeof Vietnamese, string>> = {
  photo_later:
    'The photo could not be worked on yet. Its file is kept on this phone; it is tried again when the visit is next opened.',
  photos_failed: '{n} of {total} photos were NOT saved. {why}',
  photos_original:
    '{n} of {total} photos could not be opened here: the originals are saved, the server will convert them.',
  photos_n: 'Photos ({n})',
  photo_unseen: 'No preview here',
  photo_enlarge: 'Enlarge',
  photo_previous: 'Previous photo',
  photo_next: 'Next photo',
  zoom_in: 'Zoom in',
  zoom_out: 'Zoom out',
  turn_left: 'Turn left',
  turn_right: 'Turn right',
  photo_mark: 'Mark up',
  photo_save: 'Save the new picture',
  photo_saving: 'Saving…',
  photo_discard: 'Keep the old one',
  photo_blurred: 'The blurred picture is saved; the one from before is gone from this phone.',
  photo_blur_warning:
    'Once saved, the picture from before is gone from this phone and nobody can open it. There is no way back.',
  photo_cannot_edit:
    'This phone cannot open the photo, so it cannot be changed here. Try again when it is on the server and there is a network.',
  mark_arrow: 'Arrow',
  mark_box: 'Box',
  mark_blur: 'Blur',
  marks_n: '{n} marks on the photo.',
  mark_at: '{tool}: {x}% from the left, {y}% from the top.',
  move_left: 'Left',
  move_right: 'Right',
  move_up: 'Up',
  move_down: 'Down',
  mark_larger: 'Larger',
  mark_smaller: 'Smaller',
  mark_point: 'Turn arrow',
  mark_next: 'Other mark',
  mark_remove: 'Remove',
  notice_title: 'Before you take photos',
  notice_what:
    'Photograph documents, workplaces and surroundings only, as evidence. Tell everybody first what for and who will see it. A close-up needs the consent of the person.',
  notice_never:
    'No identity papers, health files, complaints, secret documents; no children without their consent and that of their guardians.',
  notice_who:
    'The survey team, its leads and the office see the photos; they are printed in the report of the visit.',
  notice_position:
    'This round records where photos are taken. The browser will ask; you may refuse, and the photo is kept all the same.',
  notice_untold: 'Without having told people you can take photos; they are marked for the lead.',
  consent_given: 'People were told of the photos; who is shown close up agrees',
  untold_short: 'Not confirmed that people were told',
  untold_n: '{n} photos: not confirmed that people were told.',
  told_now: 'They were told',
  told_n: 'Confirmed for {n} photos.',
};
