import type { ReckonedEntry, Reckoning } from '#protocol/reckoning.ts';
import type { OwnItem } from '#storage/own-items.ts';
import type { StatementVerifier } from '#storage/statement-verifier.ts';
import type { Outcome } from './failure.ts';
import { isReckoning } from '#protocol/reckoning.ts';
import { callApi } from './call-api.ts';
import { failed, succeeded } from './failure.ts';

export interface Told {
  /** By entry. */
  readonly entries: ReadonlyMap<string, ReckonedEntry>;
  /** Server clock of the last answer; null when nothing was to be asked. */
  readonly at: number | null;
}

/**
 * What the server holds of the devices that signed these items, each from its first one on, in its own words: every page must be signed with
 * the pinned key and speak of what was asked. A device it does not know it holds nothing of.
 */
export async function askReckoning(items: readonly OwnItem[], verifier: StatementVerifier): Promise<Outcome<Told>> {
  const entries = new Map<string, ReckonedEntry>();
  let at: number | null = null;
  for (const [device, first] of firstByDevice(items)) {
    for (let from: number | null = first; from !== null;) {
      const answer = await askPage(device, from, verifier);
      if (!answer.ok) return answer;
      const page = answer.value;
      if (!page) break;
      for (const entry of page.entries) entries.set(entry.entry, entry);
      at = page.at;
      const last = page.entries.at(-1)?.seq;
      from = page.more && last !== undefined ? last + 1 : null;
    }
  }
  return succeeded({ entries, at });
}

/** null: the server knows no such device. */
export async function askPage(
  device: string,
  from: number,
  verifier: StatementVerifier,
): Promise<Outcome<Reckoning | null>> {
  const answer = await callApi<unknown>(`/api/devices/${device}/reckoning?from=${String(from)}`);
  if (!answer.ok) return answer.failure.code === 'not-found' ? succeeded(null) : answer;
  const page = answer.value;
  if (!isReckoning(page) || page.device !== device || page.from !== from) return failed('not-our-server');
  return (await verifier.verify(page)) ? succeeded(page) : failed('not-our-server');
}

function firstByDevice(items: readonly OwnItem[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { device, seq } of items) first.set(device, Math.min(first.get(device) ?? seq, seq));
  return first;
}
