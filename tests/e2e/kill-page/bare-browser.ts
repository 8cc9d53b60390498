import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromiumArgs, chromiumPath } from '../../../scripts/chromium.ts';
import type { FoundStore, KillReport } from './kill-report.ts';
import type { KillPage } from './serve-kill-page.ts';

const PATIENCE_MS = 60_000;

/** Chromium without any driver, so that nothing but the page itself keeps it going, and all its processes can be killed at once. */
export interface BareBrowser {
  /** Waits until the page has said enough. */
  until(condition: (reports: readonly KillReport[]) => boolean): Promise<void>;
  kill(): Promise<void>;
}

export function startBareBrowser(page: KillPage, profile: string, query = ''): BareBrowser {
  page.reports.length = 0;
  const args = [...chromiumArgs, '--headless=new', `--user-data-dir=${profile}`, '--no-default-browser-check'];
  const browser = spawn(chromiumPath(), [...args, `${page.url}${query}`], { detached: true, stdio: 'ignore' });
  return {
    async until(condition) {
      const giveUpAt = Date.now() + PATIENCE_MS;
      while (!condition(page.reports)) {
        if (Date.now() > giveUpAt) throw new Error(`the page said nothing more: ${JSON.stringify(page.reports)}`);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
    kill: () => killAll(browser),
  };
}

/** The browser and every process it started. */
async function killAll(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const exited = once(browser, 'exit');
  process.kill(-browser.pid, 'SIGKILL');
  await exited;
}

export function savedIn(reports: readonly KillReport[]): readonly string[] {
  return reports.flatMap((one) => (one.what === 'saved' ? one.ids : []));
}

export function foundIn(reports: readonly KillReport[]): FoundStore | null {
  return reports.flatMap((one) => (one.what === 'found' ? [one.found] : []))[0] ?? null;
}

/** Why the page could not go on; null while it can. */
export function failureIn(reports: readonly KillReport[]): string | null {
  return reports.flatMap((one) => (one.what === 'failed' ? [one.detail] : []))[0] ?? null;
}
