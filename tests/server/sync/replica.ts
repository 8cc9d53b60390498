import { createHash } from 'node:crypto';
import type { CaseState } from '#domain/case/case-state.ts';
import type { Cursor, PullItem, SyncHead } from '#protocol/sync.ts';
import type { LogScene, TestDevice } from '#tests/server/log-scene.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { itemsText } from '#server/sync/exchange.ts';

const MOST_PAGES = 5000;

/** A client as the protocol describes it, as plainly as possible: what the feed promises is judged by what ends up in here. */
export class Replica {
  readonly cases = new Map<string, CaseState>();
  readonly need = new Set<string>();
  cursor: Cursor | null = null;
  #seenInBoot = new Set<string>();
  readonly #scene: LogScene;
  readonly #device: TestDevice;

  constructor(scene: LogScene, device: TestDevice) {
    this.#scene = scene;
    this.#device = device;
  }

  async pullPage(): Promise<SyncHead> {
    const request = { cursor: this.cursor, need: [...this.need], pull: true };
    const { head, lines } = await this.#scene.sync(this.#device, request);
    if (head.count !== lines.length || createHash('sha256').update(itemsText(lines)).digest('hex') !== head.digest)
      throw new Error('page digest');
    if (head.bootStarts) this.#seenInBoot = new Set();
    for (const line of lines) this.#apply(JSON.parse(line) as PullItem);
    if (head.bootEnds) for (const id of this.cases.keys()) if (!this.#seenInBoot.has(id)) this.cases.delete(id);
    this.cursor = head.cursor;
    return head;
  }

  async pullAll(): Promise<void> {
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const head = await this.pullPage();
      if (!head.more && this.need.size === 0) return;
    }
    throw new Error('the feed does not come to an end');
  }

  #apply(item: PullItem): void {
    if (item[0] === 'gone') {
      this.cases.delete(item[1]);
      this.need.delete(item[1]);
    } else if (item[0] === 'case') {
      this.cases.set(item[1].id, item[1]);
      this.need.delete(item[1].id);
      this.#seenInBoot.add(item[1].id);
    } else {
      this.#fold(item[1]);
    }
  }

  #fold(group: Extract<PullItem, readonly ['entries', unknown]>[1]): void {
    const held = this.cases.get(group.case) ?? emptyCase(group.case);
    if (held.lastSeq < group.after) {
      this.need.add(group.case);
      return;
    }
    const folded = group.records.reduce(evolve, held);
    const isWhole = folded.lastSeq > (group.records.at(-1)?.seq ?? 0) || folded.digest === group.digest;
    if (isWhole) this.cases.set(group.case, folded);
    else this.need.add(group.case);
  }
}
