import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import { accessKeysOf } from '#domain/people/policy.ts';
import { ordersOf, recordsOf } from '#domain/case/case-records.ts';
import { decide } from '#domain/case/decide.ts';
import { emptyCase, evolve } from '#domain/case/evolve.ts';
import { SYSTEM_PERSON } from '#domain/people/person.ts';
import { bodyMisfit } from '#protocol/body-schemas.ts';
import { demoPhoto, readDemoImage } from '#server/demo/demo-photos.ts';
import { isInside, townshipRing } from '#server/demo/district.ts';
import { demoCases } from '#server/demo/orders.ts';
import { DEMO_PEOPLE, DEMO_TOWNSHIPS, DEMO_UNITS, demoButtons } from '#server/demo/people.ts';
import { withRefs } from '#server/demo/story.ts';
import type { DemoCase, DemoStep } from '#server/demo/story.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 4, 0, 0);
const CASES = demoCases(NOW_MS);
const STEPS = CASES.flatMap((demoCase) => demoCase.steps);
const ORDERS = STEPS.filter((step) => step.kind === 'order');

function personOf(id: string) {
  const person = id === 'system' ? SYSTEM_PERSON : DEMO_PEOPLE.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}

/** Plays a case as the server would, and gives what each step met. */
function played(demoCase: DemoCase): { state: CaseState; refused: string[]; misfits: string[] } {
  const ids = new Map<string, string>();
  const refused: string[] = [];
  const misfits: string[] = [];
  let state = emptyCase(demoCase.key);
  demoCase.steps.forEach((step, index) => {
    const id = createHash('sha256').update(`${demoCase.key} ${index}`).digest('hex');
    const body = withRefs(step.body, ids);
    if (step.ref) ids.set(step.ref, id);
    const misfit = bodyMisfit(step.kind, 1, body);
    if (misfit) misfits.push(`${demoCase.key} ${step.kind}: ${misfit}`);
    const device = step.by;
    const verdict = decide(
      state,
      { case: demoCase.key, device, kind: step.kind, kindV: 1, base: state.lastSeq, body },
      personOf(step.by),
    );
    if (verdict.outcome !== 'accepted')
      refused.push(`${demoCase.key} ${index} ${step.kind} by ${step.by}: ${JSON.stringify(verdict)}`);
    const record: CaseRecord = {
      id,
      seq: state.lastSeq + 1,
      kind: step.kind,
      kindV: 1,
      actor: step.by,
      device,
      base: state.lastSeq,
      claimedAt: step.atMs,
      clockOffsetMs: 0,
      receivedAt: step.atMs,
      verdict,
      blobs: [],
      body,
    };
    state = evolve(state, record);
  });
  return { state, refused, misfits };
}

const PLAYED = CASES.map(played);

describe('the demo district', () => {
  it('is the same for the same time, and moves along with it', () => {
    expect(demoCases(NOW_MS)).toEqual(CASES);
    const later = demoCases(NOW_MS + 40 * 86_400_000);
    expect(later.map((each) => each.key)).toEqual(CASES.map((each) => each.key));
    expect(Math.max(...later.flatMap((each) => each.steps.map((step) => step.atMs)))).toBeGreaterThan(
      NOW_MS + 39 * 86_400_000,
    );
  });

  it.each([0, 3, 7, 12, 18, 23])('has no step in the future, nor a step before its case, at %i o’clock', (hour) => {
    const nowMs = Date.UTC(2026, 1, 28, hour, 17);
    for (const { steps } of demoCases(nowMs)) {
      expect(steps[0]?.kind).toBe('order');
      expect(steps.every((step, index) => step.atMs < nowMs && step.atMs >= (steps[index - 1]?.atMs ?? 0))).toBe(true);
    }
  });

  it('every step fits its schema and would be accepted by the rules', () => {
    expect(PLAYED.flatMap((each) => each.misfits)).toEqual([]);
    expect(PLAYED.flatMap((each) => each.refused)).toEqual([]);
  });

  it('about 300 orders, each number once, in all townships and states', () => {
    expect(ORDERS.length).toBeGreaterThan(285);
    expect(ORDERS.length).toBeLessThan(315);
    expect(new Set(ORDERS.map((step) => step.body.orderNo)).size).toBe(ORDERS.length);
    expect(new Set(ORDERS.map((step) => step.body.township)).size).toBe(DEMO_TOWNSHIPS.length);
    const counts = Map.groupBy(PLAYED, ({ state }) => state.status);
    for (const status of ['new', 'assigned', 'accepted', 'closed'] as const)
      expect(counts.get(status)?.length ?? 0).toBeGreaterThan(12);
    expect(PLAYED.filter(({ state }) => state.returns > 0).length).toBeGreaterThan(3);
    expect(PLAYED.filter(({ state }) => ordersOf(state).length > 1).length).toBeGreaterThan(10);
  });

  it('complains about what districts complain about: noise 57 %, air 36 %', () => {
    const share = (category: string) => ORDERS.filter((step) => step.body.category === category).length / ORDERS.length;
    expect(share('噪声')).toBeGreaterThan(0.5);
    expect(share('噪声')).toBeLessThan(0.64);
    expect(share('大气')).toBeGreaterThan(0.3);
    expect(share('大气')).toBeLessThan(0.43);
  });

  it('hardly repeats itself', () => {
    expect(new Set(ORDERS.map((step) => step.body.matter)).size / ORDERS.length).toBeGreaterThan(0.95);
    expect(ORDERS.every((step) => !/[{}@]|undefined|。。/.test(step.body.matter + step.body.address))).toBe(true);
  });

  it('every order lies in the township it names', () => {
    for (const { body } of ORDERS) {
      const id = DEMO_TOWNSHIPS.find((township) => township.name === body.township)?.id ?? 'town-yehe';
      expect([body.orderNo, isInside(body.position ?? { lat: 0, lon: 0 }, townshipRing(id))]).toEqual([
        body.orderNo,
        true,
      ]);
    }
  });

  it('has no telephone that could ring, and no caller in the log', () => {
    const callers = ORDERS.flatMap((step) => step.caller ?? []);
    expect(callers.length).toBeGreaterThan(200);
    expect(callers.every((caller) => /^1990000\d{4}$/.test(caller.phone))).toBe(true);
    const log = JSON.stringify(STEPS.map((step) => step.body));
    expect(/(?<!\d)1[3-9]\d{9}(?!\d)/.test(log)).toBe(false);
    for (const { name } of callers) expect(log).not.toContain(name);
    expect(callers.some((caller) => caller.name.includes('䶮'))).toBe(true);
  });

  it('inspectors have work on their phones', () => {
    const open = PLAYED.filter(({ state }) => state.status !== 'closed');
    for (const person of DEMO_PEOPLE.filter((each) => each.role === 'inspector')) {
      expect([person.name, open.filter(({ state }) => state.assignee?.unit === person.unit).length > 5]).toEqual([
        person.name,
        true,
      ]);
    }
  });
});

