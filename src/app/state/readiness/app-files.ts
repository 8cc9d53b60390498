import type { CaseForm } from '../places.ts';

export interface AppFiles {
  readonly build: string;
  readonly total: number;
  readonly missing: readonly string[];
}

/** The app's own files and screens. Given by main.ts: this layer knows neither the service worker nor the views. */
export interface AppFilesHost {
  /** null: no worker serves this page, so that it does not open without a line. */
  check(): Promise<AppFiles | null>;
  repair(): Promise<AppFiles | null>;
  /** Loads every form of a case; answers those that do not. */
  brokenForms(): Promise<readonly CaseForm[]>;
}

/** The first screen stands before the service worker's side is even loaded. */
const PATIENCE_MS = 10_000;

let give: (host: AppFilesHost) => void = () => {};
const hosted = new Promise<AppFilesHost>((resolve) => (give = resolve));

export function hostAppFiles(given: AppFilesHost): void {
  give(given);
}

export function appFilesHost(): Promise<AppFilesHost | null> {
  return Promise.race([hosted, new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null))]);
}
