import type { Contender } from './contender.ts';

/** Each in a chunk of its own, so that no contender pays for another's code. */
const CONTENDERS: Readonly<Record<string, () => Promise<Contender>>> = {
  'parse-only': async () => (await import('./contenders/parse-only.ts')).parseOnly(),
  'one-request': async () => (await import('./contenders/parse-only.ts')).oneRequest(),
  'raw-idb': async () => (await import('./contenders/raw-idb.ts')).rawIdb(),
  jiban: async () => (await import('./contenders/jiban.ts')).jiban(),
  dexie: async () => (await import('./contenders/dexie-rows.ts')).dexieRows(),
  rxdb: async () => (await import('./peers/rxdb.js')).rxdb(),
  pouchdb: async () => (await import('./peers/pouchdb.js')).pouchdb(),
};

let current: Contender | null = null;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What `scripts/bench.ts` calls through the browser. Every function resolves with milliseconds. */
const bench = {
  /** Loads the contender's code, untimed; opening its database is part of the step that follows. */
  load: async (name: string) => {
    const make = CONTENDERS[name];
    if (!make) throw new Error(`no contender ${name}`);
    current = await make();
  },
  pull: async (count: number) =>
    timed(async () => {
      await contender().open();
      expectCount(await contender().pull(count), count);
    }),
  list: async (count: number) =>
    timed(async () => {
      await contender().open();
      expectCount(await contender().list(), count);
    }),
  save: async (times: number) => {
    await contender().open();
    return repeat(times, (n) => contender().saveOne?.(n));
  },
  deadline: async (times: number) => {
    await contender().open();
    await contender().nextByDeadline?.();
    return repeat(times, () => contender().nextByDeadline?.());
  },
  push: async (count: number) => {
    await contender().open();
    await contender().prepareEntries?.(count);
    return timed(async () => contender().push?.());
  },
};

function contender(): Contender {
  if (!current) throw new Error('load a contender first');
  return current;
}

async function repeat(times: number, work: (n: number) => Promise<unknown> | undefined): Promise<readonly number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push(await timed(async () => work(n)));
  return all;
}

/** A contender that lists something else than was pulled has not done the work it is timed for. */
function expectCount(listed: number, count: number): void {
  if (listed !== count) throw new Error(`listed ${String(listed)} of ${String(count)}`);
}

export type Bench = typeof bench;
Object.assign(globalThis, { bench });
