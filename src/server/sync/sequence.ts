import * as v from 'valibot';
import type { AccessChange, AnnouncedBlob, DeviceRow, LogHead, SequencedEntry } from '../db/port.ts';
import type { ChainStanding, Receipt } from '#domain/log/receipt.ts';
import type { Chain } from './chain.ts';
import type { CaseState } from '#domain/case/case-state.ts';
import type { CheckedEntry } from './check-entry.ts';
import type { Person } from '#domain/people/person.ts';
import type { SyncDeps } from './ports.ts';
import type { Verdict } from '#domain/log/verdict.ts';
import { forReview, RULES_VERSION } from '#domain/log/verdict.ts';
import { place, standingOf } from './chain.ts';
import { signStatement, STATEMENT_VERSION } from './statements.ts';
import { BlobIdSchema } from '#protocol/entry-schema.ts';
import { accessKeysOf } from '#domain/people/policy.ts';
import { decide } from '#domain/case/decide.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { opensCase } from '#domain/case/opens-case.ts';
import { recordOfEntry } from '#domain/log/record-of-entry.ts';
import { sha256OfText } from '#domain/kernel/sha256.ts';

export interface Sequencing {
  readonly entries: readonly CheckedEntry[];
  /** Ids whose words must not be stored, nor their photos taken: erased before a restore of the server forgot them ([ERASE-6]). */
  readonly erased: ReadonlySet<string>;
  readonly device: DeviceRow;
  readonly person: Person;
  readonly chain: Chain;
  readonly cases: ReadonlyMap<string, CaseState>;
  readonly head: LogHead;
  readonly epoch: string;
}

export interface Sequenced {
  readonly sequenced: readonly SequencedEntry[];
  readonly changedCases: readonly CaseState[];
  readonly accessChanges: readonly AccessChange[];
  readonly chain: Chain;
  readonly device: string;
}

/** Gives each entry the next sequence and its verdict, folds it into its case and signs the receipt. Pure apart from clock and signer. */
export async function sequence(input: Sequencing, deps: Pick<SyncDeps, 'clock' | 'signer'>): Promise<Sequenced> {
  const { chain, device, person, epoch } = input;
  const cases = new Map(input.cases);
  const changed = new Set<string>();
  const unsigned: Unsigned[] = [];
  const accessChanges: AccessChange[] = [];
  let head = input.head;
  for (const { id, entry: sent, body } of input.entries) {
    const isErased = input.erased.has(id);
    const entry = isErased ? { ...sent, payload: null } : sent;
    const { header } = entry;
    const before = cases.get(header.case) ?? emptyCase(header.case);
    const standing = standingOf(chain, id, header);
    const verdict = verdictOn(before, { ...header, body }, { device, person, standing });
    const seq = head.seq + 1;
    const statement = {
      entry: id,
      case: header.case,
      seq,
      receivedAt: deps.clock.now(),
      verdict,
      rules: RULES_VERSION,
      chain: standing,
      epoch,
    };
    const after = opensOrContinues(before, header.kind, verdict)
      ? evolve(before, recordOfEntry(entry, statement))
      : before;
    if (after !== before) {
      cases.set(header.case, after);
      changed.add(header.case);
      accessChanges.push(...accessChangesBetween(before, after));
    }
    place(chain, id, header, standing);
    head = { seq, hash: sha256OfText(head.hash + id) };
    const blobs = isErased ? [] : announcedBlobs(header.blobs, header.kind, body);
    const receipt = { v: STATEMENT_VERSION, alg: deps.signer.alg, ...statement };
    unsigned.push({ entry, receipt, caseAfter: before.lastSeq, caseDigest: after.digest, logHash: head.hash, blobs });
  }
  // Together, not one after the other: signing is most of the work and runs on several cores.
  const sequenced = await Promise.all(
    unsigned.map(async (item) => ({ ...item, receipt: await signStatement(deps.signer, item.receipt) })),
  );
  const changedCases = [...changed].map((id) => cases.get(id)).filter((state) => state !== undefined);
  return { sequenced, changedCases, accessChanges, chain, device: device.id };
}

type Unsigned = Omit<SequencedEntry, 'receipt'> & { readonly receipt: Omit<Receipt, 'sig'> };

interface Sender {
  readonly device: DeviceRow;
  readonly person: Person;
  readonly standing: ChainStanding;
}

function verdictOn(state: CaseState, intent: Parameters<typeof decide>[1], sender: Sender): Verdict {
  if (sender.device.revokedAt !== null) return forReview('device-revoked');
  if (sender.standing === 'fork') return forReview('forked-device');
  return decide(state, intent, sender.person);
}

export function opensOrContinues(state: CaseState, kind: string, verdict: Verdict): boolean {
  return state.records.length > 0 || opensCase(kind, verdict);
}

function accessChangesBetween(before: CaseState, after: CaseState): AccessChange[] {
  const had = new Set(before.records.length > 0 ? accessKeysOf(before) : []);
  const has = new Set(accessKeysOf(after));
  const change = (key: string, open: boolean): AccessChange => ({ case: after.id, key, seq: after.lastSeq, open });
  return [
    ...[...had].filter((key) => !has.has(key)).map((key) => change(key, false)),
    ...[...has].filter((key) => !had.has(key)).map((key) => change(key, true)),
  ];
}

/** The header lists originals; a photo's thumbnail is named in its body only. */
function announcedBlobs(originals: readonly string[], kind: string, body: CheckedEntry['body']): AnnouncedBlob[] {
  const announced: AnnouncedBlob[] = originals.map((blob) => ({ blob, thumbOf: null }));
  const { original, thumb } = body;
  // A newer version's photo was not checked against a schema, so the hashes are.
  if (kind === 'photo' && v.is(BlobIdSchema, original)) {
    if (!originals.includes(original)) announced.push({ blob: original, thumbOf: null });
    if (v.is(BlobIdSchema, thumb) && thumb !== original) announced.push({ blob: thumb, thumbOf: original });
  }
  return announced;
}
