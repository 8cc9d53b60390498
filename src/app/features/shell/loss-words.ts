import { t } from '#app/text/locale.svelte.ts';
import { shellText } from '#app/text/shell.ts';

interface Loss {
  readonly keptSeq: number;
  readonly lastSeq: number;
  readonly serverSeq: number | null;
}

/** Exactly which numbers are gone (I1): what the server has is not lost, and what nobody can know yet is not guessed. */
export function wordsOfLoss({ keptSeq, lastSeq, serverSeq }: Loss): string {
  if (serverSeq === null) return t(shellText.lostUnsure, { from: keptSeq + 1, to: lastSeq });
  if (serverSeq >= lastSeq) return t(shellText.lostNothing, { to: lastSeq });
  return t(shellText.lostTo, { from: Math.max(keptSeq, serverSeq) + 1, to: lastSeq });
}
