export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly tone: 'neutral' | 'good' | 'bad';
  readonly undo: (() => void) | undefined;
}

interface ToastOptions {
  tone?: Toast['tone'] | undefined;
  /** Takes back what was just done. A toast with it stays ten seconds. */
  undo?: (() => void) | undefined;
}

const undoStaysMs = 10_000;
const plainStaysMs = 5_000;

const state = $state<{ shown: readonly Toast[] }>({ shown: [] });
let lastId = 0;

export const toasts = {
  get shown(): readonly Toast[] {
    return state.shown;
  },
};

export function showToast(words: string, options: ToastOptions = {}): void {
  const toast: Toast = { id: ++lastId, words, tone: options.tone ?? 'neutral', undo: options.undo };
  // One at a time: two undo buttons on one screen would leave unclear what each takes back.
  state.shown = [toast];
  setTimeout(() => dismissToast(toast.id), toast.undo ? undoStaysMs : plainStaysMs);
}

export function dismissToast(id: number): void {
  state.shown = state.shown.filter((toast) => toast.id !== id);
}
