import * as v from 'valibot';
import { DeviceIdSchema } from './entry-schema.ts';
import { DeviceHealthSchema } from './sync.ts';

/**
 * `POST /api/beacon`: a device in trouble says so before anything else, whether or not its person is still signed in. It is the device's own
 * word: `sig` is its key's signature over `hashOfStatement` of everything else. Answered 204, also for a device the server does not know.
 */
export const BeaconSchema = v.strictObject({
  device: DeviceIdSchema,
  at: v.pipe(v.number(), v.safeInteger()),
  health: DeviceHealthSchema,
  sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type Beacon = v.InferOutput<typeof BeaconSchema>;
