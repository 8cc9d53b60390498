import type { DeviceInfo } from '#protocol/session.ts';
import type { Reckoning } from '#protocol/reckoning.ts';
import type { ServerHolds } from '#storage/healing/losses.ts';
import type { Outcome } from './failure.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { askPage } from './ask-reckoning.ts';
import { callApi } from './call-api.ts';
import { sessionState } from './session-state.svelte.ts';

/** What the server holds of a device's chain from a number on, under its pinned key; null when it cannot be asked now. */
export async function askHoldings(device: string, first: number): Promise<ServerHolds | null> {
  const { server } = sessionState;
  if (!server) return null;
  const verifier = createStatementVerifier(server.publicKey);
  const numbers = new Set<number>();
  const missingPhotos: string[] = [];
  for (let from: number | null = first; from !== null;) {
    const answer: Outcome<Reckoning | null> = await askPage(device, from, verifier);
    if (!answer.ok) return null;
    const page = answer.value;
    if (!page) return askLastNumber(device);
    for (const { seq, missing } of page.entries) {
      numbers.add(seq);
      missingPhotos.push(...missing);
    }
    const last: number | undefined = page.entries.at(-1)?.seq;
    from = page.more && last !== undefined ? last + 1 : null;
  }
  return { numbers, missingPhotos };
}

/** A server before the reckoning, or one that never met the device. */
async function askLastNumber(device: string): Promise<ServerHolds | null> {
  const answer = await callApi<readonly DeviceInfo[]>('/api/devices');
  if (!answer.ok) return null;
  const lastSeq = answer.value.find(({ id }) => id === device)?.lastSeq ?? 0;
  return { numbers: new Set(Array.from({ length: lastSeq }, (_, i) => i + 1)), missingPhotos: [] };
}
