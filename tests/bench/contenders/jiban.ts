import type { SessionInfo } from '#protocol/session.ts';
import type { Engine } from '#sync/engine.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { StatementVerifier, Transport } from '#sync/ports.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { append } from '#storage/append.ts';
import { signWith } from '#storage/device-identity.ts';
import { EngineStore } from '#storage/local-store.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { deviceOf } from '#storage/person-store.ts';
import { createEngine } from '#sync/engine.ts';
import { createHttpTransport } from '#sync/http-transport.ts';
import { parsePage, webSha256 } from '#sync/pull-page.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { systemClock } from '#sync/system-clock.ts';
import type { Contender } from '../contender.ts';
import { findingText } from '../contender.ts';

/** Bench pages are not signed: only the push is measured against the real server and its real signatures. */
const anySignature: StatementVerifier = { verify: () => Promise.resolve(true) };

const DEMO_PERSON = 'u-wangfang';

/** The product's own store and engine, as the page uses them. */
export function jiban(): Contender {
  let store: PersonStore;
  let session: SessionInfo;
  const open = async (): Promise<void> => {
    const opened = await openPersonStore({ person: DEMO_PERSON, appVersion: 'bench', heads: null, create: true });
    if (opened.state !== 'ready') throw new Error(`the store is ${opened.state}`);
    store = opened.store;
  };
  const engineOn = (transport: Transport, verifier: StatementVerifier): Engine =>
    createEngine({
      store: new EngineStore(store),
      transport,
      verifier,
      clock: systemClock,
      exclusive: { run: async (work) => navigator.locks.request('bench-sync', work) },
      report,
    });
  const listed = (): readonly { dueAtMs: number | null; id: string }[] =>
    [...store.index.packs()]
      .flatMap(([, list]) => list)
      .sort((a, b) => (a.dueAtMs ?? Infinity) - (b.dueAtMs ?? Infinity));
  return {
    open,
    pull: async (count) => {
      await engineOn(feedOf(count), anySignature).wake('start');
      await store.index.refresh(store.db);
      return listed().length;
    },
    list: () => Promise.resolve(listed().length),
    saveOne: async (index) => void (await append(store, [finding(index)])),
    nextByDeadline: sortedOnce(listed),
    prepareEntries: async (count) => {
      session = await signInAndEnrol(store);
      await append(
        store,
        Array.from({ length: count }, (_, n) => finding(n)),
      );
    },
    push: async () => {
      const { id } = await deviceOf(store);
      const engine = engineOn(createHttpTransport({ device: id }), createStatementVerifier(session.server.publicKey));
      const { left } = await engine.wake('append');
      if (left.entries > 0) throw new Error(`${String(left.entries)} entries have no receipt`);
    },
  };
}

function finding(index: number) {
  const body = { subject: '风机', result: 'violates', description: findingText(index) };
  return { case: 'c-00000001', kind: 'finding', kindV: 1, body, blobs: [] };
}

/** The list is kept sorted in memory, as the page's list is: sorted when it changes, sliced when it is asked. */
function sortedOnce(listed: () => readonly { id: string }[]): () => Promise<string> {
  let sorted: readonly { id: string }[] | null = null;
  return () => Promise.resolve((sorted ??= listed()).slice(0, 50)[0]?.id ?? '');
}

/** The feed's pages from the bench server, in the engine's own form. */
function feedOf(count: number): Transport {
  const never = (): never => {
    throw new Error('a pull sends no blobs');
  };
  return {
    sync: async ({ cursor }) => {
      const from = cursor?.boot ?? (cursor ? String(count) : '0');
      const response = await fetch(`/bench/feed?from=${from}&count=${String(count)}`);
      const page = await parsePage(new Uint8Array(await response.arrayBuffer()), webSha256);
      return page ? { kind: 'ok', page } : { kind: 'failed', cause: 'offline', retryAfterMs: null };
    },
    uploadOffset: never,
    createUpload: never,
    sendChunk: never,
    beacon: never,
  };
}

async function signInAndEnrol(store: PersonStore): Promise<SessionInfo> {
  const device = await deviceOf(store);
  const session = await post<SessionInfo>('/api/demo/session', { person: DEMO_PERSON });
  const proof = await signWith(device, hashOfStatement({ enrol: device.id, person: DEMO_PERSON }));
  await post('/api/devices', { device: device.id, publicKey: device.publicKey, name: 'bench', proof });
  return session;
}

async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
  return (await response.json()) as T;
}

function report(error: unknown): void {
  console.error(error);
}
