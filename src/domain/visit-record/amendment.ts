import type { RecordAmendmentBody } from './bodies.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256OfText } from '../kernel/sha256.ts';

type Altered = Pick<RecordAmendmentBody, 'record' | 'statement' | 'before' | 'after' | 'reason'>;

/** What the signatures of an amendment name: which words of which record, struck through for which others, and why. */
export function hashOfAmendment({ record, statement, before, after, reason }: Altered): string {
  return sha256OfText(canonicalJson({ record, statement, before, after, reason }));
}
