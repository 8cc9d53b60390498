import type { Checkpoint, LogReach, Receipt } from './receipt.ts';

type Reach = Pick<Checkpoint, 'epoch' | 'seq' | 'lineage'>;

/**
 * Whether the server that states `checkpoint` still holds what it once gave `receipt` for. After a restore from a backup it holds only what
 * lies within one of its earlier histories; everything else must be offered again (I16).
 */
export function receiptStands(receipt: Pick<Receipt, 'epoch' | 'seq'>, checkpoint: Reach): boolean {
  return reachesOf(checkpoint).some(({ epoch, seq }) => epoch === receipt.epoch && receipt.seq <= seq);
}

/** The server that speaks now is not simply further on than the one that spoke last: it was restored, or set back by hand. */
export function isAnotherHistory(known: Reach | undefined, told: Reach): boolean {
  return known !== undefined && (known.epoch !== told.epoch || told.seq < known.seq);
}

/** What the server can lose no more by a single fault: covered by a verified backup. Nothing while it makes none. */
export function isBackedUp(receipt: Pick<Receipt, 'epoch' | 'seq'>, checkpoint: Checkpoint): boolean {
  const { durable } = checkpoint;
  if (!durable) return false;
  // A backup of the present history holds its earlier ones too.
  const lineage = durable.epoch === checkpoint.epoch ? checkpoint.lineage : undefined;
  return receiptStands(receipt, { ...durable, lineage });
}

function reachesOf({ epoch, seq, lineage }: Reach): readonly LogReach[] {
  return [...(lineage ?? []), { epoch, seq }];
}
