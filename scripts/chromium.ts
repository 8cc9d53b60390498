import { findChromium } from './find-chromium.mjs';

/** Flags every test and picture uses: no sandbox because CI runs as root, no traffic of the browser's own. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function chromiumPath(): string {
  const path = findChromium();
  if (path === null) {
    throw new Error('No Chromium found. Set CHROMIUM_PATH, or run: node scripts/prepare.mjs test');
  }
  return path;
}
