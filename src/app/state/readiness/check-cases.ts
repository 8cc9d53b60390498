import type { Person } from '#domain/people/person.ts';
import type { PersonStore } from '#storage/person-store.ts';
import type { WantedPicture } from '#storage/pictures.ts';
import type { Line } from './line.ts';
import { missingPictures, wantedPictures } from '#storage/pictures.ts';
import { replicaStanding, unreadableCases } from '#storage/read-back.ts';
import { ownOpenCases } from '../own-cases.ts';
import { line } from './line.ts';

const OLD_MS = 12 * 3_600_000;

export interface CasesCheck {
  readonly lines: readonly Line[];
  /** To be asked for anew. */
  readonly broken: readonly string[];
  readonly pictures: readonly WantedPicture[];
}

/** Every case somebody may be called to is read and folded anew, and its pictures are looked for. */
export async function checkCases(store: PersonStore, me: Person): Promise<CasesCheck> {
  await store.index.refresh(store.db);
  const all = [...store.index.packs()].flatMap(([, list]) => list);
  const own = ownOpenCases(all, me).map(({ id }) => id);
  const broken = await unreadableCases(store, own);
  const readable = own.filter((id) => !broken.includes(id));
  const wanted = await wantedPictures(store, readable);
  const pictures = await missingPictures(store, wanted);
  const counts = { total: wanted.length, count: pictures.length };
  const picturesLine = line(
    'pictures',
    pictures.length > 0 ? 'warn' : 'good',
    pictures.length > 0 ? 'picturesMissing' : 'picturesWhole',
    counts,
  );
  return { lines: [await casesLine(store, { own, broken, total: all.length }), picturesLine], broken, pictures };
}

interface Counted {
  readonly own: readonly string[];
  readonly broken: readonly string[];
  readonly total: number;
}

async function casesLine(store: PersonStore, { own, broken, total }: Counted): Promise<Line> {
  const standing = await replicaStanding(store);
  if (!standing.isWhole) return line('cases', 'bad', 'casesComing', { count: total, total: standing.total ?? '…' });
  if (broken.length > 0) return { ...line('cases', 'bad', 'casesBroken', { count: broken.length }), cases: broken };
  if (standing.need.length > 0)
    return { ...line('cases', 'bad', 'casesNeeded', { count: standing.need.length }), cases: standing.need };
  if (standing.held > 0) return line('cases', 'warn', 'casesHeld', { count: standing.held });
  const ageMs = Date.now() - (standing.contactAt ?? 0);
  const counts = { own: own.length, total, hours: Math.floor(ageMs / 3_600_000) };
  if (ageMs > OLD_MS) return line('cases', 'warn', 'casesOld', counts);
  return line('cases', 'good', own.length > 0 ? 'casesWhole' : 'casesNone', counts);
}
