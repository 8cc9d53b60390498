import { execFileSync } from 'node:child_process';

/** End-to-end tests drive the built app: never a page older than its source. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/prepare.mjs', 'build'], { stdio: 'inherit' });
}
