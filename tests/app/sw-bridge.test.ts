import { beforeEach, expect, it, vi } from 'vitest';
import { startServiceWorker, watchWakeEvents } from '#app/sw-bridge.ts';

const host = vi.hoisted(() => ({ wakes: [] as string[], stops: 0 }));
vi.mock('#sw/engine-host.ts', () => ({
  createEngineHost: () => ({
    wake: async (cause: string) => Promise.resolve(void host.wakes.push(cause)),
    stop: async () => Promise.resolve(void host.stops++),
  }),
}));

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly messages: unknown[] = [];
  postMessage(message: unknown): void {
    this.messages.push(message);
  }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
  readonly tags: string[] = [];
  readonly sync = { register: async (tag: string) => Promise.resolve(void this.tags.push(tag)) };
  update = async (): Promise<void> => Promise.resolve();

  /** A new version was found and is installed. */
  install(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    worker.state = 'installed';
    this.waiting = worker;
    worker.dispatchEvent(new Event('statechange'));
    return worker;
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  register = async (): Promise<FakeRegistration> => Promise.resolve(this.registration);

  control(worker: FakeWorker): void {
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

let container: FakeContainer;
let page: EventTarget & { visibilityState: string };
const settle = async () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  host.wakes.length = 0;
  host.stops = 0;
  container = new FakeContainer();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', page);
});

async function start() {
  const seen = { updates: 0, reloads: 0 };
  const bridge = startServiceWorker({
    appVersion: '1',
    onUpdateReady: () => void seen.updates++,
    reload: () => void seen.reloads++,
  });
  await settle();
  return { bridge, seen };
}

it('[ENGINE-52] without a controller the page hosts the engine; with one it passes every wake on', async () => {
  const { bridge } = await start();
  bridge.wake('button');
  expect(host.wakes).toEqual(['button']);
  const worker = new FakeWorker();
  container.control(worker);
  await settle();
  expect(host.stops).toBe(1);
  bridge.wake('live');
  expect(worker.messages).toEqual([
    { type: 'wake', cause: 'start' },
    { type: 'wake', cause: 'live' },
  ]);
  expect(host.wakes).toEqual(['button']);
});

it('[ENGINE-52] an entry asks for a Background Sync event, each by its own tag; other wakes do not', async () => {
  const { bridge } = await start();
  bridge.wake('append');
  bridge.wake('append');
  bridge.wake('live');
  await settle();
  expect(new Set(container.registration.tags).size).toBe(2);
});

it('[ENGINE-52] [FAULT-43] no Background Sync, no service worker at all: the page works on', async () => {
  container.registration.sync.register = async () => Promise.reject(new Error('not allowed'));
  const { bridge } = await start();
  bridge.wake('append');
  vi.stubGlobal('navigator', {});
  const { bridge: bare } = await start();
  bare.wake('append');
  await settle();
  expect(host.wakes).toEqual(['append', 'append']);
});

it('[ENGINE-52] [FAULT-43] the network coming back and the page being looked at wake the engine; a hidden page does not', async () => {
  const wakes: string[] = [];
  watchWakeEvents((cause) => wakes.push(cause));
  window.dispatchEvent(new Event('online'));
  page.dispatchEvent(new Event('visibilitychange'));
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(wakes).toEqual(['online', 'visible']);
});

it('[ENGINE-53] the first worker of all is no update; a later one is told of and waits', async () => {
  const { seen } = await start();
  container.registration.install();
  expect(seen.updates).toBe(0);
  container.controller = new FakeWorker();
  const waiting = container.registration.install();
  expect([seen.updates, seen.reloads, waiting.messages]).toEqual([1, 0, []]);
});

it('[ENGINE-53] one that waits since an earlier visit is told of', async () => {
  container.controller = new FakeWorker();
  container.registration.waiting = new FakeWorker();
  expect((await start()).seen.updates).toBe(1);
});

it('[ENGINE-53] on consent the waiting version is taken, and this page reloads once', async () => {
  container.controller = new FakeWorker();
  const { bridge, seen } = await start();
  const waiting = container.registration.install();
  const applied = bridge.applyUpdate();
  expect(waiting.messages).toEqual([{ type: 'skip-waiting' }]);
  expect(seen.reloads).toBe(0);
  container.control(waiting);
  await applied;
  container.control(new FakeWorker());
  expect(seen.reloads).toBe(1);
});

it('[ENGINE-53] a version that another page agreed to does not reload this one', async () => {
  container.controller = new FakeWorker();
  const { seen } = await start();
  container.control(container.registration.install());
  expect(seen.reloads).toBe(0);
});
