import type { Violation } from './violation.ts';
import { broken } from './violation.ts';

/** Where an entry may be, once it was called saved. `named`: told to be lost, by device and number. */
export interface Whereabouts {
  readonly atServer: ReadonlySet<string>;
  readonly onDevices: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
}

/** I1: what was called saved is somewhere, or its loss is named; and nothing is named that is not lost. */
export function savedSurvives(saved: readonly string[], { atServer, onDevices, named }: Whereabouts): Violation[] {
  const known = (id: string): boolean => atServer.has(id) || onDevices.has(id);
  return [
    ...saved
      .filter((id) => !known(id) && !named.has(id))
      .map((id) => broken('I1', `${id} is nowhere, and nobody was told`)),
    ...[...named].filter(known).map((id) => broken('I1', `${id} is called lost, and is not`)),
  ];
}
