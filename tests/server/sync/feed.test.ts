import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '#domain/case/case-state.ts';
import type { LogStore } from '#server/db/port.ts';
import type { Person } from '#domain/people/person.ts';
import type { TestDevice } from '#tests/server/log-scene.ts';
import { LogScene, orderBody, PEOPLE } from '#tests/server/log-scene.ts';
import { foldCase } from '#domain/case/evolve.ts';
import { maySeeCase } from '#domain/people/policy.ts';
import { MemoryLogStore } from '#tests/server/memory-log-store.ts';
import { Replica } from './replica.ts';
import { SqliteLogStore } from '#server/db/sqlite/sqlite-log-store.ts';
import { tempDatabase } from '#tests/server/temp-database.ts';

const READERS = [PEOPLE.supervisor, PEOPLE.north, PEOPLE.south, PEOPLE.inspector, PEOPLE.admin];
const UNITS = ['town-north', 'town-south', 'team-1'];

type Step =
  | { readonly do: 'order'; readonly case: number }
  | { readonly do: 'assign'; readonly case: number; readonly unit: number }
  | { readonly do: 'close'; readonly case: number }
  | { readonly do: 'joint'; readonly case: number; readonly unit: number }
  | { readonly do: 'contact'; readonly case: number }
  | { readonly do: 'pull'; readonly reader: number; readonly whole: boolean };

const caseNo = fc.nat({ max: 6 });
const unitNo = fc.nat({ max: UNITS.length - 1 });
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('order' as const), case: caseNo }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('assign' as const), case: caseNo, unit: unitNo }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), case: caseNo }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('joint' as const), case: caseNo, unit: unitNo }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('contact' as const), case: caseNo }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('pull' as const),
      reader: fc.nat({ max: READERS.length - 1 }),
      whole: fc.boolean(),
    }),
  },
);

/** Long ones: fast-check's usual size would stop at ten steps, before anything has come and gone. */
const histories = (longest: number) =>
  fc.array(stepArbitrary, { minLength: longest / 2, maxLength: longest, size: 'max' });

/** Plays steps against a store whose pages are tiny, so that every edge of a page is met. */
class History {
  readonly scene: LogScene;
  readonly replicas: Replica[] = [];
  #writers = new Map<Person, TestDevice>();

  constructor(store: LogStore) {
    this.scene = new LogScene(store, { items: 3, length: 4000 });
  }

