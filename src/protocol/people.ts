import * as v from 'valibot';
import type { Person } from '#domain/people/person.ts';

const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
/** What an account may be given; `system` is the server itself. */
const RoleSchema = v.picklist(['inspector', 'township', 'supervisor', 'leader', 'admin']);

/** `POST /api/people`. The password is the server's to make: an admin hands it over and never chooses it (ASVS 6.4.6). */
export const NewAccountSchema = v.strictObject({
  account: v.pipe(Text, v.toLowerCase(), v.regex(/^[a-z0-9][a-z0-9._-]*$/)),
  name: Text,
  role: RoleSchema,
  unit: Text,
});
export type NewAccount = v.InferOutput<typeof NewAccountSchema>;

/** `PUT /api/people/:id`. `active: false` ends every session at once; the name stays in the old cases. */
export const AccountChangeSchema = v.strictObject({ name: Text, role: RoleSchema, unit: Text, active: v.boolean() });
export type AccountChange = v.InferOutput<typeof AccountChangeSchema>;

/** `POST /api/units` */
export const NewUnitSchema = v.strictObject({ name: Text, kind: v.picklist(['team', 'office', 'township']) });
export type NewUnit = v.InferOutput<typeof NewUnitSchema>;

/** `PUT /api/session/password`: one's own. */
export const PasswordChangeSchema = v.strictObject({
  current: v.pipe(v.string(), v.maxLength(256)),
  next: v.pipe(v.string(), v.minLength(10), v.maxLength(256)),
});

/** One row of `GET /api/people`. */
export interface AccountInfo extends Person {
  readonly account: string;
  readonly active: boolean;
}

/** Answer to a new account and to `POST /api/people/:id/password`: shown once, stored only as its hash. */
export interface IssuedPassword {
  readonly id: string;
  readonly password: string;
}
