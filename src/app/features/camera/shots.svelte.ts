import type { PhotoTag } from '#domain/case/bodies.ts';
import type { Failure } from '#app/state/failure.ts';
import { preparePhoto, recordPhoto, type PhotoFacts } from '#app/state/photos.ts';

export interface Shot {
  readonly number: number;
  readonly url: string;
  readonly tag: PhotoTag | undefined;
  readonly state: 'saving' | 'saved' | 'failed';
  readonly failure: Failure | null;
}

interface Waiting {
  readonly photo: Blob;
  readonly facts: PhotoFacts;
}

/**
 * Each tap is one photo and one entry, stored one after another. A photo says 已存 only when its bytes, its hash and its entry are on disk;
 * one that could not be stored stays here, with its bytes, until it could.
 */
export class Shots {
  list: readonly Shot[] = $state.raw([]);
  readonly #caseId: string;
  readonly #unsaved = new Map<number, Waiting>();
  #last = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(caseId: string) {
    this.#caseId = caseId;
  }

  get savedCount(): number {
    return this.list.filter(({ state }) => state === 'saved').length;
  }

  get hasUnsaved(): boolean {
    return this.list.some(({ state }) => state !== 'saved');
  }

  add(photo: Blob, facts: PhotoFacts): Promise<void> {
    const number = ++this.#last;
    this.#unsaved.set(number, { photo, facts });
    this.list = [...this.list, { number, url: URL.createObjectURL(photo), tag: facts.tag, state: 'saving', failure: null }];
    return this.#enqueue(number);
  }

  /** After 没存上: the bytes are still here. */
  again(number: number): Promise<void> {
    this.#update(number, { state: 'saving', failure: null });
    return this.#enqueue(number);
  }

  dispose(): void {
    for (const { url } of this.list) URL.revokeObjectURL(url);
    this.list = [];
  }

  #enqueue(number: number): Promise<void> {
    this.#queue = this.#queue.then(() => this.#save(number));
    return this.#queue;
  }

  async #save(number: number): Promise<void> {
    const waiting = this.#unsaved.get(number);
    if (!waiting) return;
    const failure = await this.#store(waiting);
    if (!failure) this.#unsaved.delete(number);
    this.#update(number, failure ? { state: 'failed', failure } : { state: 'saved', failure: null });
  }

  async #store({ photo, facts }: Waiting): Promise<Failure | null> {
    try {
      const prepared = await preparePhoto(photo);
      if (!prepared.ok) return prepared.failure;
      const recorded = await recordPhoto(this.#caseId, prepared.value, facts);
      return recorded.ok ? null : recorded.failure;
    } catch {
      // The worker that reads the picture died: memory, most likely. The bytes are still in hand.
      return { code: 'photo-unreadable', params: {} };
    }
  }

  #update(number: number, change: Pick<Shot, 'state' | 'failure'>): void {
    this.list = this.list.map((shot) => (shot.number === number ? { ...shot, ...change } : shot));
  }
}
