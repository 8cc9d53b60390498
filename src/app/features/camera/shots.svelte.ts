import { SvelteMap } from 'svelte/reactivity';
import type { PhotoTag } from '#domain/photo/photo.ts';
import type { Failure, Outcome } from '#app/state/failure.ts';
import { failed, succeeded } from '#app/state/failure.ts';
import { preparePhoto, recordPhoto, type PhotoFacts } from '#app/state/photos.ts';
import { session } from '#app/state/session.svelte.ts';
import { cameraText } from '#app/text/camera.ts';
import { t } from '#app/text/locale.svelte.ts';
import { showToast } from '#app/ui/toasts.svelte.ts';

export interface Shot {
  readonly number: number;
  /** A picture appears when it is on disk; before that only a photo that could not be stored is shown, for it is in danger. */
  readonly url: string | undefined;
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
  /** Who held the camera. A photo is signed by them or by nobody, whoever works on this browser by the time it is stored. */
  readonly #author = authorNow();
  #isSeen = true;
  readonly #unsaved = new SvelteMap<number, Waiting>();
  #last = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(caseId: string) {
    this.#caseId = caseId;
  }

  get #key(): string {
    return keyOf(this.#author, this.#caseId);
  }

  get savedCount(): number {
    return this.list.filter(({ state }) => state === 'saved').length;
  }

  get hasUnsaved(): boolean {
    return this.list.some(({ state }) => state !== 'saved');
  }

  add(photo: Blob, facts: PhotoFacts): Promise<void> {
    const number = ++this.#last;
    unfinished.set(this.#key, this);
    this.#unsaved.set(number, { photo, facts });
    this.list = [...this.list, { number, url: undefined, tag: facts.tag, state: 'saving', failure: null }];
    return this.#enqueue(number);
  }

  /** After 没存上: the bytes are still here. */
  again(number: number): Promise<void> {
    this.#update(number, { state: 'saving', failure: null });
    return this.#enqueue(number);
  }

  /** A file that is no picture: nothing to keep. */
  drop(number: number): void {
    this.#unsaved.delete(number);
    this.#update(number, { url: undefined });
    this.list = this.list.filter((shot) => shot.number !== number);
  }

  /** The bytes of a photo that could not be stored here, to be put elsewhere by hand. */
  unsavedPhoto(number: number): Blob | null {
    return this.#unsaved.get(number)?.photo ?? null;
  }

  /** The camera was left: what is still being stored goes on, what could not be stored waits until the camera is opened again. */
  leave(): void {
    this.#isSeen = false;
    for (const { url, state } of this.list) if (url && state === 'saved') URL.revokeObjectURL(url);
    this.list = this.list.filter(({ state }) => state !== 'saved');
    if (!this.hasUnsaved) unfinished.delete(this.#key);
    else this.#tellOfFailed();
  }

  come(): void {
    this.#isSeen = true;
  }

  #enqueue(number: number): Promise<void> {
    this.#queue = this.#queue.then(() => this.#save(number));
    return this.#queue;
  }

  async #save(number: number): Promise<void> {
    const waiting = this.#unsaved.get(number);
    if (!waiting) return;
    const stored = await this.#store(waiting);
    if (stored.ok) this.#unsaved.delete(number);
    const shown = stored.ok ? stored.value : waiting.photo;
    const isShown = stored.ok ? this.#isSeen : !isNoPicture(stored.failure);
    const url = isShown ? URL.createObjectURL(shown) : undefined;
    this.#update(
      number,
      stored.ok ? { state: 'saved', failure: null, url } : { state: 'failed', failure: stored.failure, url },
    );
    if (this.#isSeen) return;
    if (stored.ok && !this.hasUnsaved) unfinished.delete(this.#key);
    if (!stored.ok) this.#tellOfFailed();
  }

  /** Answers the picture to show: the thumbnail, or the original where none could be drawn. */
  async #store({ photo, facts }: Waiting): Promise<Outcome<Blob>> {
    try {
      const prepared = await preparePhoto(photo, facts.way);
      if (!prepared.ok) return prepared;
      if (authorNow() !== this.#author) return failed('signed-out');
      const recorded = await recordPhoto(this.#caseId, prepared.value, facts);
      if (!recorded.ok) return recorded;
      const { thumb } = prepared.value;
      return succeeded(thumb ? new Blob([new Uint8Array(thumb.bytes)], { type: thumb.mediaType }) : photo);
    } catch {
      // The worker that reads the picture died: memory, most likely. The bytes are still in hand.
      return failed('storage-timeout');
    }
  }

  #tellOfFailed(): void {
    if (this.list.some(({ state }) => state === 'failed')) showToast(t(cameraText.leftUnsaved), { tone: 'bad' });
  }

  #update(number: number, change: Partial<Shot>): void {
    this.list = this.list.map((shot) => {
      if (shot.number !== number) return shot;
      if (shot.url && 'url' in change && shot.url !== change.url) URL.revokeObjectURL(shot.url);
      return { ...shot, ...change };
    });
  }
}

/** Storing it again would fail again: what was chosen is no picture. */
export function isNoPicture({ code }: Failure): boolean {
  return code === 'photo-empty' || code === 'photo-unreadable' || code === 'photo-too-large';
}

/** Photos not on disk yet, by person and case: the page still holds them though the camera is closed. */
const unfinished = new SvelteMap<string, Shots>();

function authorNow(): string | null {
  return session.person?.id ?? null;
}

function keyOf(author: string | null, caseId: string): string {
  return `${String(author)} ${caseId}`;
}

export function shotsOf(caseId: string): Shots {
  const key = keyOf(authorNow(), caseId);
  const shots = unfinished.get(key) ?? new Shots(caseId);
  unfinished.set(key, shots);
  shots.come();
  return shots;
}

export function hasUnsavedShots(): boolean {
  return [...unfinished.values()].some((shots) => shots.hasUnsaved);
}
