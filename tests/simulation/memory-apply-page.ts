import type { Checkpoint } from '#domain/log/receipt.ts';
import type { DeviceDisk } from './device-disk.ts';
import type { PageOutcome, PullPage } from '#sync/ports.ts';
import type { PullItem } from '#protocol/sync.ts';
import { evolve } from '#domain/case/evolve.ts';
import { isMassRemoval } from '#storage/removals.ts';
import { keptCases } from './device-disk.ts';
import { receiptStands } from '#domain/log/standing.ts';

export type NoteItem = (
  branch: 'gone' | 'entries' | 'snapshot' | 'need' | 'newer-item' | 'reoffer' | 'set-back' | 'removal-held',
) => void;

/** One page, as src/storage/apply-page.ts stores it. */
export function applyPage(disk: DeviceDisk, { head, lines }: PullPage, note: NoteItem): PageOutcome {
  if (head.bootStarts) disk.seen = new Set();
  const left = new Set<string>();
  for (const line of lines) applyItem(disk, JSON.parse(line) as PullItem, { left, note });
  if (head.bootEnds) for (const id of disk.cases.keys()) if (!disk.seen.has(id)) left.add(id);
  const kept = keptCases(disk);
  const isHeldBack = isMassRemoval([...left].filter((id) => !kept.has(id)).length, disk.cases.size);
  if (isHeldBack) note('removal-held');
  for (const id of left) (isHeldBack ? disk.held : disk.leaving).add(id);
  if (head.cursor) disk.cursor = head.cursor;
  for (const _ of disk.need) note('need');
  leave(disk, kept, head.checkpoint);
  return { need: [...disk.need], removalHeld: disk.held.size };
}

/** The person agreed. */
export function confirmRemoval(disk: DeviceDisk): void {
  for (const id of disk.held) disk.leaving.add(id);
  disk.held.clear();
  if (disk.checkpoint) leave(disk, keptCases(disk), disk.checkpoint);
}

function applyItem(disk: DeviceDisk, item: PullItem, page: { left: Set<string>; note: NoteItem }): void {
  if (item[0] === 'gone') {
    page.note('gone');
    disk.need.delete(item[1]);
    page.left.add(item[1]);
    return;
  }
  // Of a newer server.
  if (item[0] !== 'case' && item[0] !== 'entries') return page.note('newer-item');
  page.note(item[0] === 'case' ? 'snapshot' : 'entries');
  const id = item[0] === 'case' ? item[1].id : item[1].case;
  if (item[0] === 'case') {
    disk.seen.add(id);
    keep(disk, id, page.left);
    disk.cases.set(id, item[1]);
    disk.need.delete(id);
    return;
  }
  const { after, digest, records } = item[1];
  const held = disk.cases.get(id);
  if (!held || held.lastSeq < after) {
    disk.need.add(id);
    return;
  }
  const folded = records.reduce(evolve, held);
  if (folded === held) return;
  // What is held is kept until the snapshot comes: a difference between two folds is a fault of ours, not the person's loss (fault 73).
  if (folded.digest !== digest) disk.need.add(id);
  else {
    keep(disk, id, page.left);
    disk.cases.set(id, folded);
  }
}

function keep(disk: DeviceDisk, id: string, left: Set<string>): void {
  left.delete(id);
  disk.leaving.delete(id);
  disk.held.delete(id);
}

/** Removal waits for the receipts of what was written in the case, and takes with it only what the server of today has (DEVICE-14). */
function leave(disk: DeviceDisk, kept: ReadonlySet<string>, log: Checkpoint): void {
  for (const id of disk.leaving) {
    if (kept.has(id)) continue;
    if (disk.cases.delete(id)) forgetCase(disk, id, log);
    disk.leaving.delete(id);
  }
}

function forgetCase(disk: DeviceDisk, caseId: string, log: Checkpoint): void {
  const missing = new Set<string>();
  const own = [...disk.entries].filter(([, { entry }]) => entry.header.case === caseId);
  for (const [id, stored] of own) {
    const receipt = disk.receipts.get(id);
    if (!receipt) continue;
    if (receiptStands(receipt, log)) disk.entries.set(id, { ...stored, entry: { ...stored.entry, payload: null } });
    else missing.add(id);
  }
  const ids = new Set(own.map(([id]) => id));
  for (const blob of disk.blobs.values())
    if (ids.has(blob.entry) && blob.receipt && !missing.has(blob.entry)) blob.bytes = null;
}
