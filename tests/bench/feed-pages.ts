import { createHash } from 'node:crypto';
import type { CaseState } from '#domain/case/case-state.ts';
import type { SyncHead } from '#protocol/sync.ts';
import { CASE_LINE_PREFIX } from '#protocol/sync.ts';

interface PageOptions {
  readonly from: number;
  readonly pageSize: number;
  readonly count: number;
  readonly state: (index: number) => CaseState;
}

/** One page of first snapshots, byte for byte as the server's feed writes it. */
export function bootPage({ from, pageSize, count, state }: PageOptions): string {
  const size = Math.min(pageSize, count - from);
  const lines = Array.from({ length: size }, (_, n) => `${CASE_LINE_PREFIX}${JSON.stringify(state(from + n))}]`);
  const rest = lines.map((line) => `${line}\n`).join('');
  const last = from + size >= count;
  const head: SyncHead = {
    protocol: 1,
    epoch: 'bench',
    serverTimeMs: Date.now(),
    receipts: [],
    quarantined: [],
    blobReceipts: [],
    checkpoint: { v: 1, alg: 'ES256', epoch: 'bench', seq: count * 5, hash: '0'.repeat(64), at: 0, sig: '' },
    cursor: { epoch: 'bench', scope: 'bench', seq: count * 5, boot: last ? null : String(from + size) },
    bootStarts: from === 0,
    bootEnds: last,
    more: !last,
    count: size,
    digest: createHash('sha256').update(rest).digest('hex'),
  };
  return `${JSON.stringify(head)}\n${rest}`;
}
