import type { Fault } from './fault.ts';
import type { OpenedPackage } from './check-context.ts';
import type { PackagedEntry } from './package-format.ts';
import { CanonicalJsonError } from '../kernel/canonical-json.ts';
import { hashOfStatement } from '../log/seal.ts';
import { nameOf } from './check-entries.ts';
import { receiptStands } from '../log/standing.ts';
import { signedPart } from '../log/receipt.ts';

/** Stated by the server whose keys these are, in this history or one that it goes on from (PROOF-27). */
export function receiptFaults(opened: OpenedPackage, entry: PackagedEntry): readonly Fault[] {
  const { receipt } = entry;
  const { epoch, lineage, tree } = opened.manifest;
  const where = nameOf(entry);
  const faults: Fault[] = [];
  if (!isStated(opened, entry)) faults.push({ code: 'receipt-altered', where });
  if (!receiptStands(receipt, { epoch, lineage, seq: tree.size })) faults.push({ code: 'wrong-epoch', where });
  return faults;
}

function isStated({ keys, holds }: OpenedPackage, { receipt }: PackagedEntry): boolean {
  try {
    const hash = hashOfStatement(signedPart(receipt));
    return keys.server.some((key) => holds(key, hash, receipt.sig));
  } catch (error) {
    if (error instanceof CanonicalJsonError) return false;
    throw error;
  }
}
