import type { HttpDevice } from '#tests/server/http/server-scene.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import type { SignedEntry } from '#domain/log/entry.ts';
import type { SyncHead } from '#protocol/sync.ts';

/** A device that pushes to whatever address the server has now, and remembers what it was given. */
export class Pusher {
  /** By entry, as it was given first. */
  readonly receipts = new Map<string, Receipt>();
  /** Entries for which a second receipt differed from the first. */
  readonly differing: string[] = [];
  readonly #device: HttpDevice;
  readonly #caseId: string;

  constructor(device: HttpDevice, caseId: string) {
    this.#device = device;
    this.#caseId = caseId;
  }

  async write(count: number): Promise<readonly SignedEntry[]> {
    const entries: SignedEntry[] = [];
    for (let i = 0; i < count; i++) {
      const body = { way: 'phone', reached: true, summary: `第 ${String(i)} 条，现场记录`.repeat(4) };
      const draft = { case: this.#caseId, kind: 'contact', body, base: 1_000_000, at: Date.now() } as const;
      entries.push((await this.#device.writer.write(draft)).entry);
    }
    return entries;
  }

  /** @throws when there is no answer; answers the refusal's status otherwise, or 200 */
  async push(url: string, entries: readonly SignedEntry[]): Promise<number> {
    const { scene, person } = this.#device;
    const cookie = `__Host-jiban=${await scene.token(person)}`;
    const headers = { 'content-type': 'application/json', cookie };
    const body = JSON.stringify(this.#device.request({ entries: [...entries], pull: false }));
    const answer = await fetch(`${url}/api/sync`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.ok) this.#note(JSON.parse(text.slice(0, text.indexOf('\n'))) as SyncHead);
    return answer.status;
  }

  #note({ receipts }: SyncHead): void {
    for (const receipt of receipts) {
      const known = this.receipts.get(receipt.entry);
      if (known && JSON.stringify(known) !== JSON.stringify(receipt)) this.differing.push(receipt.entry);
      this.receipts.set(receipt.entry, known ?? receipt);
    }
  }
}
