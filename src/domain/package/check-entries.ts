import type { Fault } from './fault.ts';
import type { OpenedPackage } from './check-context.ts';
import type { PackagedEntry } from './package-format.ts';
import { bytesOfBase64url } from '../kernel/base64.ts';
import { CanonicalJsonError } from '../kernel/canonical-json.ts';
import { commitmentOf, deviceIdOf, entryIdOf } from '../log/seal.ts';

/** As the verifier names an entry: by its sequence, which is also its place in every list of the case. */
export const nameOf = ({ receipt }: PackagedEntry): string => `#${String(receipt.seq)}`;

/** The id its header has; null for a header nobody could have signed. */
export function idOf({ header }: PackagedEntry): string | null {
  try {
    return entryIdOf(header);
  } catch (error) {
    if (error instanceof CanonicalJsonError) return null;
    throw error;
  }
}

/** Header, receipt and words belong together, and to this case (PROOF-23). */
export function entryFaults(opened: OpenedPackage, entry: PackagedEntry, ids: ReadonlySet<string>): readonly Fault[] {
  const where = nameOf(entry);
  const { header, receipt } = entry;
  const faults: Fault[] = [];
  if (idOf(entry) !== receipt.entry) {
    faults.push({ code: ids.has(receipt.entry) ? 'entry-swapped' : 'entry-altered', where });
  } else if (header.case !== opened.manifest.case || receipt.case !== opened.manifest.case) {
    faults.push({ code: 'entry-swapped', where });
  }
  if (!wordsFit(entry)) faults.push({ code: 'payload-altered', where });
  return faults;
}

function wordsFit({ header, payload, withheld }: PackagedEntry): boolean {
  if (payload === null || withheld !== null) return payload === null && withheld !== null;
  try {
    return commitmentOf(payload) === header.commit;
  } catch (error) {
    if (error instanceof CanonicalJsonError) return false;
    throw error;
  }
}

/** Signed by the key whose hash is the device's id (PROOF-24). One whose header is not the receipted one is told by `entryFaults`. */
export function deviceSignatureFaults(opened: OpenedPackage, entry: PackagedEntry): readonly Fault[] {
  const id = idOf(entry);
  if (id === null || id !== entry.receipt.entry) return [];
  const { device } = entry.header;
  const { publicKey } = opened.keys.devices.find((one) => one.id === device) ?? { publicKey: '' };
  const raw = bytesOfBase64url(publicKey);
  if (!raw || deviceIdOf(raw) !== device) return [{ code: 'foreign-key', where: `${nameOf(entry)} ${device}` }];
  return opened.holds(publicKey, id, entry.sig) ? [] : [{ code: 'entry-re-signed', where: nameOf(entry) }];
}
