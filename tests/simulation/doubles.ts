import type { Clock, LocalStore, StatementVerifier } from '#sync/ports.ts';
import type { DeviceDisk } from './device-disk.ts';
import type { LogStore } from '#server/db/port.ts';
import type { parsePage } from '#sync/pull-page.ts';
import type { ServerPage } from './sim-server.ts';
import type { SyncRequest } from '#protocol/sync.ts';

/** Where a planted bug sits: any part may be replaced by one that is wrong. */
export interface Doubles {
  readonly verifier?: StatementVerifier | undefined;
  readonly parse?: typeof parsePage | undefined;
  readonly clock?: ((clock: Clock) => Clock) | undefined;
  /** `pause` is where a kill may fall between two halves of what should be one transaction. */
  readonly localStore?: ((store: LocalStore, disk: DeviceDisk, pause: () => Promise<void>) => LocalStore) | undefined;
  readonly serverStore?: ((store: LogStore, chance: (probability: number) => boolean) => LogStore) | undefined;
  /** What the server makes of a request before it looks at it, and of its answer before it leaves. */
  readonly request?: ((request: SyncRequest) => SyncRequest) | undefined;
  readonly page?: ((page: ServerPage) => ServerPage | Promise<ServerPage>) | undefined;
  /** Append without comparing the head. */
  readonly noCompareAndSet?: boolean | undefined;
  /** Saved is said, and the commit fails now and then. */
  readonly savedEarly?: boolean | undefined;
  readonly noSecondCopy?: boolean | undefined;
  readonly noRefill?: boolean | undefined;
  /** The head is not known outside the database, so that an emptied store passes for a whole one. */
  readonly noHeadCopy?: boolean | undefined;
  /** A store that lost something goes on under its old name. */
  readonly oldNameAfterLoss?: boolean | undefined;
  /** What a loss is told to end before its last number. */
  readonly lossToldShort?: boolean | undefined;
  /** What comes back from the second copy is put into the new device's chain. */
  readonly renamedOnRefill?: boolean | undefined;
  /** A restore brings back the log, and not its files. */
  readonly filesNotRestored?: boolean | undefined;
}
