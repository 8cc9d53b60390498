import fc from 'fast-check';

/** What stands where something else was expected: wrong types, edges, and what prototypes and canonical JSON trip over. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', '\ud800', '__proto__', -0, 2 ** 53 + 1, 1e308, -1, 0.5, [], {}, [[[]]]),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant('x'.repeat(300_000)),
  fc.integer({ min: 60, max: 4_000 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  const next = changed(copy[key], rest, change);
  if (next === undefined) delete copy[key];
  else Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** One to three places of a good message replaced, taken out, or doubled under a foreign name. */
export function damaged(good: object): fc.Arbitrary<unknown> {
  const paths = pathsOf(good);
  const one = fc.tuple(fc.nat(paths.length - 1), fc.constantFrom('replace', 'drop', 'add'), strange);
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((value, [at, how, what]) => {
      const path = paths[at] ?? [];
      if (how === 'replace' || path.length === 0) return changed(value, safe(value, path), () => what);
      if (how === 'drop') return changed(value, safe(value, path), () => undefined);
      return changed(value, safe(value, path.slice(0, -1)), (old) =>
        typeof old === 'object' && old !== null ? { ...old, 'x-more': what } : what,
      );
    }, good),
  );
}

/** As far as the path still leads after earlier changes. */
function safe(value: unknown, path: Path): Path {
  let at: unknown = value;
  for (const [i, key] of path.entries()) {
    if (typeof at !== 'object' || at === null) return path.slice(0, i);
    at = (at as Record<string, unknown>)[key];
  }
  return path;
}

/** A file with bytes flipped, cut, doubled or put in. */
export function damagedBytes(good: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const change = fc.tuple(
    fc.constantFrom('flip', 'cut', 'insert', 'double'),
    fc.nat(),
    fc.uint8Array({ maxLength: 8 }),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let bytes = [...good];
    for (const [how, place, more] of changes) {
      const at = place % (bytes.length + 1);
      if (how === 'flip' && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 + ((more[0] ?? 0) % 255));
      if (how === 'cut') bytes = bytes.slice(0, at);
      if (how === 'insert') bytes.splice(at, 0, ...more);
      if (how === 'double') bytes.splice(at, 0, ...bytes.slice(at, at + 64));
    }
    return Uint8Array.from(bytes);
  });
}
