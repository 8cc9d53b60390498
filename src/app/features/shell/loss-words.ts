import { formatFullDate, formatTime } from '#app/text/format.ts';
import { healingText } from '#app/text/healing.ts';
import { t } from '#app/text/locale.svelte.ts';

interface Healed {
  readonly entries: number;
  readonly photos: number;
  readonly photosMissing: number;
  readonly drafts?: number | undefined;
}

interface Loss {
  readonly missing: readonly { readonly from: number; readonly to: number }[];
  readonly after: number | null;
  readonly before: number | null;
  readonly healed: Healed;
  readonly isAsked: boolean;
  readonly photos: number;
}

/** Exactly which numbers are gone (I1): what the server has is not lost, and what nobody can know yet is not guessed. */
export function linesOfLoss({ missing, after, before, healed, isAsked, photos }: Loss): readonly string[] {
  const numbers = missing.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join('、');
  const gone = missing.length > 0 ? [t(isAsked ? healingText.lost : healingText.unsure, { numbers })] : [];
  const when = missing.length > 0 ? wordsOfTime(after, before) : [];
  return [
    ...(missing.length === 0 && photos === 0 ? [t(healingText.nothingLost)] : gone),
    ...when,
    ...(photos > 0 ? [t(healingText.serverPhotos, { count: photos })] : []),
    ...(healed.entries + (healed.drafts ?? 0) > 0 ? linesOfHealed(healed) : []),
  ];
}

function wordsOfTime(after: number | null, before: number | null): readonly string[] {
  if (after !== null && before !== null)
    return [t(healingText.between, { after: stamp(after), before: stamp(before) })];
  if (after !== null) return [t(healingText.after, { after: stamp(after) })];
  return before === null ? [] : [t(healingText.before, { before: stamp(before) })];
}

function stamp(atMs: number): string {
  return `${formatFullDate(atMs)} ${formatTime(atMs)}`;
}

/** What came back by itself, and what of it did not come back whole. */
export function linesOfHealed({ entries, photos, photosMissing, drafts = 0 }: Healed): readonly string[] {
  return [
    ...(entries > 0 ? [t(healingText.restored, { entries, photos })] : []),
    ...(drafts > 0 ? [t(healingText.draftsBack, { count: drafts })] : []),
    ...(entries + drafts > 0 ? [] : [t(healingText.nothingLost)]),
    ...(photosMissing > 0 ? [t(healingText.photosGone, { count: photosMissing })] : []),
  ];
}
