import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright';

/** Chromium at times waits half a minute before it ends, with work that it has promised to send; a phone's system does not wait either. */
const PATIENCE_MS = 6_000;

export async function closeBrowser(context: BrowserContext, profile: string): Promise<void> {
  const timer = setTimeout(() => killOn(profile), PATIENCE_MS);
  await context.close().finally(() => clearTimeout(timer));
}

/** The processes of this profile, which nobody else has. */
function killOn(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`))
        process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Ended by itself meanwhile.
    }
  }
}
