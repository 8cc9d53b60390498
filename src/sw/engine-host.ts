import type { Account } from '#storage/shell-db.ts';
import type { Engine, WakeCause } from '#sync/engine.ts';
import type { PassResult } from '#sync/pass.ts';
import { auditOnChange } from '#storage/audit.ts';
import { createEngine } from '#sync/engine.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signWith } from '#storage/device-identity.ts';
import { createHttpTransport } from '#sync/http-transport.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { openPersonStore } from '#storage/open-person-store.ts';
import { deviceOf } from '#storage/person-store.ts';
import { EngineStore } from '#storage/local-store.ts';
import { exclusively } from '#storage/exclusive.ts';
import { Shell } from '#storage/shell-db.ts';
import { systemClock } from '#sync/system-clock.ts';

export interface EngineHost {
  /** null: nobody is signed in on this browser, or their store is not to be opened. Never rejects. */
  wake(cause: WakeCause): Promise<PassResult | null>;
  /** The person signs out. Until somebody does something here again, no timer and no news brings the engine back. */
  stop(): Promise<void>;
}

interface OpenEngine {
  /** Whose engine it is: another person, device or pinned key needs another one. */
  readonly key: string;
  readonly engine: Engine;
  /** The store looks at itself, when something changed since the last look. */
  audit(): Promise<void>;
  close(): Promise<void>;
}

/** Somebody works, or has just signed in. */
const BY_A_PERSON: ReadonlySet<WakeCause> = new Set(['start', 'append', 'button']);

/** The engine of whoever works on this browser now, in a page or in the service worker. Storage and sync meet here. */
export function createEngineHost(appVersion: string): EngineHost {
  const shell = new Shell();
  let open: OpenEngine | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  /** One after the other, so that two wakes cannot open two stores. */
  async function currentEngine(): Promise<Engine | null> {
    const account = await shell.current();
    const key = account?.device ? keyOf(account) : null;
    if (open && open.key === key) return open.engine;
    await close();
    open = account && key !== null ? await openEngine(account, appVersion) : null;
    return open?.engine ?? null;
  }

  async function close(): Promise<void> {
    const old = open;
    open = null;
    await old?.close();
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  }

  return {
    async wake(cause) {
      if (isStopped && !BY_A_PERSON.has(cause)) return null;
      isStopped = false;
      try {
        const engine = await inTurn(currentEngine);
        const result = engine ? await engine.wake(cause) : null;
        await open?.audit();
        return result;
      } catch {
        // A store that does not open is the page's to report; here the next wake tries again.
        return null;
      }
    },
    async stop() {
      isStopped = true;
      await inTurn(close);
    },
  };
}

async function openEngine(account: Account, appVersion: string): Promise<OpenEngine | null> {
  const person = account.person.id;
  const opened = await openPersonStore({ person, appVersion, heads: null, create: false });
  // Emptied or cut short: only the page mends it, and tells its person; until then nothing is sent from it.
  if (opened.state === 'lost') opened.store.db.close();
  if (opened.state !== 'ready') return null;
  const { store } = opened;
  const identity = await deviceOf(store);
  const device = identity.id;
  const abort = new AbortController();
  const engine = createEngine({
    store: new EngineStore(store),
    transport: createHttpTransport({
      device,
      signal: abort.signal,
      handIn: async () => `${device}.${await signWith(identity, hashOfStatement({ handIn: device }))}`,
    }),
    clock: systemClock,
    verifier: createStatementVerifier(account.server.publicKey),
    exclusive: { run: async (work) => exclusively(`jiban-sync-${person}`, work) },
  });
  const close = async (): Promise<void> => {
    abort.abort();
    await engine.stop();
    store.db.close();
  };
  const audit = auditOnChange(store, account.person);
  return { key: keyOf(account), engine, audit, close };
}

function keyOf({ person, device, server }: Account): string {
  return `${person.id} ${String(device)} ${server.publicKey}`;
}
