/** Rules no linter knows: file names, the size of files ESLint does not read, and how many features a feature may lean on. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const MAX_LINES = 400;
const MAX_OTHER_FEATURES = 2;
const BANNED_WORDS = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'misc']);
const FOLDERS = ['src', 'tests', 'scripts'];

export function nameProblem(path: string): string | null {
  const name = basename(path);
  const stem = name.split('.')[0] ?? '';
  const words = stem.split('-').map((word) => word.toLowerCase());
  if (stem === 'index') return `${path}: no index files, import the file that defines the name`;
  const banned = words.find((word) => BANNED_WORDS.has(word));
  if (banned !== undefined) return `${path}: "${banned}" says nothing about what is inside`;
  if (name.endsWith('.svelte')) {
    return /^[A-Z][A-Za-z0-9]*$/.test(stem) ? null : `${path}: components are PascalCase.svelte`;
  }
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) ? null : `${path}: file names are kebab-case`;
}

export function sizeProblem(path: string, text: string): string | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return lines > MAX_LINES ? `${path}: ${lines} lines, at most ${MAX_LINES}` : null;
}

/** feature → the other features its files import */
export function featureReach(files: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const reach = new Map<string, Set<string>>();
  for (const [path, text] of files) {
    const own = /^src\/app\/features\/([^/]+)\//.exec(path)?.[1];
    if (own === undefined) continue;
    const others = reach.get(own) ?? new Set<string>();
    for (const [, other] of text.matchAll(/['"]#app\/features\/([^/'"]+)\//g)) {
      if (other !== undefined && other !== own) others.add(other);
    }
    reach.set(own, others);
  }
  return reach;
}

function featureProblems(files: ReadonlyMap<string, string>): string[] {
  return [...featureReach(files)]
    .filter(([, others]) => others.size > MAX_OTHER_FEATURES)
    .map(
      ([own, others]) => `src/app/features/${own}: leans on ${[...others].join(', ')}; at most ${MAX_OTHER_FEATURES}`,
    );
}

function trackedFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...FOLDERS];
  return execFileSync('git', args, { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && existsSync(path));
}

function main(): void {
  const named = trackedFiles().filter((path) => /[.](ts|mjs|js|svelte|css)$/.test(path));
  const texts = new Map(named.map((path) => [path, readFileSync(path, 'utf8')]));
  const folders = [...new Set(named.map(dirname))];
  const problems = [
    ...named.map(nameProblem),
    ...folders.filter((path) => !FOLDERS.includes(path)).map(nameProblem),
    // ESLint counts code lines of scripts and components; style sheets have no linter.
    ...[...texts].filter(([path]) => path.endsWith('.css')).map(([path, text]) => sizeProblem(path, text)),
    ...featureProblems(texts),
  ].filter((problem) => problem !== null);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
