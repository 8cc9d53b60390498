import type { Failure } from './failure.ts';
import type { DraftKey } from './record.ts';

/** Bind inputs to `values`; every change is on disk within 300 ms. */
export interface Draft<T extends object> {
  readonly key: DraftKey;
  values: T;
  /** False until an earlier draft has been looked for: show the form only then. */
  readonly ready: boolean;
  /** An earlier draft was found and put in. */
  readonly restored: boolean;
  /** Name of the field that had the focus when it was left. */
  readonly focusField: string | null;
  /** Device clock, ms. */
  readonly savedAt: number | null;
  readonly failure: Failure | null;
  focused(field: string): void;
  flush(): Promise<void>;
  /** Back to the initial values, nothing left on disk. */
  discard(): Promise<void>;
}

export interface DraftInfo {
  readonly caseId: string;
  readonly kind: string;
  readonly savedAt: number;
}

export function useDraft<T extends object>(caseId: string, kind: string, initial: T): Draft<T> {
  let values = $state(initial);
  return {
    key: { caseId, kind },
    get values() {
      return values;
    },
    set values(next) {
      values = next;
    },
    ready: true,
    restored: false,
    focusField: null,
    savedAt: null,
    failure: null,
    focused() {},
    async flush() {},
    async discard() {},
  };
}

/** Unfinished forms, newest first; of one case or of all. */
export async function draftsOf(caseId: string | null): Promise<readonly DraftInfo[]> {
  return caseId === null ? [] : [];
}
