/** What the last runs of the tests said: `npm test` leaves one JSON report for each Vitest project. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const REPORTS = 'node_modules/.cache/jiban-reports';

export interface Result {
  readonly file: string;
  /** Titles from the outermost `describe` to the test's own. */
  readonly titles: readonly string[];
  readonly passed: boolean;
  readonly skipped: boolean;
}

export interface Run {
  readonly project: string;
  readonly startedAt: Date;
  readonly results: readonly Result[];
}

interface VitestReport {
  readonly startTime: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

export function reportOf(project: string): string {
  return join(REPORTS, `${project}.json`);
}

export function lastRuns(): Run[] {
  if (!existsSync(REPORTS)) return [];
  const files = readdirSync(REPORTS).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    const report = JSON.parse(readFileSync(join(REPORTS, name), 'utf8')) as VitestReport;
    return { project: name.replace('.json', ''), startedAt: new Date(report.startTime), results: resultsOf(report) };
  });
}

function resultsOf({ testResults }: VitestReport): Result[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: relative(process.cwd(), name),
      titles: [...ancestorTitles, title],
      passed: status === 'passed',
      skipped: status === 'skipped' || status === 'pending' || status === 'todo' || status === 'disabled',
    })),
  );
}
