/** Every way the server says no. The app's catalogue has one sentence and one next step for each (a test proves it). */
export const ERROR_CODES = [
  'bad-request',
  'unauthenticated',
  'wrong-credentials',
  'too-many-attempts',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'rate-limited',
  'protocol-too-old',
  'device-unknown',
  'device-revoked',
  'device-of-another-person',
  'storage-unavailable',
  'storage-full',
  'internal',
  'hash-mismatch',
  'length-mismatch',
  'blob-not-announced',
  'fonts-missing',
  'template-unusable',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Body of every error answer. `params` fill the sentence; never personal data. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly params?: Readonly<Record<string, string | number>> | undefined };
}

/** Why one entry could not even be sequenced. It is kept in quarantine on both sides and never delays another. */
export const QUARANTINE_CODES = [
  'malformed',
  'bad-commitment',
  'bad-signature',
  'wrong-device',
  'wrong-actor',
  'unsupported-version',
  'too-big',
  'invalid-body',
] as const;

export type QuarantineCode = (typeof QUARANTINE_CODES)[number];
