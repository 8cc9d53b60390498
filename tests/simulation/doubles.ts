import type { LocalStore, StatementVerifier } from '#sync/ports.ts';
import type { DeviceDisk } from './device-disk.ts';
import type { LogStore } from '#server/db/port.ts';
import type { parsePage } from '#sync/pull-page.ts';

/** Where a planted bug sits: any part may be replaced by one that is wrong. */
export interface Doubles {
  readonly verifier?: StatementVerifier | undefined;
  readonly parse?: typeof parsePage | undefined;
  /** `pause` is where a kill may fall between two halves of what should be one transaction. */
  readonly localStore?: ((store: LocalStore, disk: DeviceDisk, pause: () => Promise<void>) => LocalStore) | undefined;
  readonly serverStore?: ((store: LogStore, chance: (probability: number) => boolean) => LogStore) | undefined;
  /** Saved is said before the second copy is written, which then never is. */
  readonly noSecondCopy?: boolean | undefined;
  /** Append without comparing the head. */
  readonly noCompareAndSet?: boolean | undefined;
}
