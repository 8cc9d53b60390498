import type { Beacon } from '#protocol/beacon.ts';
import type { DeviceHealth, Trouble } from '#protocol/sync.ts';
import type { DeviceIdentity } from './rows.ts';
import type { PersonStore } from './person-store.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signWith } from './device-identity.ts';
import { readPosition } from './health.ts';
import { getMeta, putMeta } from './person-db.ts';
import { deviceOf, relaxed } from './person-store.ts';
import { write } from './transact.ts';

/**
 * Signs what a device in trouble says of itself. Remembers the key and what was last counted, so that a disk which fails while the app runs
 * can still be told of; with no key read before, nothing can be signed and nothing is said.
 */
export class BeaconSigner {
  readonly #store: PersonStore;
  #identity: DeviceIdentity | null = null;
  #health: DeviceHealth | null = null;
  #lastAt = 0;

  constructor(store: PersonStore) {
    this.#store = store;
  }

  /** What is known of the device without asking its disk again. */
  remember(health: DeviceHealth): void {
    this.#health = health;
  }

  async sign(troubles: readonly Trouble[]): Promise<Beacon | null> {
    this.#identity = await deviceOf(this.#store).catch(() => this.#identity);
    this.#health = (await readPosition(this.#store).catch(() => null))?.health ?? this.#health;
    const [identity, health] = [this.#identity, this.#health];
    if (!identity || !health) return null;
    const statement = { device: identity.id, at: await this.#nextAt(), health: { ...health, troubles: [...troubles] } };
    return { ...statement, sig: await signWith(identity, hashOfStatement(statement)) };
  }

  /** Later than every one before, whatever became of the clock: the server takes no beacon back for an older one. */
  async #nextAt(): Promise<number> {
    const at = Math.max(Date.now(), this.#lastAt + 1);
    this.#lastAt = await this.#keep(at).catch(() => at);
    return this.#lastAt;
  }

  async #keep(at: number): Promise<number> {
    const { db } = await relaxed(this.#store);
    return write(db, [], async () => {
      const next = Math.max(at, ((await getMeta(db, 'beaconAt')) ?? 0) + 1);
      await putMeta(db, 'beaconAt', next);
      return next;
    });
  }
}
