import type { Person } from '#domain/people/person.ts';
import type { ServerIdentity } from '#protocol/session.ts';
import type { SealedText } from '#storage/sealed.ts';
import { sealer } from '#storage/sealed.ts';
import { peopleInLocalStorage, rememberedOffice } from './office-key.ts';
import { ask, inTime, openExisting } from './read/raw-db.ts';
import { CopiedWork } from './read/copied-work.ts';

/** Somebody this browser may hold unsent work of. */
export interface RescuePerson {
  readonly id: string;
  /** null when nothing here knows it. */
  readonly name: string | null;
  /** null for accounts older than rescue files: nothing can be sealed for their office. */
  readonly officeKey: string | null;
}

const STORE = /^jiban-(?!shell$)(.+)$/;

/** Everybody with anything here, by whatever still answers: accounts, databases, second copies, local storage. */
export async function peopleHere(): Promise<readonly RescuePerson[]> {
  const accounts = await accountsHere().catch(() => new Map<string, RescuePerson>());
  const others = [...(await storesHere()), ...(await CopiedWork.people().catch(() => [])), ...peopleInLocalStorage()];
  const ids = new Set([...accounts.keys(), ...others]);
  return [...ids].map((id) => {
    const [known, kept] = [accounts.get(id), rememberedOffice(id)];
    return { id, name: known?.name ?? kept?.name ?? null, officeKey: known?.officeKey ?? kept?.rescueKey ?? null };
  });
}

async function storesHere(): Promise<readonly string[]> {
  try {
    const found = await inTime(indexedDB.databases());
    return found.flatMap(({ name }) => STORE.exec(name ?? '')?.[1] ?? []);
  } catch {
    // Unknown to this browser, or its database process does not answer.
    return [];
  }
}

interface AccountContent {
  readonly person: Person;
  readonly server: ServerIdentity;
}

async function accountsHere(): Promise<Map<string, RescuePerson>> {
  const people = new Map<string, RescuePerson>();
  const db = await openExisting('jiban-shell');
  if (!db) return people;
  try {
    const rows = await ask(db, 'accounts', (store) => store.getAll() as IDBRequest<{ readonly account: SealedText }[]>);
    for (const row of rows) {
      const { person, server } = JSON.parse(await sealer.openText(row.account)) as AccountContent;
      people.set(person.id, { id: person.id, name: person.name, officeKey: server.rescueKey ?? null });
    }
  } finally {
    db.close();
  }
  return people;
}
