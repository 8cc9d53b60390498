import type { Json } from '../kernel/json.ts';

/** One difference between two versions of a document: where, and what stood there before and after. Undefined: nothing stood there. */
export interface Change {
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What makes an element of a list the same one in both versions, the first that all have; without any it is its place. */
const IDENTITIES: readonly (readonly string[])[] = [
  ['serialNo'],
  ['person'],
  ['code'],
  ['matter', 'place', 'validFrom', 'clause'],
  ['use', 'matter', 'law', 'clause'],
  ['zone'],
  ['zones', 'rooms', 'period'],
  ['zones', 'rooms'],
  ['id'],
];

/** Field by field, in the order of the newer version; lists by what identifies their elements, so that one taken out is one change. */
export function changesBetween(before: Json, after: Json, path: readonly string[] = []): readonly Change[] {
  if (Array.isArray(before) && Array.isArray(after)) return changesInLists(before, after, path);
  if (isRecord(before) && isRecord(after)) return changesInRecords(before, after, path);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

type Record = Readonly<{ [name: string]: Json }>;

function changesInRecords(before: Record, after: Record, path: readonly string[]): readonly Change[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (old === undefined || now === undefined)
      return old === now ? [] : [{ path: [...path, name], before: old, after: now }];
    return changesBetween(old, now, [...path, name]);
  });
}

function changesInLists(before: readonly Json[], after: readonly Json[], path: readonly string[]): readonly Change[] {
  const names = namesOf([...before, ...after]);
  const isUnique = (list: readonly Json[]) =>
    new Set(list.map((one, at) => nameOf(one, names, at))).size === list.length;
  const by = isUnique(before) && isUnique(after) ? names : null;
  const keyed = (list: readonly Json[]) => new Map(list.map((one, at) => [nameOf(one, by, at), one] as const));
  const [old, now] = [keyed(before), keyed(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined || is === undefined) return [{ path: [...path, name], before: was, after: is }];
    return changesBetween(was, is, [...path, name]);
  });
}

function namesOf(elements: readonly Json[]): readonly string[] | null {
  return (
    IDENTITIES.find((names) =>
      elements.every((one) => isRecord(one) && names.every((name) => one[name] !== undefined)),
    ) ?? null
  );
}

function nameOf(element: Json, names: readonly string[] | null, at: number): string {
  if (names === null || !isRecord(element)) return String(at + 1);
  return names
    .map((name) => words(element[name]))
    .filter(Boolean)
    .join(' ');
}

function words(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(words).join('/');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isRecord(value: Json): value is Record {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
