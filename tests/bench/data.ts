import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import type { FlatCase } from './contender.ts';

const START_MS = Date.UTC(2026, 10, 1);
const CATEGORIES = ['噪声', '油烟', '异味', '扬尘', '污水'];
const HEX = '0123456789abcdef';

/** Reproducible noise (mulberry32), so that every contender and every run stores the same bytes. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function flatCase(index: number): FlatCase {
  const random = randomFrom(index + 1);
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? '';
  const receivedAtMs = START_MS + Math.floor(random() * 2_000_000_000);
  const category = pick(CATEGORIES);
  return {
    id: `c-${index.toString().padStart(8, '0')}`,
    orderNo: `JB2026${index.toString().padStart(8, '0')}`,
    category,
    matter:
      `群众反映${category}问题，${pick(['夜间', '清晨', '午间'])}影响休息，希望尽快到现场核实并答复处理结果。`.repeat(
        3,
      ),
    address: `云溪区${pick(['柳林', '石桥', '北岸', '东湾'])}街道第${String(index % 900)}号`,
    status: pick(['new', 'assigned', 'accepted']),
    unit: pick(['team-1', 'team-2', 't-05']),
    dueAtMs: receivedAtMs + 604_800_000,
    receivedAtMs,
    lat: 39.6 + random() * 0.2,
    lon: 116 + random() * 0.3,
    history: [1, 2, 3].map((n) => ({
      at: receivedAtMs + n * 3_600_000,
      who: pick(['王芳', '陈宇']),
      what: '电话联系并约定现场检查时间。'.repeat(2),
    })),
  };
}

/** The same facts as a snapshot of our feed. */
export function caseState(index: number): CaseState {
  const flat = flatCase(index);
  const hex = (length: number, salt: number): string => {
    const random = randomFrom(index * 31 + salt);
    return Array.from({ length }, () => HEX[Math.floor(random() * 16)]).join('');
  };
  const { orderNo, category, matter, address, receivedAtMs, dueAtMs, lat, lon } = flat;
  const order = {
    orderNo,
    source: 'hotline',
    receivedAtMs,
    category,
    matter,
    address,
    channel: '12345',
    dueAtMs,
    dueRule: 'order',
    urgency: 'ordinary',
    position: { lat, lon, datum: 'WGS84' },
  };
  const bodies: readonly (readonly [kind: string, body: object])[] = [
    ['order', order],
    ['assign', { unit: flat.unit }],
    ...flat.history.map((line) => ['contact', { way: 'phone', reached: true, summary: line.what }] as const),
  ];
  const records = bodies.slice(0, flat.status === 'new' ? 1 : bodies.length).map(([kind, body], n): CaseRecord => ({
    id: hex(64, n),
    seq: index * 5 + n + 1,
    kind,
    kindV: 1,
    actor: n === 0 ? 'system' : 'u-zhao',
    device: hex(32, 100 + n),
    base: 0,
    claimedAt: receivedAtMs + n,
    clockOffsetMs: 0,
    receivedAt: receivedAtMs + n,
    verdict: { outcome: 'accepted' },
    blobs: [],
    body: body as never,
  }));
  return {
    v: 1,
    id: flat.id,
    lastSeq: records.at(-1)?.seq ?? 0,
    digest: hex(64, 99),
    status: flat.status as CaseState['status'],
    assignee: flat.status === 'new' ? null : { unit: flat.unit, person: null },
    dueAtMs,
    returns: 0,
    records,
  };
}
