import type { Clock, LocalStore, OutboxEntry, StatementVerifier, SyncPosition, Transport, WaitCause } from './ports.ts';
import { checkHead } from './check-head.ts';
import type { Settlement } from './check-head.ts';
import type { SyncHead } from '#protocol/sync.ts';
import { PROTOCOL_VERSION } from '#protocol/version.ts';

export interface ExchangePorts {
  readonly store: LocalStore;
  readonly transport: Transport;
  readonly verifier: StatementVerifier;
  readonly clock: Clock;
  readonly report?: ((error: unknown) => void) | undefined;
}

export interface ExchangePlan {
  readonly position: SyncPosition;
  readonly batch: readonly OutboxEntry[];
  readonly blobsAsked: readonly string[];
  /** Characters of the page to be answered; null: as the server likes. */
  readonly pageLength: number | null;
}

export type ExchangeOutcome =
  | {
      readonly kind: 'done';
      /** Entries that left the outbox, by receipt or into quarantine. */
      readonly settled: number;
      readonly confirmed: readonly string[];
      readonly more: boolean;
      /** The server answered the question for news. A revoked device's it does not. */
      readonly isTold: boolean;
      /** The cursor is another than before. */
      readonly moved: boolean;
    }
  | { readonly kind: 'failed'; readonly cause: WaitCause; readonly retryAfterMs: number | null }
  | { readonly kind: 'too-large' };

const MAX_NEED = 200;

/**
 * One request, one answer, stored. The order of the store's calls makes a kill between any two of them harmless: the checkpoint first (no
 * receipt may be here that the history noted does not reach: a server set back below it would go unnoticed), then receipts (an entry without
 * one is sent again and gets the same receipt), then the page with its cursor in one transaction.
 */
export async function exchange(plan: ExchangePlan, ports: ExchangePorts): Promise<ExchangeOutcome> {
  const startedMs = ports.clock.now();
  const reply = await ports.transport.sync(requestOf(plan), plan.pageLength);
  if (reply.kind !== 'ok') return reply;
  const { page } = reply;
  const settlement = await checkHead(page.head, { batch: plan.batch, blobs: plan.blobsAsked }, ports.verifier);
  if (!settlement) return { kind: 'failed', cause: 'wrong-receipt', retryAfterMs: null };
  await noteContact(page.head, startedMs, ports);
  await storeSettlement(settlement, ports.store);
  // A revoked device may hand in its entries and gets nothing back.
  if (page.head.cursor !== null || page.lines.length > 0) await ports.store.applyPage(page);
  return {
    kind: 'done',
    settled: settlement.receipts.length + settlement.quarantined.length,
    confirmed: settlement.blobReceipts.map((receipt) => receipt.blob),
    more: page.head.more,
    isTold: page.head.cursor !== null,
    moved: page.head.cursor !== null && JSON.stringify(page.head.cursor) !== JSON.stringify(plan.position.cursor),
  };
}

function requestOf({ position, batch, blobsAsked }: ExchangePlan): Parameters<Transport['sync']>[0] {
  return {
    protocol: PROTOCOL_VERSION,
    device: position.device,
    cursor: position.cursor,
    entries: batch.map(({ entry }) => entry),
    blobsAsked: [...blobsAsked],
    need: position.need.slice(0, MAX_NEED),
    pull: true,
    health: position.health,
    ...(position.known ? { known: position.known } : {}),
  };
}

async function noteContact(head: SyncHead, startedMs: number, { store, clock }: ExchangePorts): Promise<void> {
  const { serverTimeMs, checkpoint, setBack } = head;
  // The server's clock was read somewhere between the two; the middle halves the error.
  const clockOffsetMs = Math.round(serverTimeMs - (startedMs + clock.now()) / 2);
  await store.noteContact({ serverTimeMs, clockOffsetMs, checkpoint, setBack });
}

async function storeSettlement({ receipts, quarantined, blobReceipts }: Settlement, store: LocalStore): Promise<void> {
  if (receipts.length > 0) await store.acceptReceipts(receipts);
  if (quarantined.length > 0) await store.quarantine(quarantined);
  if (blobReceipts.length > 0) await store.confirmBlobs(blobReceipts);
}
