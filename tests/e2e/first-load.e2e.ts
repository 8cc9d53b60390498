import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const BUDGET_BYTES = 120_000;

/** The scripts that must be there before the first screen stands: the page's own, and whatever they import at once. */
function firstScripts(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const source = readFileSync(`dist/assets/${file}`, 'utf8');
    found.set(file, source);
    // `import "./x.js"` and `from "./x.js"`; the later `import("./x.js")` has a parenthesis.
    for (const [, next = ''] of source.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g)) visit(next);
  };
  const page = readFileSync('dist/index.html', 'utf8');
  for (const [, file = ''] of page.matchAll(/<script[^>]+src="\/assets\/([^"]+\.js)"/g)) visit(file);
  return found;
}

it('loads no more than 120 kB of script before the first screen', () => {
  const scripts = firstScripts();
  expect(scripts.size).toBeGreaterThan(0);
  const bytes = [...scripts.values()].reduce((sum, source) => sum + gzipSync(source).length, 0);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
});
