import type { Action } from '../actions.ts';
import type { Doubles } from '../doubles.ts';

/** A mistake that systems like this one have made, put in on purpose. If the suite does not kill it, the checks are worth nothing. */
export interface Mutant {
  readonly name: string;
  readonly doubles: Doubles;
  /** At least one of the violations must be of this kind: caught for the right reason. */
  readonly caughtBy: RegExp;
  /** What has to happen for it to show, where histories of every kind would take long to come to it. */
  readonly only?: readonly Action[] | undefined;
}

/** Methods of a class do not spread. */
export function bound<T extends { read: unknown; write: unknown }>(store: T): Pick<T, 'read' | 'write'> {
  const { read, write } = store as unknown as Record<'read' | 'write', (...args: unknown[]) => unknown>;
  return { read: read.bind(store), write: write.bind(store) };
}

/** The object with some methods replaced; the others keep their own `this`. */
export function instead<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get(target, name) {
      const other = Reflect.get(methods, name) as unknown;
      if (other !== undefined) return other;
      const own = Reflect.get(target, name) as unknown;
      return typeof own === 'function' ? (own.bind(target) as unknown) : own;
    },
  });
}

/** What befalls a device and its server around restores. */
export const RESTORES = ['append', 'wake', 'back-up', 'restore', 'dispatch', 'time', 'kill'] as const;
/** What befalls a device's own store. */
export const LOSSES = ['append', 'wake', 'link', 'remember', 'tear', 'empty', 'lose-blobs', 'time'] as const;
export const PLAIN = ['append', 'two-tabs', 'wake', 'second-host', 'kill', 'link', 'dispatch', 'time'] as const;
