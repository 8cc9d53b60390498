import type { PersonStore } from '#storage/person-store.ts';
import type { Found } from './found.ts';
import type { Level, Line, LineName } from './line.ts';
import { inBackground, openStore, watchStore } from '../open-store.svelte.ts';
import { sessionState } from '../session-state.svelte.ts';
import { LINE_NAMES, worstOf } from './line.ts';

export interface Progress {
  readonly name: LineName;
  readonly done: number;
  readonly total: number;
}

class Readiness {
  found: Found | null = $state.raw(null);
  checking = $state(false);
  /** While everything is fetched. */
  progress: Progress | null = $state.raw(null);

  get level(): Level | null {
    return this.found ? worstOf(this.found.lines) : null;
  }

  count(level: Level): number {
    return this.found?.lines.filter((line) => line.level === level).length ?? 0;
  }
}

const state = new Readiness();
export const readiness: Readonly<Readiness> = state;

watchStore(() => () => Object.assign(state, { found: null, progress: null }));

let running: Promise<void> | null = null;
let isWantedAgain = false;

/** Reads every promise back. Asked while it runs, it looks once more: what it has seen may be over, a line that went among them. */
export function checkReadiness(): Promise<void> {
  if (running) {
    isWantedAgain = true;
    return running;
  }
  running = checkUntilSettled().finally(() => {
    running = null;
    state.checking = false;
  });
  return running;
}

/** For the light: behind nobody's tap. */
export function checkInBackground(): void {
  inBackground(checkReadiness);
}

export function showProgress(progress: Progress | null): void {
  state.progress = progress;
}

async function checkUntilSettled(): Promise<void> {
  do {
    isWantedAgain = false;
    await check();
  } while (isWantedAgain);
}

async function check(): Promise<void> {
  const store = openStore();
  if (!store) return;
  state.checking = true;
  const found = await lookAtAll(store);
  if (openStore() === store) state.found = found;
}

/** Loaded when it is first needed: the first screen does without. */
async function lookAtAll(store: PersonStore): Promise<Found | null> {
  const { person, device } = sessionState;
  if (!person) return null;
  const { runChecks } = await import('./run-checks.ts');
  const found = await runChecks(store, { person, device });
  const order = (line: Line): number => LINE_NAMES.indexOf(line.name);
  return { ...found, lines: [...found.lines].sort((a, b) => order(a) - order(b)), at: Date.now() };
}
