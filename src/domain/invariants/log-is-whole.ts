import type { LoggedEntry } from './views.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { commitmentOf, entryIdOf } from '../log/seal.ts';
import { sha256OfText } from '../kernel/sha256.ts';

/**
 * I7: a log that was cut, reordered or altered is told from the one its checkpoint was signed for. Signatures are the caller's to check: this
 * is about everything they cover.
 */
export function logIsWhole(
  log: readonly LoggedEntry[],
  checkpoint: { readonly seq: number; readonly hash: string },
): Violation[] {
  const found: Violation[] = [];
  let hash = '';
  for (const [index, { entry, receipt, logHash }] of log.entries()) {
    const at = `sequence ${String(index + 1)}`;
    if (receipt.seq !== index + 1) found.push(broken('I7', `${at} is ${String(receipt.seq)}`));
    if (entryIdOf(entry.header) !== receipt.entry)
      found.push(broken('I7', `${at}: the header is not the one received`));
    if (entry.payload && commitmentOf(entry.payload) !== entry.header.commit)
      found.push(broken('I7', `${at}: the payload is not the one committed to`));
    hash = sha256OfText(hash + receipt.entry);
    if (logHash !== hash) found.push(broken('I7', `${at}: the hashes do not chain`));
  }
  if (log.length !== checkpoint.seq)
    found.push(broken('I7', `${String(log.length)} of ${String(checkpoint.seq)} entries`));
  else if (hash !== checkpoint.hash) found.push(broken('I7', 'the checkpoint is of another log'));
  return found;
}
