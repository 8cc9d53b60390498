import type { Results, Sizes, Step } from './measure.ts';

interface Row {
  readonly title: string;
  readonly step: Step;
  readonly at: 'median' | 'p95';
  /** Contender that the floor column shows, when the work has one. */
  readonly floor: string | null;
}

const PEERS = ['jiban', 'dexie', 'rxdb', 'pouchdb'];

/** Medians (or p95 over single calls) in ms, and in brackets the ratio to Jiban's: above 1 the other is slower. */
export function printTable(results: Results, sizes: Sizes): void {
  const n = (count: number): string => count.toLocaleString('en');
  const rows: readonly Row[] = [
    {
      title: `first pull of ${n(sizes.small)} cases, listed and durable`,
      step: 'pull',
      at: 'median',
      floor: 'parse-only',
    },
    { title: `first pull of ${n(sizes.large)}`, step: 'pull-large', at: 'median', floor: 'parse-only' },
    { title: `reopen, list in memory, ${n(sizes.small)}`, step: 'reopen', at: 'median', floor: null },
    { title: `reopen, list in memory, ${n(sizes.large)}`, step: 'reopen-large', at: 'median', floor: null },
    { title: 'push 1,000 entries until durable', step: 'push', at: 'median', floor: 'one-request' },
    { title: `save one entry, p95, at ${n(sizes.large)} cases`, step: 'save', at: 'p95', floor: 'raw-idb' },
    { title: `50 by deadline, p95, at ${n(sizes.large)}`, step: 'deadline', at: 'p95', floor: null },
  ];
  const lines = [`| work (ms) | floor | ${PEERS.join(' | ')} |`, `|---|---|${PEERS.map(() => '---').join('|')}|`];
  for (const row of rows) {
    const own = figure(results, 'jiban', row);
    const cells = [row.floor, ...PEERS].map((name) => {
      const value = name === null ? null : figure(results, name, row);
      if (value === null) return '–';
      return name === 'jiban' || own === null
        ? show(value)
        : `${show(value)} (${(value / Math.max(own, CLOCK_STEP_MS)).toFixed(2)}×)`;
    });
    lines.push(`| ${row.title} | ${cells.join(' | ')} |`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n${NOTES}\n`);
}

const NOTES =
  'Jiban and Dexie commit with strict durability; RxDB and PouchDB offer only the relaxed one. Jiban hashes, signs and chains what it saves, and its push is\n' +
  'checked signature by signature; the others sign nothing. In brackets: the other’s time over Jiban’s. Floors: fetch and parse alone; one unsigned request;\n' +
  'one strict put without a library.';

function figure(results: Results, name: string, { step, at }: Row): number | null {
  const samples = [...(results.get(name)?.[step] ?? [])].sort((a, b) => a - b);
  if (samples.length === 0) return null;
  return samples[Math.min(samples.length - 1, Math.floor(samples.length * (at === 'median' ? 0.5 : 0.95)))] ?? null;
}

/** Browsers tell the time in steps of a tenth of a millisecond. */
const CLOCK_STEP_MS = 0.1;

function show(ms: number): string {
  if (ms < CLOCK_STEP_MS) return '< 0.1';
  return ms >= 100 ? Math.round(ms).toLocaleString('en') : ms.toFixed(ms >= 10 ? 1 : 2);
}
