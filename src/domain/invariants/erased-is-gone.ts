import type { EntryHeader, Payload } from '../log/entry.ts';
import type { Violation } from './violation.ts';
import { broken } from './violation.ts';
import { entryIdOf } from '../log/seal.ts';

/** Whoever may hold words: a server, a backup read back, a device. */
export interface Holder {
  readonly name: string;
  readonly entries: readonly { readonly id: string; readonly header: EntryHeader; readonly payload: Payload | null }[];
}

/** I15: the words of an erased entry are nowhere; its header still proves that it was, by the same id. */
export function erasedIsGone(erased: ReadonlySet<string>, holders: readonly Holder[]): Violation[] {
  return holders.flatMap(({ name, entries }) =>
    entries
      .filter(({ id }) => erased.has(id))
      .flatMap(({ id, header, payload }) => [
        ...(payload === null ? [] : [broken('I15', `${name} still holds the words of ${id}`)]),
        ...(entryIdOf(header) === id ? [] : [broken('I15', `${name} cannot prove ${id} any more`)]),
      ]),
  );
}
