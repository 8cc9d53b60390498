import { createHash } from 'node:crypto';
import type { Db } from '../db/sqlite/open-database.ts';
import type { ProofDay } from '#protocol/proof-day.ts';
import { anchorState } from './anchor.ts';

const DAY_MS = 86_400_000;
/** China has one time and no summer time. */
const ZONE_MS = 8 * 3_600_000;

/** The signed states of one day, for the report that is printed and kept (PROOF-11). `day`: today when not said. */
export async function proofDay(
  db: Db,
  about: { readonly day: string | undefined; readonly publicKey: string; readonly nowMs: number },
): Promise<ProofDay> {
  const { nowMs, publicKey } = about;
  const day = about.day ?? new Date(nowMs + ZONE_MS).toISOString().slice(0, 10);
  const fromMs = Date.parse(`${day}T00:00:00Z`) - ZONE_MS;
  const rows = await db
    .selectFrom('tree_checkpoint')
    .selectAll()
    .select((eb) =>
      eb
        .exists(eb.selectFrom('anchor').select('anchor.id').whereRef('anchor.checkpoint', '=', 'tree_checkpoint.id'))
        .as('stamped'),
    )
    .where('at', '>=', fromMs)
    .where('at', '<', fromMs + DAY_MS)
    .orderBy('id')
    .execute();
  return {
    day,
    madeAt: nowMs,
    states: rows.map(({ size, root, at, stamped }) => ({
      size,
      root: Buffer.from(root).toString('hex'),
      at,
      isStamped: Boolean(stamped),
    })),
    note: rows.at(-1)?.note ?? null,
    key: createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex'),
    anchorFailure: (await anchorState(db))?.failure ?? null,
  };
}
