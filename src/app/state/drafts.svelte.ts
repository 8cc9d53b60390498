import { onDestroy } from 'svelte';
import type { DraftKey } from './draft-key.ts';
import type { Failure } from './failure.ts';
import { deleteDraft, listDrafts, loadDraft, saveDraft } from '#storage/drafts.ts';
import { registerDraft } from './live-drafts.ts';
import { onStore } from './open-store.svelte.ts';

/** From a keystroke to the disk, with the write itself: under 300 ms. */
const SAVE_AFTER_MS = 200;

export interface DraftInfo extends DraftKey {
  readonly savedAt: number;
}

/**
 * A form that survives the page. Bind inputs to `values`: every change is saved within 300 ms, and at once when the page is hidden.
 *   loading ─▶ ready ─(change)─▶ waiting ─(200 ms or hidden)─▶ saving ─▶ ready
 * `record` with the draft's key ends it: `settle` stops the saving first, so that nothing brings it back.
 */
export class Draft<T extends object> {
  readonly key: DraftKey;
  values: T;
  /** False until an earlier draft has been looked for: show the form only then. */
  ready = $state(false);
  /** An earlier draft was found and put in. */
  restored = $state(false);
  /** Name of the field that had the focus when it was left. */
  focusField: string | null = $state(null);
  /** Device clock, ms. */
  savedAt: number | null = $state(null);
  failure: Failure | null = $state.raw(null);
  readonly #initial: string;
  #saved: string;
  #focus: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #saving: Promise<void> = Promise.resolve();
  /** What is on disk could not be read: it may not be written over unseen. */
  #isUnread = false;

  constructor(key: DraftKey, initial: T) {
    this.key = key;
    this.#initial = JSON.stringify(initial);
    this.#saved = this.#initial;
    this.values = $state(JSON.parse(this.#initial) as T);
  }

  async load(): Promise<void> {
    const found = await onStore((store) => loadDraft(store, this.key));
    if (found.ok && found.value) {
      // A newer form may have fields that the older draft does not.
      this.values = { ...(JSON.parse(this.#initial) as T), ...(found.value.values as T) };
      this.focusField = found.value.focusField;
      this.#focus = found.value.focusField;
      this.savedAt = found.value.savedAt;
      this.restored = true;
      this.#saved = this.#text();
    }
    if (!found.ok) this.failure = found.failure;
    this.#isUnread = !found.ok;
    this.ready = true;
  }

  focused(field: string): void {
    this.#focus = field;
    if (this.savedAt !== null) this.#later();
  }

  /** Called by an effect that has read all values. */
  changed(): void {
    if (this.ready && this.#text() !== this.#saved) this.#later();
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    const isWaiting = this.#timer !== null;
    this.#stop();
    if (isWaiting || this.#isDirty()) this.#saving = this.#saving.then(() => this.#save());
    await this.#saving;
  }

  /** Back to the initial values, nothing left on disk. */
  async discard(): Promise<void> {
    await this.settle();
    const gone = await onStore((store) => deleteDraft(store, this.key));
    this.failure = gone.ok ? null : gone.failure;
    this.done();
  }

  /** Everything is on disk and no save is under way: should the entry be refused, the draft is as it was. */
  settle(): Promise<void> {
    return this.flush();
  }

  done(): void {
    this.#stop();
    this.#saved = this.#initial;
    this.values = JSON.parse(this.#initial) as T;
    this.savedAt = null;
    this.restored = false;
    this.focusField = null;
  }

  #isDirty(): boolean {
    return this.ready && this.#text() !== this.#saved;
  }

  #text(): string {
    return JSON.stringify(this.values);
  }

  /** The first change counts, later ones ride along: a person who types without a pause is saved as well. */
  #later(): void {
    this.#timer ??= setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The earlier draft under what has been typed since. False while it still cannot be read. */
  async #catchUp(): Promise<boolean> {
    const found = await onStore((store) => loadDraft(store, this.key));
    if (!found.ok) {
      this.failure = found.failure;
      return false;
    }
    this.#isUnread = false;
    if (!found.value) return true;
    const initial = JSON.parse(this.#initial) as Record<string, unknown>;
    const typed = Object.entries(this.values).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(initial[field]),
    );
    this.values = { ...(found.value.values as T), ...Object.fromEntries(typed) };
    this.restored = true;
    return true;
  }

  async #save(): Promise<void> {
    if (this.#isUnread && !(await this.#catchUp())) return;
    const text = this.#text();
    const content = { values: JSON.parse(text) as T, focusField: this.#focus };
    const saved = await onStore((store) => saveDraft(store, this.key, content));
    this.failure = saved.ok ? null : saved.failure;
    if (!saved.ok) return;
    this.#saved = text;
    this.savedAt = saved.value;
  }
}

export function useDraft<T extends object>(caseId: string, kind: string, initial: T): Draft<T> {
  const draft = new Draft({ caseId, kind }, initial);
  const unregister = registerDraft(draft.key, draft);
  const flush = (): void => void draft.flush();
  const flushHidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', flushHidden);
  window.addEventListener('pagehide', flush);
  void draft.load();
  $effect(() => {
    // Reads every value, however deep, so that any change comes here.
    $state.snapshot(draft.values);
    draft.changed();
  });
  onDestroy(() => {
    document.removeEventListener('visibilitychange', flushHidden);
    window.removeEventListener('pagehide', flush);
    unregister();
    flush();
  });
  return draft;
}

/** Unfinished forms, newest first; of one case or of all. */
export async function draftsOf(caseId: string | null): Promise<readonly DraftInfo[]> {
  const found = await onStore((store) => listDrafts(store, caseId));
  return found.ok ? found.value : [];
}
