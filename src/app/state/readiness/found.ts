import type { AppFiles } from './app-files.ts';
import type { CasesCheck } from './check-cases.ts';
import type { Line } from './line.ts';

/** All that was found, with what is needed to put it right. */
export interface Found {
  readonly lines: readonly Line[];
  readonly files: AppFiles | null;
  readonly cases: CasesCheck;
  /** Device clock. */
  readonly at: number;
}