describe('the two stories', () => {
  it('the restaurant: four calls, two visits, a correction, a joint action; open and stuck at the gas pipe', () => {
    const state = PLAYED[0]?.state ?? emptyCase('');
    expect([state.status, state.assignee]).toEqual(['accepted', { unit: 'team-1', person: 'u-wangfang' }]);
    const kinds = (kind: DemoStep['kind']) => recordsOf(state, kind).length;
    expect([
      kinds('order'),
      kinds('visit-end'),
      kinds('correction'),
      kinds('joint-action'),
      kinds('noise-reading'),
      kinds('photo'),
      kinds('close'),
    ]).toEqual([4, 2, 1, 1, 2, 8, 0]);
    expect(JSON.stringify(state.records.at(-1)?.body)).toContain('缺燃气管道');
    expect(accessKeysOf(state)).toContain('unit:town-qingshiqiao');
    expect(state.dueAtMs ?? 0).toBeGreaterThan(NOW_MS);
  });

  it('the odour: five calls, three stacks clean, a sampler that the township and the air section can see', () => {
    const state = PLAYED[1]?.state ?? emptyCase('');
    expect(recordsOf(state, 'order')).toHaveLength(5);
    expect(recordsOf(state, 'finding').filter((record) => record.body?.result === 'conforms')).toHaveLength(3);
    expect(accessKeysOf(state)).toEqual(expect.arrayContaining(['unit:air', 'unit:town-luwan']));
    expect(state.status).toBe('accepted');
  });

  it('photos are what their records say, small, and used once', () => {
    const photos = STEPS.filter((step) => step.kind === 'photo');
    expect(new Set(photos.map((step) => step.photo)).size).toBe(photos.length);
    for (const step of photos) {
      const { original, thumb } = demoPhoto(step.photo ?? '');
      for (const image of [original, thumb]) {
        const bytes = readDemoImage(image);
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(image.sha256);
        expect([bytes[0], bytes[1], bytes.length]).toEqual([0xff, 0xd8, image.bytes]);
      }
      expect([step.body.original, step.body.thumb]).toEqual([original.sha256, thumb.sha256]);
      expect(original.bytes).toBeLessThanOrEqual(60_000);
    }
  });
});

describe('people and map', () => {
  it('everybody belongs to a unit; ids are sound and unique', () => {
    const units = new Set(DEMO_UNITS.map((unit) => unit.id));
    expect(DEMO_UNITS.filter((unit) => unit.kind === 'township')).toHaveLength(14);
    expect(DEMO_PEOPLE.every((person) => units.has(person.unit) && /^u-[a-z]+$/.test(person.id))).toBe(true);
    expect(new Set(DEMO_PEOPLE.map((person) => person.id)).size).toBe(DEMO_PEOPLE.length);
    expect(demoButtons().map((button) => button.name)).toEqual(
      expect.arrayContaining(['王芳', '陈宇', '李强', '赵敏', '周局', '管理员']),
    );
  });

  it('the map is small enough to be precached', () => {
    expect(statSync('public/map/district.json').size).toBeLessThan(120_000);
  });
});
