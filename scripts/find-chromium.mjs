/**
 * Where a Chromium is. Plain JavaScript: prepare.mjs and doctor.mjs need the answer before anything is installed.
 */
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSIDE_PLAYWRIGHT_FOLDER = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string[]} newest Playwright Chromium first */
function playwrightCandidates() {
  const root =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ||
    join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright');
  try {
    const folders = readdirSync(root).filter((name) => /^chromium-\d+$/.test(name));
    folders.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
    return folders.flatMap((name) => INSIDE_PLAYWRIGHT_FOLDER.map((tail) => join(root, name, tail)));
  } catch {
    return [];
  }
}

/** @returns {string | null} */
export function findChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return isExecutable(named) ? named : null;
  const folders = ['/usr/bin', ...(process.env['PATH'] || '').split(delimiter)];
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...installed, ...playwrightCandidates()].find(isExecutable) ?? null;
}
