import type { LogReader } from '../db/port.ts';
import type { Reckoning } from '#protocol/reckoning.ts';
import type { SyncDeps } from './ports.ts';
import { MAX_RECKONED } from '#protocol/reckoning.ts';
import { signStatement, STATEMENT_VERSION } from './statements.ts';

export interface ReckoningRequest {
  readonly device: string;
  readonly from: number;
  /** Whether the blob's file lies there: a receipt once given does not say that it still does. */
  readonly hasFile: (blob: string) => boolean;
  /** Fewer than usual, so that a test meets the edges. */
  readonly limit?: number | undefined;
}

/** What this server holds of a device's chain, read from what lies here and not from what was once promised (交账). */
export async function reckon(log: LogReader, deps: SyncDeps, request: ReckoningRequest): Promise<Reckoning> {
  const { device, from, hasFile, limit = MAX_RECKONED } = request;
  const chain = await log.chainFrom(device, from, limit + 1);
  const numbers = [...new Set(chain.map(({ seq }) => seq))];
  const more = numbers.length > limit;
  const told = more ? chain.filter(({ seq }) => seq !== numbers.at(-1)) : chain;
  const whole = new Set((await log.blobReceipts(told.flatMap(({ blobs }) => blobs))).map(({ blob }) => blob));
  const isHere = (blob: string): boolean => whole.has(blob) && hasFile(blob);
  return signStatement(deps.signer, {
    v: STATEMENT_VERSION,
    alg: deps.signer.alg,
    device,
    from,
    entries: told.map(({ seq, entry, blobs }) => ({
      seq,
      entry,
      blobs: blobs.filter(isHere),
      missing: blobs.filter((blob) => !isHere(blob)),
    })),
    more,
    epoch: await log.epoch(),
    at: deps.clock.now(),
  });
}
