import type { Engine } from '#sync/engine.ts';
import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { ServerScene } from '#tests/server/http/server-scene.ts';
import { append } from '#storage/append.ts';
import { createEngine } from '#sync/engine.ts';
import { createHttpTransport } from '#sync/http-transport.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { deviceOf } from '#storage/person-store.ts';
import { EngineStore } from '#storage/local-store.ts';
import { freshPerson, openReady } from '#tests/storage/open-for-test.ts';
import { sha256OfBytes } from '#domain/kernel/sha256.ts';

const NEVER = new Promise<never>(() => undefined);

/** A device with nothing faked but IndexedDB: the real store, engine and transport, speaking HTTP to a real server. */
export class FieldDevice {
  readonly person: Person;
  readonly store: PersonStore;
  readonly engine: Engine;
  readonly written: string[] = [];
  readonly photos: string[] = [];

  private constructor(person: Person, store: PersonStore, engine: Engine) {
    this.person = person;
    this.store = store;
    this.engine = engine;
  }

  static async enrol(scene: ServerScene, person: Person): Promise<FieldDevice> {
    // Named after the test, so that no two share a database; it signs as the person.
    const store = { ...(await openReady(freshPerson())), person: person.id };
    const { id, publicKey } = await deviceOf(store);
    const { sync, serverKey } = scene.server.services;
    const fresh = { revokedAt: null, lastSeq: 0, head: null, lastContactAt: null, health: null };
    await sync.store.write((log) =>
      log.enrol({ ...fresh, id, person: person.id, name: 'field', publicKey, enrolledAt: 0 }),
    );
    const engine = createEngine({
      store: new EngineStore(store),
      transport: createHttpTransport({ device: id, origin: originOf(person) }),
      verifier: createStatementVerifier(serverKey.publicKey),
      clock: { now: () => Date.now(), sleep: async () => NEVER, random: () => 0.5 },
      exclusive: { run: async (work) => work() },
    });
    return new FieldDevice(person, store, engine);
  }

  async write(caseId: string, summary: string): Promise<void> {
    const body = { way: 'phone', reached: true, summary };
    this.written.push(...(await append(this.store, [{ case: caseId, kind: 'contact', kindV: 1, body, blobs: [] }])));
  }

  async photograph(caseId: string, name: string): Promise<void> {
    const [large, small] = [`${name} original`, `${name} thumb`].map((text) => new TextEncoder().encode(text));
    if (!large || !small) throw new Error('no bytes');
    const [original, thumb] = [sha256OfBytes(large), sha256OfBytes(small)];
    const facts = { mediaType: 'image/jpeg', bytes: large.length, widthPx: 1, heightPx: 1, way: 'camera' };
    const blobs = [
      { sha256: original, bytes: large, mediaType: 'image/jpeg', role: 'original' as const },
      { sha256: thumb, bytes: small, mediaType: 'image/jpeg', role: 'thumb' as const },
    ];
    const entry = { case: caseId, kind: 'photo', kindV: 1, body: { original, thumb, ...facts }, blobs };
    this.written.push(...(await append(this.store, [entry])));
    this.photos.push(original, thumb);
  }
}

const originOf = (person: Person) => `http://${person.id}.field`;

/** What a browser does with its cookie: requests of a device go to the server that runs now, in its person's session. */
export function fieldFetch(scene: ServerScene, people: readonly Person[]): typeof fetch {
  const direct = globalThis.fetch;
  return async (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    const person = people.find((one) => url.startsWith(originOf(one)));
    if (!person) return direct(input, init);
    const headers = new Headers(init?.headers);
    headers.set('cookie', `__Host-jiban=${await scene.token(person)}`);
    return direct(url.replace(originOf(person), scene.server.url), { ...init, headers });
  };
}
