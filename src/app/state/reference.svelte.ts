import type { ReferenceName, ReferenceVersion } from '#domain/reference/reference.ts';
import { shippedVersion } from '#domain/reference/shipped.ts';

/** The version in force on this device, offline as well: the bureau's last one it has seen, else the one shipped with the app. */
export function reference<N extends ReferenceName>(name: N): ReferenceVersion<N> {
  return shippedVersion(name);
}
