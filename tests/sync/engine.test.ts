import { describe, expect, it } from 'vitest';
import { acknowledge, failed, Scripted } from './scripted.ts';
import { createEngine } from '#sync/engine.ts';

const tick = async () => new Promise((resolve) => setImmediate(resolve));

/** Holds every exchange until the test lets it go. */
function gated(scripted: Scripted) {
  const waiting: (() => void)[] = [];
  scripted.onSync = async (request) => {
    await new Promise<void>((go) => waiting.push(go));
    return acknowledge(request);
  };
  return async () => {
    await tick();
    waiting.shift()?.();
    await tick();
  };
}

describe('passes', () => {
  it('[ENGINE-1] [FAULT-44] wakes during a pass are served together by one more', async () => {
    const scripted = new Scripted();
    const letGo = gated(scripted);
    const engine = createEngine(scripted.ports);
    const first = engine.wake('start');
    await tick();
    const later = [engine.wake('append'), engine.wake('online'), engine.wake('live')];
    await letGo();
    await first;
    await letGo();
    await Promise.all(later);
    await letGo();
    expect(scripted.requests).toHaveLength(2);
  });

  it('[ENGINE-1] an entry written during a pass is sent by the wake that follows it', async () => {
    const scripted = new Scripted();
    const letGo = gated(scripted);
    const engine = createEngine(scripted.ports);
    void engine.wake('start');
    await letGo();
    const id = scripted.write();
    const done = engine.wake('append');
    await letGo();
    await letGo();
    await done;
    expect(scripted.disk.receipts.has(id)).toBe(true);
  });

  it('[ENGINE-1] [FAULT-44] two hosts take turns by the lock', async () => {
    const scripted = new Scripted();
    let inside = 0;
    let most = 0;
    let tail: Promise<unknown> = Promise.resolve();
    const exclusive = {
      run: async <T>(work: () => Promise<T>): Promise<T> => {
        const turn = tail.then(async () => {
          most = Math.max(most, ++inside);
          return work().finally(() => inside--);
        });
        tail = turn;
        return turn;
      },
    };
    const ports = { ...scripted.ports, exclusive };
    scripted.write();
    await Promise.all([createEngine(ports).wake('start'), createEngine(ports).wake('sync-event')]);
    expect(most).toBe(1);
    expect(scripted.requests.flatMap(({ entries }) => entries)).toHaveLength(1);
  });

  it('[ENGINE-2] a store that fails ends the pass without a rejection, and is tried again', async () => {
    const scripted = new Scripted();
    const position = scripted.store.position.bind(scripted.store);
    scripted.store.position = async () => Promise.reject(new Error('disk full'));
    scripted.store.noteRun = async () => Promise.reject(new Error('disk full'));
    const engine = createEngine(scripted.ports);
    expect((await engine.wake('start')).waiting?.cause).toBe('storage');
    expect(scripted.reported).toHaveLength(1);
    scripted.store.position = position;
    scripted.store.noteRun = async () => Promise.resolve();
    scripted.write();
    scripted.wakeSleeper();
    await tick();
    await tick();
    expect(scripted.unsent).toEqual([]);
  });

  it('[ENGINE-2] an engine that was stopped starts nothing any more', async () => {
    const scripted = new Scripted();
    const letGo = gated(scripted);
    const engine = createEngine(scripted.ports);
    void engine.wake('start');
    await tick();
    void engine.wake('append');
    const stopped = engine.stop();
    await letGo();
    await stopped;
    await engine.wake('button');
    await tick();
    expect(scripted.requests).toHaveLength(1);
  });
});

describe('after a failure', () => {
  it('[ENGINE-3] the engine tries again by itself, later each time, until it works', async () => {
    const scripted = new Scripted();
    scripted.write();
    let failures = 3;
    scripted.onSync = (request) => (failures-- > 0 ? failed('offline') : acknowledge(request));
    await createEngine(scripted.ports).wake('start');
    for (let i = 0; i < 4; i++) {
      await tick();
      scripted.wakeSleeper();
    }
    await tick();
    expect(scripted.unsent).toEqual([]);
    expect(scripted.sleeps).toEqual([1_500, 3_000, 6_000]);
  });

  it('[ENGINE-3] a wake in between takes the place of the waiting try', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => failed('offline');
    const engine = createEngine(scripted.ports);
    await engine.wake('start');
    const old = scripted.wakeSleeper;
    await engine.wake('online');
    old();
    await tick();
    expect(scripted.requests).toHaveLength(2);
  });

  it.each(['sign-in', 'device-revoked', 'protocol-too-old'] as const)(
    '[ENGINE-3] %s waits for a person',
    async (cause) => {
      const scripted = new Scripted();
      scripted.onSync = () => failed(cause);
      expect((await createEngine(scripted.ports).wake('start')).waiting).toEqual({ cause, nextTryAt: null });
      expect(scripted.sleeps).toEqual([]);
    },
  );

  it('[ENGINE-4] while the server asked for patience only a tap starts a pass', async () => {
    const scripted = new Scripted();
    scripted.write();
    scripted.onSync = () => failed('server-error', 60_000);
    const engine = createEngine(scripted.ports);
    await engine.wake('start');
    for (const cause of ['append', 'online', 'visible', 'live', 'sync-event'] as const) await engine.wake(cause);
    expect(scripted.requests).toHaveLength(1);
    await engine.wake('button');
    expect(scripted.requests).toHaveLength(2);
  });
});
