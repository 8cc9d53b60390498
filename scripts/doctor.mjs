/**
 * `npm run doctor`: what this machine has and lacks, one line each, Chinese and English. Exit code 1 when something would not work.
 * Plain JavaScript on built-ins only: it must say something useful when nothing is installed.
 */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuildFresh } from './build-stamp.mjs';
import { findChromium } from './find-chromium.mjs';
import { hasDocumentFont } from './find-fonts.mjs';

const PORT = Number(process.env['PORT'] || 8080);
const DATA_DIR = process.env['DATA_DIR'] || 'data';
const BACKUP_DIR = process.env['BACKUP_DIR'] || 'backups';
const OLD_BACKUP_HOURS = 26;
const MIN_FREE_BYTES = 2 * 1024 ** 3;
const MAX_SKEW_MS = 60_000;
const OLDEST_SANE_YEAR = 2025;

/** @typedef {{ level: 'ok' | 'hint' | 'bad', zh: string, en: string }} Finding */

/** @type {(zh: string, en: string) => Finding} */
const ok = (zh, en) => ({ level: 'ok', zh, en });
/** @type {(zh: string, en: string) => Finding} A hint: works without, but somebody will miss it. */
const hint = (zh, en) => ({ level: 'hint', zh, en });
/** @type {(zh: string, en: string) => Finding} */
const bad = (zh, en) => ({ level: 'bad', zh, en });

/** @returns {Finding} */
function checkNode() {
  const own = 'node_modules/.bin/node';
  if (!existsSync(own)) {
    return bad('Node 24 未安装，请运行 npm start 自动安装', 'Node 24 is not installed here: npm start installs it');
  }
  try {
    const version = execFileSync(own, ['--version'], { encoding: 'utf8' }).trim();
    if (Number(version.slice(1).split('.')[0]) >= 24) return ok(`Node ${version}`, `Node ${version}`);
    return bad(`Node ${version} 太旧，需要 24`, `Node ${version} is too old, 24 is needed: npm ci`);
  } catch {
    return bad('node_modules 里的 Node 不能运行', 'the Node in node_modules does not run on this machine: npm ci');
  }
}

/** @returns {Promise<{ ours: boolean, dateMs: number } | null>} who answers on the port */
async function askServer() {
  if (typeof fetch !== 'function') return null;
  try {
    const response = await fetch(`http://127.0.0.1:${PORT}/healthz`, { signal: AbortSignal.timeout(2000) });
    const text = await response.text();
    return { ours: text.trimStart().startsWith('{'), dateMs: Date.parse(response.headers.get('date') || '') };
  } catch {
    return null;
  }
}

/** @returns {Promise<string | null>} the error code, null when the port can be opened */
function tryPort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? String(error.code) : 'error'));
    server.listen(PORT, () => server.close(() => resolve(null)));
  });
}

/** @returns {Promise<Finding>} */
async function checkPort() {
  const code = await tryPort();
  if (code === null) return ok(`端口 ${PORT} 空闲`, `port ${PORT} is free`);
  if ((await askServer())?.ours) return ok(`即办正在端口 ${PORT} 运行`, `Jiban is running on port ${PORT}`);
  const advice = `PORT=${PORT + 1} npm start`;
  return bad(
    `端口 ${PORT} 不能用（${code}），可改用：${advice}`,
    `port ${PORT} cannot be used (${code}); try: ${advice}`,
  );
}

/** The nearest folder that exists: the data folder is made at the first start. */
function existingDataFolder() {
  let folder = resolve(DATA_DIR);
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

/** @returns {Finding} */
function checkDataFolder() {
  const folder = existingDataFolder();
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return ok(`数据目录 ${DATA_DIR} 可写`, `data folder ${DATA_DIR} is writable`);
  } catch {
    return bad(`数据目录不可写：${folder}`, `data folder is not writable: ${folder}`);
  }
}

/** @returns {Finding} */
function checkDisk() {
  if (typeof statfsSync !== 'function') return hint('无法读取磁盘余量', 'free disk space cannot be read on this Node');
  const { bavail, bsize } = statfsSync(existingDataFolder());
  const gib = (bavail * bsize) / 1024 ** 3;
  const free = `${gib.toFixed(1)} GiB`;
  if (bavail * bsize >= MIN_FREE_BYTES) return ok(`磁盘余量 ${free}`, `free disk space ${free}`);
  return bad(`磁盘余量只有 ${free}，照片会存不下`, `only ${free} of disk left, photos will not fit`);
}

