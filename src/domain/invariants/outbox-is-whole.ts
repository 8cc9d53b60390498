import type { OwnEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** I5: whatever has no receipt is queued, or set aside where its author sees it. There is no third way out of the outbox. */
export function outboxIsWhole(entries: readonly OwnEntry[]): Violation[] {
  return entries
    .filter((own) => own.receipt === null && !own.isQueued && !own.isQuarantined)
    .map((own) => broken('I5', `${own.id} left the outbox without a receipt`));
}

/** I5: what was written is still in the store; receipts take an entry out of the outbox, nothing takes it away. `excused`: told to be lost. */
export function nothingVanished(
  written: readonly string[],
  kept: ReadonlySet<string>,
  excused: ReadonlySet<string>,
): Violation[] {
  return written
    .filter((id) => !kept.has(id) && !excused.has(id))
    .map((id) => broken('I5', `${id} vanished from its device`));
}
