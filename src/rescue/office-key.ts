/** What a rescue needs to know of a person's office, outside the database that may be what is broken. Neither is secret. */
export interface RememberedOffice {
  readonly name: string;
  /** Public half of the key that rescue files are sealed to. */
  readonly rescueKey: string;
}

const PREFIX = 'jiban-office-';

export function rememberOffice(person: string, { name, rescueKey }: RememberedOffice): void {
  try {
    localStorage.setItem(PREFIX + person, JSON.stringify({ name, rescueKey }));
  } catch {
    // Full or forbidden: the account in the database has it too.
  }
}

export function rememberedOffice(person: string): RememberedOffice | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + person) ?? 'null') as RememberedOffice | null;
  } catch {
    return null;
  }
}

/** People this browser has something of, outside its databases: their office, or the head of their chain. */
export function peopleInLocalStorage(): readonly string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => /^jiban-(?:office|head)-(.+)$/.exec(key)?.[1] ?? []);
  } catch {
    return [];
  }
}
