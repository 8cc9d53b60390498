import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureIn, foundIn, savedIn, startBareBrowser } from './kill-page/bare-browser.ts';
import type { FoundStore } from './kill-page/kill-report.ts';
import { serveKillPage } from './kill-page/serve-kill-page.ts';
import type { KillPage } from './kill-page/serve-kill-page.ts';

/** `JIBAN_KILLS=500 JIBAN_REPORT=file` for the night: the summary goes to the file as JSON. */
const KILLS = Number(process.env['JIBAN_KILLS'] ?? '5');
const REPORT = process.env['JIBAN_REPORT'];
const MOST_BETWEEN_KILLS = 12;

let page: KillPage;
let profile = '';

beforeAll(async () => {
  page = await serveKillPage();
  profile = await mkdtemp(path.join(tmpdir(), 'jiban-kill-'));
});

afterAll(async () => {
  await page?.dispose();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

interface Summary {
  kills: number;
  saved: number;
  lost: number;
  broken: number;
  forks: number;
  uncopied: number;
  brokenCopies: number;
  healed: number;
}

/** One life of the browser: it says what it found, records for a while, and is killed with all its processes in the middle of a save. */
async function liveAndDie(random: () => number): Promise<{ found: FoundStore; saved: readonly string[] }> {
  const browser = startBareBrowser(page, profile);
  try {
    const wanted = 1 + Math.floor(random() * MOST_BETWEEN_KILLS);
    await browser.until((reports) => failureIn(reports) !== null || savedIn(reports).length >= wanted);
    expect(failureIn(page.reports)).toBeNull();
    // Somewhere within the next save: of words some 10 ms, of a photo some 30.
    await new Promise((resolve) => setTimeout(resolve, random() * 30));
  } finally {
    await browser.kill();
  }
  const found = foundIn(page.reports);
  if (!found) throw new Error('the page recorded before it said what it found');
  return { found, saved: savedIn(page.reports) };
}

/** Repeatable, so that a night that failed can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

test(
  '[DEVICE-87] [FAULT-13] [I1] the browser is killed in the middle of saves, again and again: nothing that was saved is lost',
  async () => {
    const random = seeded(Number(process.env['JIBAN_SEED'] ?? '7'));
    const summary: Summary = {
      kills: 0,
      saved: 0,
      lost: 0,
      broken: 0,
      forks: 0,
      uncopied: 0,
      brokenCopies: 0,
      healed: 0,
    };
    const told = new Set<string>();
    // The last life only looks.
    for (let life = 0; life <= KILLS; life++) {
      const { found, saved } = await liveAndDie(random);
      const here = new Set(found.ids);
      summary.lost += [...told].filter((id) => !here.has(id)).length;
      summary.broken += found.broken.length;
      summary.forks += found.isOneChain && found.state === 'ready' ? 0 : 1;
      summary.uncopied += found.uncopied;
      summary.brokenCopies += found.brokenCopies;
      summary.healed += found.healed;
      for (const id of saved) told.add(id);
      summary.kills = life;
      summary.saved = told.size;
    }
    if (REPORT) await writeFile(REPORT, `${JSON.stringify({ test: 'kill-cycles', ...summary }, null, 2)}\n`);
    expect(summary).toMatchObject({ kills: KILLS, lost: 0, broken: 0, forks: 0, uncopied: 0, brokenCopies: 0 });
    expect(summary.saved).toBeGreaterThanOrEqual(KILLS);
  },
  60_000 + KILLS * 20_000,
);
