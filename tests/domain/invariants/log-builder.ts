import type { LoggedEntry, OwnEntry } from '#domain/invariants/views.ts';
import type { Person } from '#domain/people/person.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { Violation } from '#domain/invariants/violation.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import { anOrder, wang, zhao } from '#tests/domain/case/case-builder.ts';
import { commitmentOf, entryIdOf } from '#domain/log/seal.ts';
import { decide } from '#domain/case/decide.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { recordOfEntry } from '#domain/log/record-of-entry.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';

export const numbersOf = (found: readonly Violation[]): readonly string[] => found.map(({ invariant }) => invariant);

interface Step {
  readonly actor: Person;
  readonly kind: string;
  readonly body: JsonObject;
  readonly device?: string;
}

/** A small log as the server writes it, without its signatures. */
export class LogBuilder {
  readonly log: LoggedEntry[] = [];
  state = emptyCase('c-1');
  readonly #heads = new Map<string, { seq: number; id: string | null }>();

  add({ actor, kind, body, device = `device-of-${actor.id}` }: Step): LoggedEntry {
    const head = this.#heads.get(device) ?? { seq: 0, id: null };
    const payload = { salt: '0'.repeat(32), body };
    const header = {
      ...{ v: 1, alg: 'ES256', device, seq: head.seq + 1, prev: head.id, case: 'c-1', actor: actor.id, kind, kindV: 1 },
      ...{ base: this.state.lastSeq, checkpoint: null, claimedAt: 1_000, clockOffsetMs: null, blobs: [] },
      commit: commitmentOf(payload),
    };
    const id = entryIdOf(header);
    const entry: SignedEntry = { header, sig: 's', payload };
    const verdict = decide(this.state, { ...header, body }, actor);
    const receipt: Receipt = {
      ...{ v: 1, alg: 'ES256', entry: id, case: 'c-1', seq: this.log.length + 1, receivedAt: 5, verdict, rules: 1 },
      ...{ chain: 'ok' as const, epoch: 'e-1', sig: 'server' },
    };
    const logged = { entry, receipt, logHash: sha256OfText((this.log.at(-1)?.logHash ?? '') + id) };
    this.log.push(logged);
    this.state = evolve(this.state, recordOfEntry(entry, receipt));
    this.#heads.set(device, { seq: header.seq, id });
    return logged;
  }

  get checkpoint(): { readonly epoch: string; readonly seq: number; readonly hash: string } {
    return { epoch: 'e-1', seq: this.log.length, hash: this.log.at(-1)?.logHash ?? '' };
  }
}

/** An order, its dispatch, and two observations by the inspector who holds it. */
export function aLog(): LogBuilder {
  const builder = new LogBuilder();
  builder.add({ actor: SYSTEM_PERSON, kind: 'order', body: { ...anOrder } as unknown as JsonObject });
  builder.add({ actor: zhao, kind: 'assign', body: { unit: wang.unit } });
  builder.add({ actor: wang, kind: 'contact', body: { way: 'phone', reached: true, summary: '一' } });
  builder.add({ actor: wang, kind: 'contact', body: { way: 'phone', reached: true, summary: '二' } });
  return builder;
}

export function ownEntry({ entry, receipt }: LoggedEntry, change: Partial<OwnEntry> = {}): OwnEntry {
  const { header } = entry;
  return { id: receipt.entry, header, receipt, isQueued: false, isQuarantined: false, isShown: false, ...change };
}

/** The n-th of a list that has it. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`no ${String(index)}`);
  return item;
}
