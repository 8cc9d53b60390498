import Dexie from 'dexie';
import type { Trouble } from '#protocol/sync.ts';
import type { BlobRow, EntryRow, Finding } from './rows.ts';
import type { PersonDb } from './person-db.ts';
import { lossTroubles } from './healing/losses.ts';
import { kindOfBlob } from './blobs.ts';
import { getMeta } from './person-db.ts';
import { readyBlobs } from './unsent-facts.ts';

/** As many as a request may carry; which is also more than anybody reads. */
const MAX_TROUBLES = 20;
const MAX_DETAIL = 300;

/**
 * What holds this device up, in codes the catalogue has words for: why nothing goes, records that are gone, entries the server could not take, photos that are gone
 * or do not get through. Inside a transaction over entries and blobs; reads the troubled rows and no others, however much waits.
 */
export async function readTroubles(db: PersonDb): Promise<readonly Trouble[]> {
  const failing = await getMeta(db, 'failing');
  const quarantined = await db.entries
    .where('[stage+n]')
    .between(['quarantined', Dexie.minKey], ['quarantined', Dexie.maxKey])
    .limit(MAX_TROUBLES)
    .toArray();
  const damaged = await db.blobs.where('stage').equals('damaged').limit(MAX_TROUBLES).toArray();
  const window = { failed: true, limit: MAX_TROUBLES };
  const stuck = [...(await readyBlobs(db, 'thumb', window)), ...(await readyBlobs(db, 'original', window))];
  const troubles = [
    ...(failing ? [{ code: failing.cause, detail: '', entry: null, kind: null, since: failing.since }] : []),
    ...(await lossTroubles(db, Date.now())),
    ...((await getMeta(db, 'audit'))?.findings ?? []).map(troubleOfFinding),
    ...quarantined.map(troubleOfEntry),
    ...[...damaged, ...stuck].map(troubleOfBlob),
  ];
  return troubles.sort((a, b) => a.since - b.since).slice(0, MAX_TROUBLES);
}

function troubleOfEntry({ id, header, quarantine }: EntryRow): Trouble {
  return {
    code: quarantine?.code ?? 'malformed',
    detail: (quarantine?.detail ?? '').slice(0, MAX_DETAIL).toWellFormed(),
    entry: id,
    kind: header.kind,
    since: header.claimedAt,
  };
}

function troubleOfBlob({ entry, code, addedAt, mediaType }: BlobRow): Trouble {
  const kind = kindOfBlob(mediaType);
  return { code: code ?? 'original-missing', detail: '', entry, kind, since: addedAt };
}

function troubleOfFinding({ invariant, detail, since }: Finding): Trouble {
  return { code: 'self-check', detail: `${invariant} ${detail}`.slice(0, MAX_DETAIL), entry: null, kind: null, since };
}
