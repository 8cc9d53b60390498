import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorBody, ErrorCode } from '#protocol/errors.ts';

const STATUS: Readonly<Record<ErrorCode, ContentfulStatusCode>> = {
  'bad-request': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  'too-many-attempts': 429,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'rate-limited': 429,
  'protocol-too-old': 426,
  'device-unknown': 403,
  'device-revoked': 403,
  'device-of-another-person': 403,
  'storage-unavailable': 503,
  'storage-full': 507,
  internal: 500,
  'hash-mismatch': 422,
  'length-mismatch': 422,
  'blob-not-announced': 403,
  'fonts-missing': 503,
  'template-unusable': 422,
};

type Params = NonNullable<ErrorBody['error']['params']>;

export function errorBody(code: ErrorCode, params?: Params): ErrorBody {
  return { error: params ? { code, params } : { code } };
}

export const statusOf = (code: ErrorCode): ContentfulStatusCode => STATUS[code];

/** The one way a route says no. */
export function refuse(c: Context, code: ErrorCode, params?: Params): Response {
  return c.json(errorBody(code, params), STATUS[code]);
}
