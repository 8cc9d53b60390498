import type { Json } from './json.ts';

/** A value RFC 8785 cannot express. `path` is a JSON-Pointer-like place, for the message to the user. */
export class CanonicalJsonError extends Error {
  override readonly name = 'CanonicalJsonError';
  readonly path: string;

  constructor(path: string, what: string) {
    super(`${what} at ${path === '' ? 'the root' : path}`);
    this.path = path;
  }
}

const MAX_DEPTH = 64;

/**
 * The canonical JSON text (RFC 8785) of a value: what every hash and signature is taken over, equal in every JavaScript engine.
 * Refuses what JSON cannot carry (undefined, NaN, functions), lone surrogates (RFC 8785 §3.2.2.2), objects that are not plain, and
 * nesting deeper than 64.
 * @throws CanonicalJsonError naming the place
 */
export function canonicalJson(value: Json): string {
  return write(value, '', 0);
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new CanonicalJsonError(path, 'nesting too deep');
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      // ECMAScript's own number serialisation is the one RFC 8785 §3.2.2.3 prescribes; -0 becomes 0 there too.
      if (!Number.isFinite(value)) throw new CanonicalJsonError(path, `number ${String(value)}`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, path, depth) : writeObject(value, path, depth);
    default:
      throw new CanonicalJsonError(path, typeof value);
  }
}

function writeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new CanonicalJsonError(path, 'lone surrogate');
  return JSON.stringify(value);
}

function writeArray(items: readonly unknown[], path: string, depth: number): string {
  const parts: string[] = [];
  for (let i = 0; i < items.length; i++) parts.push(write(items[i], `${path}/${String(i)}`, depth + 1));
  return `[${parts.join(',')}]`;
}

function writeObject(object: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) throw new CanonicalJsonError(path, 'not a plain object');
  // Object.entries sees an own `__proto__` key as made by JSON.parse; default sort() compares UTF-16 code units, as RFC 8785 §3.2.3 asks.
  const parts = Object.entries(object)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${writeString(key, path)}:${write(member, `${path}/${key}`, depth + 1)}`);
  return `{${parts.join(',')}}`;
}
