import type { CallerAnswer } from '#protocol/caller.ts';
import type { Db } from '../db/sqlite/open-database.ts';

/** 王芳 → 王*, 13812345678 → 138****5678: enough to know whether it is the same person, not enough to call. */
export function maskName(name: string): string {
  const points = Array.from(name);
  return points.map((point, i) => (i === 0 ? point : '*')).join('');
}

export function maskPhone(phone: string): string {
  return phone.length < 8
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
}

export interface Reveal {
  readonly person: string;
  readonly purpose: string;
  readonly atMs: number;
}

/** The callers of a case. Revealing writes down who saw them, when and why, before they are handed out. */
export async function callersOf(db: Db, caseId: string, reveal: Reveal | null): Promise<CallerAnswer> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('caller')
      .select(['order_no', 'name', 'phone'])
      .where('case_id', '=', caseId)
      .orderBy('order_no')
      .execute();
    if (reveal) {
      const { person, purpose, atMs } = reveal;
      await trx.insertInto('caller_read').values({ case_id: caseId, person, at: atMs, purpose }).execute();
    }
    const callers = rows.map(({ order_no: orderNo, name, phone }) => ({
      orderNo,
      name: name === null || reveal ? name : maskName(name),
      phone: phone === null || reveal ? phone : maskPhone(phone),
    }));
    return { revealed: reveal !== null, callers };
  });
}
