import type { PersonStore } from './person-store.ts';
import { recordsOf } from '#domain/case/case-records.ts';
import { getMeta } from './person-db.ts';
import { readCase } from './read-case.ts';
import { sealer } from './sealed.ts';
import { read, write } from './transact.ts';

/** A thumbnail that a case needs to be whole without a network. */
export interface WantedPicture {
  readonly case: string;
  readonly original: string;
  readonly thumb: string;
}

/** A few hundred cases' worth; beyond that the rest is fetched when it is looked at. */
export const MAX_PICTURES = 1_000;
/** Thumbnails are some 20 kB. What is far beyond is none. */
export const MAX_PICTURE_BYTES = 300_000;

/** Thumbnails of these cases, the first case's first, whoever took them; as many as this device keeps. */
export async function wantedPictures(store: PersonStore, cases: readonly string[]): Promise<readonly WantedPicture[]> {
  const wanted = new Map<string, WantedPicture>();
  for (const id of cases) {
    const state = await readCase(store, id);
    for (const { body } of state ? recordsOf(state, 'photo') : [])
      if (body?.thumb) wanted.set(body.original, { case: id, original: body.original, thumb: body.thumb });
    if (wanted.size >= MAX_PICTURES) break;
  }
  return [...wanted.values()].slice(0, MAX_PICTURES);
}

/** Of these, what is on this device in no way: neither taken here nor fetched. */
export async function missingPictures(
  { db }: PersonStore,
  wanted: readonly WantedPicture[],
): Promise<readonly WantedPicture[]> {
  const originals = wanted.map(({ original }) => original);
  const { own, fetched } = await read(db, ['blobs', 'pictures'], async () => ({
    own: await db.blobs.bulkGet([...originals, ...wanted.map(({ thumb }) => thumb)]),
    fetched: await db.pictures.bulkGet(originals),
  }));
  const here = new Set(own.flatMap((row) => (row?.held ? [row.sha256] : [])));
  return wanted.filter(({ original, thumb }, at) => !fetched[at] && !here.has(original) && !here.has(thumb));
}

/** Stored only while the case is here: it may have left this device while the picture was on its way. */
export async function putPicture(
  store: PersonStore,
  { case: caseId, original }: WantedPicture,
  picture: { readonly bytes: Uint8Array; readonly mediaType: string },
): Promise<void> {
  const { db, index } = store;
  const data = await sealer.sealBytes(picture.bytes);
  const { mediaType, bytes } = picture;
  await index.refresh(db);
  await write(db, ['pictures'], async () => {
    const isAsKnown = (await getMeta(db, 'rev')) === index.rev;
    if (!isAsKnown || index.packOf(caseId) === null) return;
    await db.pictures.put({ sha256: original, case: caseId, mediaType, bytes: bytes.length, data });
  });
}

/** What no open case of ours needs any more makes room. */
export async function keepOnlyPictures({ db }: PersonStore, wanted: readonly WantedPicture[]): Promise<void> {
  const needed = new Set(wanted.map(({ original }) => original));
  const known = await read(db, ['pictures'], () => db.pictures.toCollection().primaryKeys());
  const spare = known.filter((sha256) => !needed.has(sha256));
  if (spare.length > 0) await write(db, ['pictures'], () => db.pictures.bulkDelete(spare));
}

/** Room is short: others' thumbnails go first, for the server has them. */
export async function giveUpPictures({ db }: PersonStore): Promise<number> {
  return write(db, ['pictures'], async () => {
    const count = await db.pictures.count();
    await db.pictures.clear();
    return count;
  });
}
