/**
 * Frames on disk: records every frame of the public stream in a folder, and reads them from there. It needs Node.
 *
 * @module rx-bitbank/recording
 */
export { exportTable, type ExportOutcome } from './export-table';
export type { ExportFormat, ExportOptions, ExportTable } from './export-options';
export { openRecording, type OpenRecordingOptions } from './open-recording';
export { recordedEnd, recordedEvents } from './recorded-events';
export type { RecordingEvent, TornEvent } from './event-reader';
export type {
  CopyNote,
  FrameNote,
  HeaderNote,
  LineTimes,
  Note,
  OwnNote,
  RecordingLine,
  RestNote,
} from './line';
export type { RecordOptions } from './options';
export { recordTo, type RecordingNotice, type RecordingState } from './record-to';
export {
  replayRecording,
  type DrivenClock,
  type ReplayedRecording,
  type ReplayRecordingOptions,
} from './replay-recording';
export type { Retention } from './retention';
export type { RecordingError } from '../model/recording-error';
