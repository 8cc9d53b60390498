/** Tells listeners that the log grew, at most once in a while. */
export class ChangeBus {
  readonly #listeners = new Set<() => void>();
  readonly #waitMs: number;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  notify(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      for (const listener of this.#listeners) listener();
    }, this.#waitMs);
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Wakes everybody one last time, so that open connections end. */
  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener();
  }
}
