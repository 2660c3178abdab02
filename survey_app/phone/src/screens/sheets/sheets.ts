/** The sheets by name; what they are made of is fetched after the first paint. */

import { lateSheet } from '../parts/late';

export const EvidenceSheet = lateSheet((from) => from.EvidenceSheet);
export const FindingSheet = lateSheet((from) => from.FindingSheet);
export const NoticeSheet = lateSheet((from) => from.NoticeSheet);
export const NoteSheet = lateSheet((from) => from.NoteSheet);
export const PhotoView = lateSheet((from) => from.PhotoView);
export const PhotoSheet = lateSheet((from) => from.PhotoSheet);
export const ThreadSheet = lateSheet((from) => from.ThreadSheet);
export const ReasonSheet = lateSheet((from) => from.ReasonSheet);
