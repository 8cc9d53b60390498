import * as v from 'valibot';
import type { BootPlace, LogReader } from '../db/port.ts';
import type { Cursor } from '#protocol/sync.ts';
import type { PageBuilder } from './page-builder.ts';

/**
 * Where first snapshots go on. First every visible case, open ones first; then those that changed meanwhile, so that a case which moved in
 * the first order while it was walked is not missed ([SYNC-43]).
 */
export type BootStep =
  { readonly phase: 'all'; readonly after: BootPlace | null } | { readonly phase: 'changed'; readonly after: number };

const TokenSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return JSON.parse(dataset.value) as unknown;
    } catch {
      addIssue({ message: 'not JSON' });
      return NEVER;
    }
  }),
  v.variant('phase', [
    v.strictObject({
      phase: v.literal('all'),
      after: v.strictObject({ closed: v.number(), dueAtMs: v.number(), case: v.string() }),
    }),
    v.strictObject({ phase: v.literal('changed'), after: v.number() }),
  ]),
);

/** null for a token this server did not write: the boot then starts again. */
export function readBootToken(token: string): BootStep | null {
  const parsed = v.safeParse(TokenSchema, token);
  return parsed.success ? parsed.output : null;
}

/** Fills the page and says where to go on; null once the set is complete. */
export async function fillBootPage(
  log: LogReader,
  page: PageBuilder,
  request: { keys: readonly string[]; step: BootStep; cursor: Cursor },
) {
  const { keys, step, cursor } = request;
  const next =
    step.phase === 'all'
      ? await fillFromAll(log, page, keys, step.after)
      : await fillFromChanged(log, page, keys, step.after);
  if (next) return JSON.stringify(next);
  if (step.phase === 'changed') return null;
  const head = await log.head();
  const changed: BootStep = { phase: 'changed', after: cursor.seq };
  // Nothing moved since the boot began (the usual case): no further page is needed to find that out.
  return head.seq === cursor.seq ? null : JSON.stringify(changed);
}

async function fillFromAll(
  log: LogReader,
  page: PageBuilder,
  keys: readonly string[],
  after: BootPlace | null,
): Promise<BootStep | null> {
  const rows = await log.bootPage(keys, after, page.limits.items);
  let last = after;
  for (const row of rows) {
    if (!page.hasRoomFor(row.text.length)) return { phase: 'all', after: last };
    page.addSnapshot(row);
    last = row.place;
  }
  return rows.length < page.limits.items ? null : { phase: 'all', after: last };
}

async function fillFromChanged(
  log: LogReader,
  page: PageBuilder,
  keys: readonly string[],
  after: number,
): Promise<BootStep | null> {
  const rows = await log.changedPage(keys, after, page.limits.items);
  let last = after;
  for (const row of rows) {
    if (!page.hasRoomFor(row.text.length)) return { phase: 'changed', after: last };
    page.addSnapshot(row);
    last = row.lastSeq;
  }
  return rows.length < page.limits.items ? null : { phase: 'changed', after: last };
}