  async start(): Promise<void> {
    for (const person of [PEOPLE.system, ...READERS]) this.#writers.set(person, await this.scene.enrol(person));
    for (const reader of READERS) this.replicas.push(new Replica(this.scene, this.#writer(reader)));
  }

  async play(step: Step): Promise<void> {
    if (step.do === 'pull') {
      const replica = this.replicas[step.reader];
      await (step.whole ? replica?.pullAll() : replica?.pullPage());
      return;
    }
    const id = `c-${String(step.case)}`;
    const base = (await this.states()).get(id)?.lastSeq ?? 0;
    const by = this.#writer(step.do === 'order' ? PEOPLE.system : PEOPLE.supervisor);
    await this.scene.send(by, { case: id, base, ...bodyOf(step) });
  }

  async states(): Promise<ReadonlyMap<string, CaseState>> {
    const ids = Array.from({ length: 7 }, (_, i) => `c-${String(i)}`);
    return this.scene.store.read((log) => log.cases(ids));
  }

  #writer(person: Person): TestDevice {
    const device = this.#writers.get(person);
    if (!device) throw new Error('not enrolled');
    return device;
  }
}

function bodyOf(step: Exclude<Step, { do: 'pull' }>) {
  switch (step.do) {
    case 'order':
      return { kind: 'order' as const, body: orderBody({ matter: '油'.repeat(400) }) };
    case 'assign':
      return { kind: 'assign' as const, body: { unit: UNITS[step.unit] ?? '' } };
    case 'close':
      return { kind: 'close' as const, body: { result: '已办' } };
    case 'joint':
      return {
        kind: 'joint-action' as const,
        body: {
          title: '联合检查',
          startedAt: 1,
          participants: [{ unit: UNITS[step.unit] ?? '', people: '某某' }],
          done: '',
          result: '',
        },
      };
    case 'contact':
      return { kind: 'contact' as const, body: { way: 'phone', reached: true, summary: '油'.repeat(300) } };
  }
}

async function holds(store: LogStore, steps: readonly Step[]): Promise<void> {
  const history = new History(store);
  await history.start();
  for (const step of steps) await history.play(step);
  const states = [...(await history.states()).values()];
  for (const [i, reader] of READERS.entries()) {
    await history.replicas[i]?.pullAll();
    const allowed = states.filter((state) => maySeeCase(reader, state));
    const held = [...(history.replicas[i]?.cases.values() ?? [])];
    const byId = (a: CaseState, b: CaseState) => (a.id < b.id ? -1 : 1);
    expect(held.sort(byId), reader.id).toEqual(allowed.sort(byId));
  }
}

describe('feed', () => {
  it('[SYNC-40, SYNC-44, SYNC-46, SYNC-47] whatever happens between pulls, a device ends with exactly the cases its person may see', async () => {
    await fc.assert(
      fc.asyncProperty(histories(60), (steps) => holds(new MemoryLogStore({ epoch: 'e-1' }), steps)),
      { numRuns: 150 },
    );
  });

  it('[SYNC-40, SYNC-44, SYNC-46, SYNC-47] the same on SQLite', async () => {
    await fc.assert(
      fc.asyncProperty(histories(40), async (steps) => {
        const { db } = await tempDatabase();
        await holds(new SqliteLogStore(db), steps);
      }),
      { numRuns: 8 },
    );
  });

  it('[SYNC-45] a page never holds a case outside the scope, not even between two pages', async () => {
    await fc.assert(
      fc.asyncProperty(histories(50), async (steps) => {
        const history = new History(new MemoryLogStore({ epoch: 'e-1' }));
        await history.start();
        for (const step of steps) {
          await history.play(step);
          if (step.do !== 'pull' || !step.whole) continue;
          const reader = READERS[step.reader] ?? PEOPLE.admin;
          const states = await history.states();
          for (const id of history.replicas[step.reader]?.cases.keys() ?? []) {
            const state = states.get(id);
            expect(state && maySeeCase(reader, state), `${reader.id} holds ${id}`).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  async function small() {
    const history = new History(new MemoryLogStore({ epoch: 'e-1' }));
    await history.start();
    const supervisor = history.replicas[0];
    if (!supervisor) throw new Error('no replica');
    return { history, supervisor };
  }

  it('[SYNC-41] a cursor of another epoch, another scope, ahead of the log or unreadable starts over by snapshots', async () => {
    const { history, supervisor } = await small();
    await history.play({ do: 'order', case: 1 });
    await supervisor.pullAll();
    const good = supervisor.cursor;
    if (!good) throw new Error('no cursor');
    const odd = [
      { ...good, epoch: 'e-0' },
      { ...good, scope: 'other' },
      { ...good, seq: good.seq + 1 },
      { ...good, boot: 'rubbish' },
      null,
    ];
    for (const cursor of odd) {
      supervisor.cursor = cursor;
      expect(await supervisor.pullPage()).toMatchObject({ bootStarts: true, bootEnds: true, count: 1, cursor: good });
    }
    supervisor.cursor = good;
    expect(await supervisor.pullPage()).toMatchObject({ bootStarts: false, count: 0, more: false });
  });

  it('[SYNC-42] first snapshots come page by page, open cases first, and resume where they stopped', async () => {
    const { history, supervisor } = await small();
    for (let i = 0; i < 7; i++) await history.play({ do: 'order', case: i });
    await history.play({ do: 'close', case: 0 });
    const heads = [];
    do heads.push(await supervisor.pullPage());
    while (heads.at(-1)?.more);
    expect(heads.length).toBeGreaterThan(2);
    expect(heads.map(({ bootStarts }) => bootStarts)).toEqual(heads.map((_, i) => i === 0));
    expect(heads.map(({ bootEnds }) => bootEnds)).toEqual(heads.map((_, i) => i === heads.length - 1));
    expect([...supervisor.cases.keys()].at(-1)).toBe('c-0');
  });

  it('[SYNC-43] a case that changes its place while first snapshots are walked is not missed', async () => {
    const { history, supervisor } = await small();
    for (let i = 0; i < 7; i++) await history.play({ do: 'order', case: i });
    await history.play({ do: 'close', case: 6 });
    await supervisor.pullPage();
    // Opened anew, case 6 moves to a place that the boot has passed already.
    await history.scene.send(await history.scene.enrol(PEOPLE.system), {
      case: 'c-6',
      kind: 'order',
      body: orderBody({ dueAtMs: 1 }),
    });
    do await supervisor.pullPage();
    while (supervisor.cursor?.boot);
    expect([...supervisor.cases.keys()].sort()).toEqual(['c-0', 'c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6']);
  });

  it('[SYNC-48] what a device asks for anew comes as a snapshot if visible, else as gone; nobody learns whether it exists', async () => {
    const { history, supervisor } = await small();
    await history.play({ do: 'order', case: 1 });
    const north = history.replicas[1];
    await supervisor.pullAll();
    await north?.pullAll();
    supervisor.cases.clear();
    supervisor.need.add('c-1');
    north?.need.add('c-1').add('c-404');
    await supervisor.pullAll();
    await north?.pullAll();
    expect([...supervisor.cases.keys()]).toEqual(['c-1']);
    expect([...(north?.cases.keys() ?? []), ...(north?.need ?? [])]).toEqual([]);
  });

  it('[SYNC-49] a fold that differs is noticed by its digest and healed by a snapshot', async () => {
    const { history, supervisor } = await small();
    await history.play({ do: 'order', case: 1 });
    await supervisor.pullAll();
    const held = supervisor.cases.get('c-1');
    if (held) supervisor.cases.set('c-1', { ...held, digest: 'x' });
    await history.play({ do: 'contact', case: 1 });
    await supervisor.pullAll();
    expect(supervisor.cases.get('c-1')).toEqual((await history.states()).get('c-1'));
    expect(supervisor.cases.get('c-1')).toEqual(foldCase('c-1', supervisor.cases.get('c-1')?.records ?? []));
  });
});
