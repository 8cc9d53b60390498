/** Every numbered rule of docs/spec must be named by a test title, and every number in a test title must be a rule. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const RULE = '[A-Z][A-Z0-9]*-[0-9]+[a-z]?';

/** A rule is defined where its number opens a line, after list, heading, table or bold marks. */
export function definedRules(markdown: string): string[] {
  const opening = new RegExp(`^[\\s>#*|_-]*\`?\\[?(${RULE})\\b`);
  return markdown.split('\n').flatMap((line) => opening.exec(line)?.[1] ?? []);
}

/** Numbers at the start of a test title: '[SYNC-1] [SYNC-2] …', '[SYNC-1, SYNC-2] …' or 'SYNC-1 …'. */
export function namedRules(source: string): string[] {
  const title = new RegExp(`\\(\\s*['"\`]((?:\\[?${RULE}[\\],:]*\\s*)+)`, 'g');
  return [...source.matchAll(title)].flatMap(([, numbers]) => numbers?.match(new RegExp(RULE, 'g')) ?? []);
}

function textsUnder(folder: string, ending: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}

function main(): void {
  const defined = new Set(textsUnder('docs/spec', /[.]md$/).flatMap(definedRules));
  const areas = new Set([...defined].map((rule) => rule.replace(/-.*/, '')));
  const tested = new Set(textsUnder('tests', /[.](ts|svelte)$/).flatMap(namedRules));
  const untested = [...defined].filter((rule) => !tested.has(rule));
  const unknown = [...tested].filter((rule) => areas.has(rule.replace(/-.*/, '')) && !defined.has(rule));
  console.log(`${defined.size} rules, ${defined.size - untested.length} named by a test`);
  if (untested.length > 0) console.error(`rules without a test: ${untested.join(' ')}`);
  if (unknown.length > 0) console.error(`tests of rules that docs/spec does not know: ${unknown.join(' ')}`);
  process.exitCode = untested.length + unknown.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
