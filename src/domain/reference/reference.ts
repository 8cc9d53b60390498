import type { BureauProfile } from './bureau.ts';
import type { ChecklistSet } from '../checklist/checklist.ts';
import type { InstrumentRegister } from './instruments.ts';
import type { NoiseRules } from '../noise/noise-rules.ts';
import type { OfficerRegister } from './officers.ts';
import type { ZoneMap } from './zones.ts';

/**
 * 参考数据: what the bureau itself keeps right without a new release of the app: limits, instruments, checklists, zones. Every correction is a
 * new version with its author and reason; nothing is overwritten, so that a verdict can be traced to the table it was made by.
 */
export interface ReferenceBodies {
  readonly 'noise-rules': NoiseRules;
  readonly instruments: InstrumentRegister;
  readonly officers: OfficerRegister;
  readonly zones: ZoneMap;
  readonly checklists: ChecklistSet;
  readonly bureau: BureauProfile;
}

export type ReferenceName = keyof ReferenceBodies;

export const REFERENCE_NAMES = [
  'noise-rules',
  'instruments',
  'officers',
  'zones',
  'checklists',
  'bureau',
] as const satisfies readonly ReferenceName[];

/** One version of one document. Version 0 is the one shipped with the app, with no author. */
export interface ReferenceVersion<N extends ReferenceName = ReferenceName> {
  readonly name: N;
  readonly version: number;
  /** SHA-256 of the body's canonical JSON, hex: what an entry names when it was made by this version. */
  readonly hash: string;
  /** Server clock, ms; null for what was shipped. */
  readonly at: number | null;
  /** Person id; null for what was shipped. */
  readonly by: string | null;
  readonly reason: string;
  readonly body: ReferenceBodies[N];
}
