import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { chromium } from 'playwright';
import { chromiumArgs, chromiumPath } from '../../scripts/chromium.ts';
import type { Bench } from './page.ts';

export const STEPS = ['pull', 'pull-large', 'reopen', 'reopen-large', 'push', 'save', 'deadline'] as const;
export type Step = (typeof STEPS)[number];
/** Milliseconds; one number a repetition, or one a call for steps measured by percentile. */
export type Samples = Partial<Record<Step, readonly number[]>>;
export type Results = ReadonlyMap<string, Samples>;

/** Which steps a contender has a part in. Floors have one each. */
const PLAN: Readonly<Record<string, readonly Step[]>> = {
  'parse-only': ['pull', 'pull-large'],
  'one-request': ['push'],
  'raw-idb': ['save'],
  jiban: STEPS,
  dexie: ['pull', 'pull-large', 'reopen', 'reopen-large', 'save', 'deadline'],
  rxdb: STEPS,
  pouchdb: STEPS,
};

export interface MeasureOptions {
  readonly url: string;
  readonly scratch: string;
  readonly sizes: Sizes;
  readonly only: readonly string[] | null;
  readonly clearRows: () => void;
}

export interface Sizes {
  readonly small: number;
  readonly large: number;
  readonly repeats: number;
}

const PUSHED_ENTRIES = 1000;
const CALLS = 200;

/** Contenders take turns within each repetition, so that a slow minute of the machine hits them all. */
export async function measureAll(options: MeasureOptions): Promise<Results> {
  const results = new Map<string, Record<string, number[]>>();
  const names = Object.keys(PLAN).filter((name) => options.only?.includes(name) ?? true);
  for (let repeat = 0; repeat < options.sizes.repeats; repeat++) {
    for (const name of names) {
      const sofar = results.get(name) ?? {};
      results.set(name, sofar);
      const samples = await measureOne(name, options, repeat === 0 ? wanted(name) : wanted(name).filter(isRepeated));
      for (const [step, values] of Object.entries(samples)) (sofar[step] ??= []).push(...values);
      process.stderr.write(`  ${String(repeat + 1)}/${String(options.sizes.repeats)} ${name}\n`);
    }
  }
  return results;
}

/** The large store is built once: it takes a peer most of a minute, and what is asked of it is timed 200 times over. */
function isRepeated(step: Step): boolean {
  return step === 'pull' || step === 'reopen' || step === 'push';
}

function wanted(name: string): readonly Step[] {
  return PLAN[name] ?? [];
}

async function measureOne(name: string, options: MeasureOptions, steps: readonly Step[]): Promise<Samples> {
  const { small, large } = options.sizes;
  const samples: Record<string, readonly number[]> = {};
  await withProfile(options, async (profile) => {
    if (steps.includes('pull')) samples['pull'] = [await profile.run(name, (page) => call(page, 'pull', small))];
    if (steps.includes('reopen')) samples['reopen'] = [await profile.run(name, (page) => call(page, 'list', small))];
  });
  await withProfile(options, async (profile) => {
    if (steps.includes('pull-large'))
      samples['pull-large'] = [await profile.run(name, (page) => call(page, 'pull', large))];
    if (steps.includes('reopen-large'))
      samples['reopen-large'] = [await profile.run(name, (page) => call(page, 'list', large))];
    if (steps.includes('save')) samples['save'] = await profile.run(name, (page) => calls(page, 'save', CALLS));
    if (steps.includes('deadline'))
      samples['deadline'] = await profile.run(name, (page) => calls(page, 'deadline', CALLS));
  });
  if (steps.includes('push')) {
    options.clearRows();
    await withProfile(options, async (profile) => {
      samples['push'] = [await profile.run(name, (page) => call(page, 'push', PUSHED_ENTRIES))];
    });
  }
  return samples;
}

interface Profile {
  /** Runs in a new page of a browser started anew, so that nothing is warm but the disk. */
  run<T>(name: string, work: (page: Page) => Promise<T>): Promise<T>;
}

/** A profile on disk: a throw-away context would keep IndexedDB in memory and durability would cost nothing. */
async function withProfile({ url, scratch }: MeasureOptions, work: (profile: Profile) => Promise<void>): Promise<void> {
  const dir = path.join(scratch, `profile-${String(Math.random()).slice(2)}`);
  await work({
    run: async (name, inPage) => {
      const context: BrowserContext = await chromium.launchPersistentContext(dir, {
        executablePath: chromiumPath(),
        args: [...chromiumArgs],
      });
      try {
        const page = context.pages()[0] ?? (await context.newPage());
        page.setDefaultTimeout(0);
        await page.goto(url);
        await page.evaluate(async (which) => (globalThis as unknown as { bench: Bench }).bench.load(which), name);
        return await inPage(page);
      } finally {
        await context.close();
      }
    },
  });
  await rm(dir, { recursive: true, force: true });
}

async function call(page: Page, step: 'pull' | 'list' | 'push', count: number): Promise<number> {
  return page.evaluate(async ([which, n]) => (globalThis as unknown as { bench: Bench }).bench[which](n), [
    step,
    count,
  ] as const);
}

async function calls(page: Page, step: 'save' | 'deadline', times: number): Promise<readonly number[]> {
  return page.evaluate(async ([which, n]) => (globalThis as unknown as { bench: Bench }).bench[which](n), [
    step,
    times,
  ] as const);
}
