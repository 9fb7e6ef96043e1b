import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RunRecord } from '../../strategy/run-record';

/** The records of a run, packed: as objects they would be most of the memory of a long backtest. */
export interface PackedRecords {
  /** Each piece is one or more lines of JSON, deflated. */
  readonly pieces: readonly Uint8Array[];
  /** Digest of all lines. */
  readonly hash: string;
}

/** The characters that are packed in one go. */
const pieceLength = 262_144;

/** Returns the line of a record. A strategy may pass a request that has no JSON, which the client refuses. */
const lineOf = (record: RunRecord): string => {
  try {
    return `${JSON.stringify(record)}\n`;
  } catch {
    return `${JSON.stringify({ ...record, request: null })}\n`;
  }
};

/** Creates a packer of records. Between its calls it keeps less than a piece as text. */
export const recordPacker = () => {
  const digest = createHash('sha256');
  const pieces: Uint8Array[] = [];
  let lines = '';
  const flush = (): void => {
    if (lines === '') return;
    digest.update(lines);
    pieces.push(deflateRawSync(lines, { level: 1 }));
    lines = '';
  };
  return {
    add: (record: RunRecord): void => {
      lines += lineOf(record);
      if (lines.length >= pieceLength) flush();
    },
    pack: (): PackedRecords => {
      flush();
      return { pieces: [...pieces], hash: digest.copy().digest('hex') };
    },
  };
};

/** Returns the records one by one. No more of them than a piece are unpacked at a time. */
export function* recordsIn({ pieces }: PackedRecords): Generator<RunRecord, void> {
  for (const piece of pieces)
    for (const line of inflateRawSync(piece).toString('utf8').split('\n'))
      if (line !== '') yield JSON.parse(line) as RunRecord;
}

export const unpackedRecords = (packed: PackedRecords): readonly RunRecord[] => [...recordsIn(packed)];
