/**
 * Makes the machine ready for `npm start`, `npm test` or `npm run check`: node_modules, then what each of them needs.
 * Plain JavaScript on built-ins only: it runs before anything is installed, on whatever Node the machine has (18 or newer).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuildFresh, sourceHash, writeBuildStamp } from './build-stamp.mjs';
import { findChromium } from './find-chromium.mjs';
import { hasDocumentFont } from './find-fonts.mjs';

const APT = ['-o', 'DPkg::Lock::Timeout=300', '-y'];
const LOCK_MEMORY = 'node_modules/.jiban-lock';
const OWN_NODE = 'node_modules/.bin/node';

/** @param {string} text */
const say = (text) => console.log(`[prepare] ${text}`);

/** npm must not run on the Node inside the node_modules it is about to replace. */
function pathWithoutOwnBin() {
  const folders = (process.env['PATH'] || '').split(delimiter);
  return folders.filter((folder) => !folder.endsWith(`node_modules${sep}.bin`)).join(delimiter);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function run(command, args, env = {}) {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** What npm itself remembers of its last installation agrees with package-lock.json (someone ran npm by hand). */
function isInstalledByHand() {
  const remembered = 'node_modules/.package-lock.json';
  if (!existsSync(remembered)) return false;
  const installed = JSON.parse(readFileSync(remembered, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.keys(wanted).every(
    (path) => path === '' || wanted[path].optional || installed[path]?.version === wanted[path].version,
  );
}

function ownNodeVersion() {
  try {
    return execFileSync(OWN_NODE, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

function installPackages() {
  const hash = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const known = existsSync(LOCK_MEMORY) ? readFileSync(LOCK_MEMORY, 'utf8').trim() : '';
  if (known === hash && existsSync(OWN_NODE)) return;
  if (isInstalledByHand() && ownNodeVersion()) {
    writeFileSync(LOCK_MEMORY, `${hash}\n`);
    return;
  }
  say(`${known ? 'package-lock.json changed' : 'node_modules is missing'}: npm ci (about half a minute)`);
  // Level error: a newcomer on Node 20 or 22 needs no engine warnings, everything runs on the Node 24 installed here.
  const env = { PATH: pathWithoutOwnBin() };
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], env)) {
    throw new Error('npm ci failed. Is the npm registry reachable? Try it by hand: npm ci');
  }
  if (!ownNodeVersion()) {
    say('Node 24 is not there yet (install scripts were off): npm rebuild node');
    run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], env);
  }
  const version = ownNodeVersion();
  if (!version) throw new Error('node_modules/.bin/node (Node 24) does not run on this machine');
  writeFileSync(LOCK_MEMORY, `${hash}\n`);
  say(`packages installed, running on Node ${version}`);
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string[]} packages */
function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = [...APT, 'install', '-qq', '--no-install-recommends', ...packages];
  return (
    run('apt-get', install, env) || (run('apt-get', [...APT, 'update', '-qq'], env) && run('apt-get', install, env))
  );
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

/** For the documents the server prints. Without them it runs, and says so when a document is asked for. */
function installFonts() {
  if (!hasDocumentFont() && canUseApt()) {
    say('apt-get install fonts-noto-cjk (Chinese fonts for documents)');
    aptInstall(['fonts-noto-cjk']);
  }
  if (!hasDocumentFont())
    say('no Chinese font: documents cannot be printed. Debian: apt-get install fonts-noto-cjk, or set FONT_DIR');
}

function installBrowser() {
  if (process.env['CHROMIUM_PATH'] && !findChromium()) {
    throw new Error(`CHROMIUM_PATH=${process.env['CHROMIUM_PATH']} is not an executable file`);
  }
  const missing = [
    ...(findChromium() ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ];
  if (missing.length > 0 && canUseApt()) {
    say(`apt-get install ${missing.join(' ')}`);
    aptInstall(missing);
  }
  if (!findChromium()) {
    say('no Chromium on this machine: npx playwright install chromium');
    run(OWN_NODE, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  }
  if (!findChromium())
    throw new Error('No Chromium. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH');
  if (!hasChineseFont()) say('no Chinese font found: pictures will show boxes. Debian: apt-get install fonts-noto-cjk');
}

/** For the kills and disk errors at single system calls. Tests that miss it say so, so that its absence stops nothing. */
function installStrace() {
  const isThere = () => spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;
  if (!isThere() && canUseApt()) {
    say('apt-get install strace');
    aptInstall(['strace']);
  }
  if (!isThere()) say('no strace: kills at single system calls are not tested. Debian: apt-get install strace');
}

function buildPage() {
  if (isBuildFresh()) return;
  say(`${existsSync('dist') ? 'the page is older than its source' : 'the page is not built yet'}: vite build`);
  const hash = sourceHash();
  // Vitest calls this with NODE_ENV=test, under which Vite would build the page for development.
  const env = { NODE_ENV: 'production' };
  if (!run(OWN_NODE, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], env))
    throw new Error('vite build failed');
  writeBuildStamp(hash);
}

/** @type {Record<string, (() => void)[]>} */
const STEPS = {
  check: [installPackages],
  build: [installPackages, buildPage],
  start: [installPackages, installFonts, buildPage],
  test: [installPackages, installFonts, installBrowser, installStrace, buildPage],
};

const purpose = process.argv[2] ?? '';
const steps = STEPS[purpose];
if (!steps) throw new Error(`usage: node scripts/prepare.mjs ${Object.keys(STEPS).join('|')}`);
process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'));
try {
  for (const step of steps) step();
} catch (error) {
  console.error(`[prepare] ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
