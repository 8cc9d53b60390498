/**
 * `npm run faults` writes docs/faults.md from the last runs of the tests; with `--check` it only says which rows of the catalogue have
 * neither a test nor a stated reason, and which test titles name a row there is not.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FAULT_SECTIONS, LIMITS, NOT_TESTED } from '../tests/faults/rows.ts';
import { namedRules } from './spec-coverage.ts';
import { lastRuns } from './test-reports.ts';
import type { Result, Run } from './test-reports.ts';

const TABLE = 'docs/faults.md';
const ROWS = FAULT_SECTIONS.flatMap(({ rows }) => rows.map(([number]) => number));

/** Row numbers among the tags that open a test title, or a list of them. */
export function faultsIn(tags: readonly string[]): number[] {
  return tags.filter((tag) => tag.startsWith('FAULT-')).map((tag) => Number(tag.slice('FAULT-'.length)));
}

/** row → the files whose test titles name it */
export function taggedFiles(sources: ReadonlyMap<string, string>): Map<number, string[]> {
  const files = new Map<number, string[]>();
  for (const [file, source] of sources) {
    for (const row of new Set(faultsIn(namedRules(source)))) files.set(row, [...(files.get(row) ?? []), file]);
  }
  return files;
}

/** What the check says; `testedRows` are the rows named by any title. */
export function coverageProblems(testedRows: ReadonlySet<number>): { missing: number[]; unknown: number[] } {
  return {
    missing: ROWS.filter((row) => !testedRows.has(row) && NOT_TESTED[row] === undefined),
    unknown: [...testedRows].filter((row) => !ROWS.includes(row)),
  };
}

export function harnessOf(file: string): string {
  if (file.startsWith('tests/e2e/')) return 'Chromium, whole app';
  if (file.startsWith('tests/browser/')) return 'Chromium, component';
  return file.startsWith('tests/simulation/') ? 'simulator' : 'Node';
}

/** The tests of a row: a title counts for its own tags and for those of the groups around it. */
export function resultsOf(row: number, runs: readonly Run[]): Result[] {
  const tag = `[FAULT-${row}]`;
  return runs.flatMap(({ results }) => results.filter(({ titles }) => titles.some((title) => title.includes(tag))));
}

export function verdictOn(results: readonly Result[]): string {
  const ran = results.filter(({ skipped }) => !skipped);
  const failed = ran.filter(({ passed }) => !passed).length;
  if (failed > 0) return `**${failed} of ${ran.length} failed**`;
  return ran.length === 0 ? 'not run' : ran.length === 1 ? 'passed' : `${ran.length} passed`;
}

function tableLine(
  row: readonly [number, string, string],
  sources: ReadonlyMap<number, string[]>,
  runs: Run[],
): string {
  const [number, fault, outcome] = row;
  const results = resultsOf(number, runs);
  const files = [...new Set(results.length > 0 ? results.map(({ file }) => file) : (sources.get(number) ?? []))];
  const harnesses = [...new Set(files.map(harnessOf))].join(', ');
  const links = files.map((file) => `[${file.replace('tests/', '')}](../${file})`).join('<br>');
  const last = files.length > 0 ? verdictOn(results) : 'no test';
  const mark = NOT_TESTED[number] ?? LIMITS[number];
  return `| ${number} | ${fault} | ${outcome} | ${harnesses} | ${links} | ${last}${mark ? ` [^${number}]` : ''} |`;
}

function tableText(sources: ReadonlyMap<number, string[]>, runs: Run[]): string {
  const ran = runs.map(
    ({ project, startedAt }) => `${project} ${startedAt.toISOString().slice(0, 16).replace('T', ' ')}`,
  );
  const notes = Object.entries({ ...LIMITS, ...NOT_TESTED }).map(([row, why]) => `[^${row}]: Row ${row}. ${why}`);
  const head = ['| row | fault | what must hold | harness | test | last result |', '|---|---|---|---|---|---|'];
  return [
    '# Faults that are made to happen, and what the last run said',
    'Written by `npm run faults` from the reports that `npm test` leaves; do not edit. A test belongs to a row by `[FAULT-n]` in its title; `npm run check` fails when a row has neither a test nor a stated reason. ' +
      'For every row: what the app called saved is on the device or on the server and takes effect once after the fault; where the only copy is destroyed, what is gone is named.',
    `Last runs (UTC): ${ran.join(', ') || 'none'}.`,
    ...FAULT_SECTIONS.flatMap(({ title, rows }) => [
      `## ${title}`,
      [...head, ...rows.map((row) => tableLine(row, sources, runs))].join('\n'),
    ]),
    '## Not tested, or only in part',
    notes.join('\n'),
  ].join('\n\n');
}

function sourcesUnder(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[.](ts|svelte)$/.test(name),
  );
  // The tests of the scripts quote titles.
  const paths = names.map((name) => join(folder, name)).filter((path) => !path.startsWith('tests/scripts/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}

function main(): void {
  const files = taggedFiles(sourcesUnder('tests'));
  const { missing, unknown } = coverageProblems(new Set(files.keys()));
  console.log(`${ROWS.length} rows, ${ROWS.filter((row) => files.has(row)).length} with a test`);
  if (missing.length > 0) console.error(`rows with neither a test nor a stated reason: ${missing.join(' ')}`);
  if (unknown.length > 0) console.error(`test titles that name a row there is not: ${unknown.join(' ')}`);
  if (!process.argv.includes('--check')) writeFileSync(TABLE, tableText(files, lastRuns()) + '\n');
  process.exitCode = missing.length + unknown.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
