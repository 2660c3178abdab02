/** The screens and sheets that nobody needs in the first second: one file, fetched after the first paint. */

import '../store/telling';
import '../styles/photos.css';

export { Ability } from './cards/ability';
export { ClashBox } from './cards/clash';
export { ReturnBox } from './cards/returned';
export { People, Table } from './cards/table';
export { Check } from './check';
export { HandOver } from './handover';
export { Attendees, Clashes, Findings } from './lists';
export { seekPosition } from '../photos/position';
export { Settings } from './settings';
export { PhotoView } from './parts/photo';
export { Photos } from './photo/album';
export { NoticeSheet } from './photo/notice';
export { EvidenceSheet } from './sheets/evidence';
export { FindingSheet } from './sheets/finding';
export { NoteSheet } from './sheets/note';
export { PhotoSheet } from './sheets/photo';
export { ReasonSheet } from './sheets/reason';
export { ThreadSheet } from './sheets/thread';
export { SignIn } from './signin';
export { Sync } from './sync';
export { takeAll, takeUp } from './taking';
