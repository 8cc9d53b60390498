import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { BlobReceipt, Checkpoint, Receipt } from '#domain/log/receipt.ts';
import type { PullPage } from '#sync/ports.ts';
import type { SyncHead } from '#protocol/sync.ts';
import { ACCEPTED } from '#domain/log/verdict.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { CaseStory } from '#tests/domain/case/case-builder.ts';

/** Pages as the server writes them. Signatures are the engine's business: the store sees only what was verified. */
export const checkpoint: Checkpoint = {
  v: 1,
  alg: 'ES256',
  epoch: 'e1',
  seq: 9,
  hash: sha256OfText('log'),
  at: 5_000,
  sig: 'x',
};

export function pageOf(lines: readonly string[], head: Partial<SyncHead> = {}): PullPage {
  const whole: SyncHead = {
    protocol: 1,
    epoch: 'e1',
    serverTimeMs: 5_000,
    receipts: [],
    quarantined: [],
    blobReceipts: [],
    checkpoint,
    cursor: { epoch: 'e1', scope: 's', seq: 9, boot: null },
    bootStarts: false,
    bootEnds: false,
    more: false,
    count: lines.length,
    digest: '',
    ...head,
  };
  return { head: whole, lines };
}

export const snapshot = (state: CaseState): string => `["case",${JSON.stringify(state)}]`;
export const goneLine = (id: string): string => JSON.stringify(['gone', id]);
export const entriesLine = (state: CaseState, after: number, records: readonly CaseRecord[]): string =>
  JSON.stringify(['entries', { case: state.id, after, digest: state.digest, records }]);

/** A case with one order. */
export function orderedCase(id: string, order: Parameters<CaseStory['order']>[0] = {}): CaseStory {
  const story = new CaseStory(id);
  story.order({ orderNo: `JB-${id}`, ...order });
  return story;
}

export function casesNamed(prefix: string, count: number): readonly CaseState[] {
  return Array.from({ length: count }, (_, i) => orderedCase(`c-${prefix}-${String(i)}`).state);
}

export function receiptOf(entry: string, more: Partial<Receipt> = {}): Receipt {
  return {
    v: 1,
    alg: 'ES256',
    entry,
    case: 'c-1',
    seq: 7,
    receivedAt: 6_000,
    verdict: ACCEPTED,
    rules: 1,
    chain: 'ok',
    epoch: 'e1',
    sig: 'x',
    ...more,
  };
}

export function blobReceiptOf(blob: string, bytes: number): BlobReceipt {
  return { v: 1, alg: 'ES256', blob, bytes, receivedAt: 6_500, epoch: 'e1', sig: 'x' };
}
