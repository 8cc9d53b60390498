import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openBrowsers } from './browser.ts';

const FOLDER = 'test-results';

/** A test that failed leaves a picture of every open page and says what the pages complained about. Call once in a file. */
export function keepEvidenceOfFailures(): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await mkdir(FOLDER, { recursive: true });
    for (const { name, page, errors } of openBrowsers) {
      const file = path.join(FOLDER, `${task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${name}.png`);
      const isTaken = await page.screenshot({ path: file, timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      console.error(
        `── ${name} at ${page.url()}${isTaken ? `, picture in ${file}` : ''}\n${errors.join('\n') || 'no errors in the page'}`,
      );
    }
  });
}

/** For a story in steps: what comes after a step that failed would only fail for its sake. */
export function stopAtFirstFailure(): void {
  let hasFailed = false;
  beforeEach(({ skip }) => {
    if (hasFailed) skip('a step before this one failed');
  });
  afterEach(({ task }) => {
    hasFailed ||= task.result?.state === 'fail';
  });
}
