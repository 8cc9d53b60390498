import type { DraftKey } from './draft-key.ts';

/** A form on the screen. `settle`: save what is not saved yet, and wait for it; `done`: its entry is written. */
export interface LiveDraft {
  settle(): Promise<void>;
  done(): void;
}

const live = new Map<string, LiveDraft>();

export function registerDraft(key: DraftKey, draft: LiveDraft): () => void {
  const name = nameOf(key);
  live.set(name, draft);
  return () => {
    if (live.get(name) === draft) live.delete(name);
  };
}

/** Before an entry is written from it: a late save must not bring the draft back. */
export async function settleDraft(key: DraftKey): Promise<void> {
  await live.get(nameOf(key))?.settle();
}

export function draftDone(key: DraftKey): void {
  live.get(nameOf(key))?.done();
}

function nameOf({ caseId, kind }: DraftKey): string {
  return `${caseId} ${kind}`;
}
