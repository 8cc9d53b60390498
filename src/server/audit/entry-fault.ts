import type { EntryHeader } from '#domain/log/entry.ts';
import type { EntryOnDisk } from './entry-rows.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { Receipt } from '#domain/log/receipt.ts';
import { commitmentOf, deviceIdOf, entryIdOf, hashOfStatement } from '#domain/log/seal.ts';
import { signedPart } from '#domain/log/receipt.ts';
import { verifyP256 } from '../keys/p256.ts';

/**
 * What does not fit in one row of the log, by everything that was signed or hashed when it was taken; null when it is whole.
 * `serverKeys`: those that receipts may be signed with. A payload that is absent was erased: that one existed is held by the case.
 */
export async function faultOfEntry(row: EntryOnDisk, serverKeys: readonly string[]): Promise<string | null> {
  try {
    const header = JSON.parse(row.header) as EntryHeader;
    if (entryIdOf(header) !== row.id) return 'the id is not the hash of the header';
    if (!columnsFit(row, header)) return 'the columns are not those of the header';
    if (payloadMisfits(row, header)) return 'the payload does not fit its commitment';
    if (row.public_key === null || deviceIdOf(Buffer.from(row.public_key, 'base64url')) !== row.device)
      return 'the device has no key or another one';
    if (!(await verifyP256(row.public_key, row.id, row.sig))) return 'the signature does not fit';
    return await faultOfReceipt(row, serverKeys);
  } catch {
    // Not even JSON, or JSON that nobody could have signed.
    return 'the row cannot be read';
  }
}

function columnsFit(row: EntryOnDisk, header: EntryHeader): boolean {
  const { device, seq, case: caseId, actor, kind } = header;
  return (
    row.device === device &&
    row.device_seq === seq &&
    row.case_id === caseId &&
    row.actor === actor &&
    row.kind === kind
  );
}

function payloadMisfits({ salt, body }: EntryOnDisk, header: EntryHeader): boolean {
  if (salt === null || body === null) return salt !== body;
  return commitmentOf({ salt, body: JSON.parse(body) as JsonObject }) !== header.commit;
}

async function faultOfReceipt(row: EntryOnDisk, serverKeys: readonly string[]): Promise<string | null> {
  const receipt = JSON.parse(row.receipt) as Receipt;
  const { entry, seq, case: caseId, receivedAt, chain } = receipt;
  const fits = entry === row.id && seq === row.seq && caseId === row.case_id;
  if (!fits || receivedAt !== row.received_at || chain !== row.chain) return 'the receipt is another one’s';
  const hash = hashOfStatement(signedPart(receipt));
  for (const key of serverKeys) if (await verifyP256(key, hash, receipt.sig)) return null;
  return 'the receipt’s signature does not fit';
}
