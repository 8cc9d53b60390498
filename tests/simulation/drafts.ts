import type { Draft } from './device-disk.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { Random } from './random.ts';
import { sha256 } from './sim-server.ts';

export const UNITS = ['team-1', 'team-2', 'town-1'] as const;

/** Times in bodies are fixed, so that a history can be run again under other clocks and compared. */
const FIXED_MS = Date.UTC(2026, 10, 1);

const KIND_WEIGHTS = {
  finding: 5,
  contact: 3,
  accept: 3,
  return: 1,
  close: 1,
  assign: 1,
  correction: 1,
  photo: 3,
  'joint-action': 1,
  'later-kind': 1,
  'later-version': 1,
};

const LATER_VERSIONS = ['finding', 'joint-action', 'assign', 'accept', 'correction', 'close', 'photo'] as const;

/** What a person might write in the case, legal or not. */
export function draftFor(caseId: string, random: Random, earlier: readonly string[]): Draft {
  const kind = random.weighted(KIND_WEIGHTS);
  if (kind === 'photo') return photo(caseId, random);
  const body = bodyOf(kind, random, earlier);
  // A known kind in a shape of next year.
  if (kind === 'later-version') return { case: caseId, kind: random.pick(LATER_VERSIONS), kindV: 9, body };
  return { case: caseId, kind, body };
}

function bodyOf(
  kind: Exclude<keyof typeof KIND_WEIGHTS, 'photo'>,
  random: Random,
  earlier: readonly string[],
): JsonObject {
  const n = random.below(1_000);
  switch (kind) {
    case 'finding':
      return { subject: `风机 ${String(n)}`, result: 'violates', description: '噪声大' };
    case 'contact':
      return { way: 'phone', reached: n % 2 === 0, summary: '已告知' };
    case 'accept':
      return {};
    case 'return':
      return { reason: '不属本单位' };
    case 'close':
      return { result: '已整改' };
    case 'assign':
      return { unit: random.pick(UNITS) };
    case 'correction':
      return { target: earlier.length > 0 ? random.pick(earlier) : 'e'.repeat(64), reason: '笔误' };
    case 'joint-action':
      return {
        title: '联合检查',
        startedAt: FIXED_MS,
        participants: [{ unit: random.pick(UNITS), people: '张三' }],
        done: '查',
        result: '改',
      };
    case 'later-kind':
    case 'later-version':
      return { n, later: { deep: [n, '甲'] } };
  }
}

function photo(caseId: string, random: Random): Draft {
  const blob = Uint8Array.from({ length: 4 + random.below(20) }, () => random.below(256));
  const body = {
    original: sha256(blob),
    mediaType: 'image/jpeg',
    bytes: blob.length,
    widthPx: 1,
    heightPx: 1,
    way: 'camera',
  };
  return { case: caseId, kind: 'photo', body, blob };
}

export function orderBody(n: number): JsonObject {
  return {
    orderNo: `D${String(n)}`,
    source: 'hotline',
    receivedAtMs: FIXED_MS,
    category: '油烟',
    matter: '楼下餐厅',
    address: '北苑路 1 号',
    channel: 'phone',
    dueAtMs: FIXED_MS + 86_400_000,
    dueRule: 'order',
    urgency: 'ordinary',
  };
}
