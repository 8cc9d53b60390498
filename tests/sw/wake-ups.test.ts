import { expect, it } from 'vitest';
import type { PassResult } from '#sync/pass.ts';
import { createWakeUps } from '#sw/wake-ups.ts';

function scene(
  result: PassResult | null | Error,
  change: { online?: boolean; register?: () => Promise<void>; sleep?: () => Promise<void> } = {},
) {
  const tags: string[] = [];
  const sleeps: number[] = [];
  const wakes: string[] = [];
  const wakeUps = createWakeUps({
    host: {
      wake: async (cause) => {
        wakes.push(cause);
        return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
      },
      stop: async () => Promise.resolve(),
    },
    isOnline: () => change.online ?? true,
    now: () => 1_000,
    sleep: async (ms) => {
      sleeps.push(ms);
      await change.sleep?.();
    },
    register: async (tag) => {
      tags.push(tag);
      await change.register?.();
    },
  });
  return { wakeUps, tags, sleeps, wakes };
}

const waiting = (nextTryAt: number | null, entries = 1): PassResult => ({
  left: { entries, blobs: 0 },
  waiting: { cause: 'offline', nextTryAt },
});

it('[ENGINE-50] offline, another event is asked for at once: it comes with the network', async () => {
  const { wakeUps, tags, sleeps } = scene(waiting(60_000), { online: false });
  await wakeUps.run('append');
  expect([tags.length, sleeps]).toEqual([1, []]);
});

it('[ENGINE-50] online, the back-off is sat out first, but not longer than a browser lets an event live', async () => {
  const { wakeUps, sleeps } = scene(waiting(5_000));
  await wakeUps.run('sync-event');
  const far = scene(waiting(9_000_000));
  await far.wakeUps.run('sync-event');
  expect([sleeps, far.sleeps]).toEqual([[4_000], [120_000]]);
});

it('[ENGINE-50] every registration has a tag of its own', async () => {
  const { wakeUps, tags } = scene(waiting(1_000));
  await wakeUps.sync('sync:1');
  await wakeUps.run('sync-event');
  expect(new Set(tags).size).toBe(2);
});

it('[ENGINE-50] nothing is asked for when nothing is left, or only a person can help', async () => {
  for (const result of [null, { left: { entries: 0, blobs: 0 }, waiting: null }, waiting(5_000, 0), waiting(null)]) {
    const { wakeUps, tags } = scene(result);
    await wakeUps.run('sync-event');
    expect(tags).toEqual([]);
  }
});

it('[ENGINE-50] no event is rejected, whatever fails', async () => {
  await expect(scene(new Error('bug')).wakeUps.run('push')).resolves.toBeUndefined();
  const denied = async () => Promise.reject(new Error('permission denied'));
  await expect(scene(waiting(1_000), { register: denied }).wakeUps.run('sync-event')).resolves.toBeUndefined();
});

it('[ENGINE-50] events that come to nothing do not breed: one at a time looks forward', async () => {
  let wakeSleeper: () => void = () => undefined;
  const { wakeUps, tags } = scene(waiting(5_000), {
    sleep: async () => new Promise<void>((resolve) => (wakeSleeper = resolve)),
  });
  const first = wakeUps.run('sync-event');
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([wakeUps.run('append'), wakeUps.run('visible')]);
  wakeSleeper();
  await first;
  expect(tags).toHaveLength(1);
});

it('[ENGINE-57] [FAULT-42] a wait with a network that leads nowhere is held open by an event of its own', async () => {
  let wakeSleeper: () => void = () => undefined;
  const { wakeUps, tags } = scene(waiting(5_000), {
    sleep: async () => new Promise<void>((resolve) => (wakeSleeper = resolve)),
  });
  const waits = wakeUps.run('append');
  await new Promise((resolve) => setImmediate(resolve));
  const [hold = ''] = tags;
  expect(tags).toHaveLength(1);
  let isOpen = true;
  const held = wakeUps.sync(hold).then(() => (isOpen = false));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOpen).toBe(true);
  wakeSleeper();
  await Promise.all([waits, held]);
  expect(tags[1]).toMatch(/^sync:/);
});

it('[ENGINE-57] [FAULT-42] given again to a new worker, because the browser had ended the one that waited, it wakes the engine', async () => {
  const first = scene(waiting(5_000), { sleep: async () => new Promise(() => undefined) });
  void first.wakeUps.run('append');
  await new Promise((resolve) => setImmediate(resolve));
  const next = scene({ left: { entries: 0, blobs: 0 }, waiting: null });
  await next.wakeUps.sync(first.tags[0] ?? '');
  expect([next.wakes, next.tags]).toEqual([['sync-event'], []]);
});

it('[ENGINE-57] an event that waits already needs no other; a refused one changes nothing', async () => {
  const { wakeUps, tags } = scene(waiting(1_000));
  await wakeUps.sync('sync:1');
  expect(tags.filter((tag) => tag.startsWith('hold:'))).toEqual([]);
  const denied = scene(waiting(5_000), { register: async () => Promise.reject(new Error('permission denied')) });
  await denied.wakeUps.run('append');
  expect([denied.tags.length, denied.sleeps]).toEqual([2, [4_000]]);
});
