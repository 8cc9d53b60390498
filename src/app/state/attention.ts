import type { JsonObject } from '#domain/kernel/json.ts';
import type { BlobRow, EntryRow } from '#storage/rows.ts';
import type { RunState } from '#storage/engine-shapes.ts';
import type { OwnWork } from '#storage/own-entries.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { AttentionReason } from './delivery.ts';
import type { DraftKey } from './draft-key.ts';
import type { Outcome } from './failure.ts';
import { acknowledgeBlob, bodyOf, markReplaced, releaseOne } from '#storage/attention.ts';
import { kindOfBlob } from '#storage/blobs.ts';
import { loadDraft, saveDraft } from '#storage/drafts.ts';
import { clearFlag } from '#storage/outbox.ts';
import { damagedBlobs, flaggedEntries } from '#storage/own-entries.ts';
import { wakeEngine } from './engine-host.ts';
import { failed } from './failure.ts';
import { onStore } from './open-store.svelte.ts';

/** Something a person has to look at. Never goes away by itself, and never holds up the rest. */
export interface Attention {
  readonly entry: string;
  /** Set when it is about a photo alone. */
  readonly blob: string | null;
  readonly caseId: string;
  readonly kind: string;
  readonly claimedAt: number;
  /**
   * `quarantined`: not sent by itself any more; `held`: the server fails on it each time; `replaced`: written anew; `refused`, `review`: the
   * verdict; `blob`: its photo is lost; `upload`: its photo fails again and again.
   */
  readonly what: 'quarantined' | 'held' | 'replaced' | 'refused' | 'review' | 'blob' | 'upload';
  readonly reason: AttentionReason;
}

/** Tries that failed in a row before a person is told; one or two are everyday life. */
const TOLD_AFTER = 3;

export async function readAttention(store: PersonStore): Promise<readonly Attention[]> {
  const flagged = (await flaggedEntries(store)).map(attentionOf);
  return [...flagged, ...(await damagedBlobs(store)).map((blob) => photoTrouble(blob, 'blob'))];
}

/** What no row is marked with: the engine's own finding, and uploads that do not get on. */
export function passingAttention(held: readonly string[], work: OwnWork): readonly Attention[] {
  const stumbling = work.entries.filter((row) => row.stage === 'unsent' && !row.flag && held.includes(row.id));
  const stuck = [...work.blobs.values()].filter((blob) => blob.stage === 'ready' && blob.failures >= TOLD_AFTER);
  return [
    ...stumbling.map((row): Attention => ({ ...aboutEntry(row), what: 'held', reason: 'server-fails' })),
    ...stuck.map((blob) => photoTrouble(blob, 'upload')),
  ];
}

/** null while a pass is under way: what it will find is not known yet. */
export function heldIn(run: RunState | null): readonly string[] | null {
  if (run?.phase === 'working') return null;
  return run?.phase === 'waiting' ? (run.held ?? []) : [];
}

/** The person does not want to wait for the next try of this one. */
export async function resend(entry: string): Promise<Outcome<void>> {
  const released = await onStore((store) => releaseOne(store, entry));
  wakeEngine('button');
  return released;
}

/** Seen by its author. What still has no receipt stays listed. */
export function acknowledge({ entry, blob }: Attention): Promise<Outcome<void>> {
  return onStore((store) => (blob === null ? clearFlag(store, entry) : acknowledgeBlob(store, blob)));
}

/** The words of an entry of one's own, to be put right. */
export function wordsOfEntry(entry: string): Promise<Outcome<JsonObject | null>> {
  return onStore((store) => bodyOf(store, entry));
}

/** The entry a form was filled from rides in its draft, so that it is remembered as long as the form is. */
interface Replacing {
  readonly replaces?: string | undefined;
}

/** Fills the form of a case with an old entry's words; refused while something else is being written in it. */
export async function beginReplacement(key: DraftKey, entry: string, values: object): Promise<Outcome<unknown>> {
  const found = await onStore((store) => loadDraft(store, key));
  if (!found.ok) return found;
  const isAgain = (found.value?.values as Replacing | undefined)?.replaces === entry;
  if (found.value && !isAgain) return failed('conflict');
  if (isAgain) return found;
  const content = { values: { ...values, replaces: entry } satisfies Replacing, focusField: null };
  return onStore((store) => saveDraft(store, key, content));
}

/** What the form's entry stands for, if it was filled from an old one. Asked before it is written, for its draft goes with it. */
export async function replacedEntry(key: DraftKey): Promise<string | null> {
  const draft = await onStore((store) => loadDraft(store, key));
  return (draft.ok && (draft.value?.values as Replacing | undefined)?.replaces) || null;
}

/** Should it fail, the old one merely stays listed beside the new. */
export function settleReplacement(entry: string, by: string): Promise<Outcome<void>> {
  return onStore((store) => markReplaced(store, entry, by));
}

function aboutEntry(row: EntryRow): Pick<Attention, 'entry' | 'blob' | 'caseId' | 'kind' | 'claimedAt'> {
  return { entry: row.id, blob: null, caseId: row.case, kind: row.header.kind, claimedAt: row.header.claimedAt };
}

function attentionOf(row: EntryRow): Attention {
  const about = aboutEntry(row);
  const verdict = row.receipt?.verdict;
  if (verdict && verdict.outcome !== 'accepted') return { ...about, what: verdict.outcome, reason: verdict.reason };
  if (row.stage === 'replaced') return { ...about, what: 'replaced', reason: 'replaced' };
  return { ...about, what: 'quarantined', reason: row.quarantine?.code ?? 'malformed' };
}

function photoTrouble(blob: BlobRow, what: 'blob' | 'upload'): Attention {
  const kind = kindOfBlob(blob.mediaType);
  const about = { entry: blob.entry, blob: blob.sha256, caseId: blob.case, kind, claimedAt: blob.addedAt };
  return { ...about, what, reason: blob.code ?? 'original-missing' };
}