/** The time of a whole backup; one that was cut off has no manifest. @param {string} name */
function backupTimeMs(name) {
  try {
    return Date.parse(JSON.parse(readFileSync(join(BACKUP_DIR, name, 'manifest.json'), 'utf8')).madeAt);
  } catch {
    return NaN;
  }
}

/** @returns {Finding} */
function checkBackups() {
  if (!existsSync(join(DATA_DIR, 'jiban.db'))) return ok('还没有数据需要备份', 'no data to back up yet');
  const names = existsSync(BACKUP_DIR) ? readdirSync(BACKUP_DIR).filter((name) => !name.startsWith('.')) : [];
  const times = names.map(backupTimeMs).filter(Number.isFinite);
  if (times.length === 0)
    return hint(
      `没有备份（${BACKUP_DIR}），请运行 npm run backup`,
      `no backup in ${BACKUP_DIR}: npm run backup makes one`,
    );
  const hours = Math.floor((Date.now() - Math.max(...times)) / 3_600_000);
  if (hours < OLD_BACKUP_HOURS) return ok(`最近的备份在 ${hours} 小时前`, `the newest backup is ${hours} h old`);
  return hint(
    `最近的备份已是 ${hours} 小时前，请运行 npm run backup`,
    `the newest backup is ${hours} h old: npm run backup, better every hour`,
  );
}

/** @returns {Finding} */
function checkFonts() {
  if (hasDocumentFont()) return ok('有中文字体，可以印文书', 'Chinese fonts are installed: documents can be printed');
  return hint(
    '没有中文字体，文书印不出来：apt-get install fonts-noto-cjk，或设置 FONT_DIR',
    'no Chinese font, documents cannot be printed: apt-get install fonts-noto-cjk, or set FONT_DIR',
  );
}

/** @returns {Finding} */
function checkChromium() {
  const path = findChromium();
  if (path) return ok(`Chromium：${path}`, `Chromium: ${path}`);
  return hint('没有 Chromium，npm test 会自动安装', 'no Chromium (only tests need it): npm test installs it');
}

/** A disk mounted from elsewhere, or a running server, is a second clock to compare with. */
function fileSystemClockMs() {
  const folder = mkdtempSync(join(tmpdir(), 'jiban-doctor-'));
  try {
    writeFileSync(join(folder, 'now'), '');
    return statSync(join(folder, 'now')).mtimeMs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns {Promise<Finding>} */
async function checkClock() {
  const nowMs = Date.now();
  const shown = new Date(nowMs).toISOString();
  if (new Date(nowMs).getUTCFullYear() < OLDEST_SANE_YEAR) {
    return bad(`系统时间不对：${shown}`, `the clock is wrong: ${shown}. Turn on time synchronisation`);
  }
  const others = [fileSystemClockMs() - nowMs, ((await askServer())?.dateMs ?? NaN) - Date.now()];
  const skewMs = Math.max(...others.filter(Number.isFinite).map(Math.abs));
  if (skewMs <= MAX_SKEW_MS) return ok(`系统时间 ${shown}`, `clock ${shown}`);
  const skew = `${Math.round(skewMs / 1000)} s`;
  return bad(
    `系统时间与文件系统或服务相差 ${skew}`,
    `the clock differs by ${skew} from the file system or the running server`,
  );
}

/** @returns {Finding} */
function checkBuild() {
  if (isBuildFresh()) return ok('页面已构建且是最新的', 'the page is built and up to date');
  return hint('页面未构建或已过时，npm start 会重新构建', 'the page is not built or out of date: npm start builds it');
}

const MARKS = { ok: '✓', hint: '·', bad: '✗' };

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'));
/** @type {Finding[]} */
const findings = [
  checkNode(),
  await checkPort(),
  checkDataFolder(),
  checkDisk(),
  checkBackups(),
  checkFonts(),
  checkChromium(),
  await checkClock(),
  checkBuild(),
];
for (const { level, zh, en } of findings) console.log(`${MARKS[level]} ${zh}${zh === en ? '' : `  |  ${en}`}`);
const failures = findings.filter(({ level }) => level === 'bad').length;
console.log(
  failures === 0 ? '可以运行 npm start  |  ready for npm start' : `${failures} 项要处理  |  ${failures} to fix`,
);
process.exitCode = failures === 0 ? 0 : 1;
