import { createHash } from 'node:crypto';

/** Short name of a set of keys: another set, another scope, and a device starts over by snapshots. */
export function scopeOf(keys: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([...keys].sort()))
    .digest('hex')
    .slice(0, 16);
}
