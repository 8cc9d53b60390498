import type { Verdict } from '../log/verdict.ts';

/**
 * A case begins with an accepted order, or with a kind this build does not know (a newer app's). Anything else that names a case nobody
 * opened keeps its number and receipt, but makes no case that others could then act on ([SYNC-26]).
 */
export function opensCase(kind: string, verdict: Verdict): boolean {
  return verdict.outcome === 'accepted'
    ? kind === 'order'
    : verdict.outcome === 'review' && verdict.reason === 'unknown-kind';
}
