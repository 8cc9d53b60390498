import * as v from 'valibot';
import type { Person, Unit } from '#domain/people/person.ts';
import type { DeviceHealth } from './sync.ts';
import { DeviceIdSchema } from './entry-schema.ts';

/** Id of the person a request is made for. A session of somebody else answers 401 rather than act in their name. */
export const PERSON_HEADER = 'x-jiban-person';

/**
 * `DEVICE.SIG`, the device's signature over `hashOfStatement({handIn: DEVICE})`: a device whose session is refused hands in what it holds. The
 * server takes it from revoked devices and closed accounts alone.
 */
export const HAND_IN_HEADER = 'x-jiban-hand-in';

/** `POST /api/session` */
export const SignInSchema = v.strictObject({
  account: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
});
export type SignIn = v.InferOutput<typeof SignInSchema>;

/** `GET /api/session`, and the answer to a sign-in: all an app needs to work offline as this person. */
export interface SessionInfo {
  readonly person: Person;
  /** Everybody's names, to show who did what; no contact data. */
  readonly directory: Directory;
  readonly server: ServerIdentity;
  readonly demo: boolean;
}

export interface Directory {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
}

export interface ServerIdentity {
  readonly epoch: string;
  /** base64url of the raw 65-byte P-256 public key that signs receipts. Pinned by the device at enrolment. */
  readonly publicKey: string;
  readonly timeMs: number;
  readonly version: string;
  /** base64url of the raw 65-byte P-256 public key that rescue files are sealed to; its private half opens them at the office alone. */
  readonly rescueKey?: string | undefined;
}

/** `GET /api/demo/people` in demo mode: the buttons of the sign-in page. `POST /api/demo/session {person}` signs in. */
export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Person['role'];
  readonly unitName: string;
  readonly story: { readonly zh: string; readonly en: string };
}

/** `POST /api/devices`: `proof` is the key's signature over `hashOfStatement({enrol: device, person})`. */
export const EnrolDeviceSchema = v.strictObject({
  device: DeviceIdSchema,
  publicKey: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{87}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  proof: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type EnrolDevice = v.InferOutput<typeof EnrolDeviceSchema>;

/** One row of `GET /api/devices`. `health` is what the device said last, by sync or beacon; null until it said anything. */
export interface DeviceInfo {
  readonly id: string;
  readonly name: string;
  readonly person: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  /** Its last whole exchange; server clock, as the next two. */
  readonly lastContactAt: number | null;
  /** Its last beacon: the device was in trouble, and whether it could sync is not said. */
  readonly beaconAt: number | null;
  /** When the entry numbered `lastSeq` arrived: what was written later never did. */
  readonly lastEntryAt: number | null;
  readonly lastSeq: number;
  readonly health: DeviceHealth | null;
}
