import type { CaseState } from '../case/case-state.ts';
import { recordsOf, type RecordOf } from '../case/case-records.ts';

/** The layer that counts for a photo: the last one received that stands and was not erased; null when there is none. */
export function marksOf(state: CaseState, photo: string): RecordOf<'photo-marks'> | null {
  const layers = recordsOf(state, 'photo-marks');
  return layers.findLast(({ body, verdict }) => body?.photo === photo && verdict.outcome !== 'refused') ?? null;
}
