import type { ErrorCode } from '#protocol/errors.ts';
import type { WaitCause } from './ports.ts';
import { ERROR_CODES } from '#protocol/errors.ts';

/** What is known of an answer that was not the wanted one. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

export interface Failed {
  readonly kind: 'failed';
  readonly cause: WaitCause;
  readonly retryAfterMs: number | null;
}

export function failed(cause: WaitCause, retryAfterMs: number | null = null): Failed {
  return { kind: 'failed', cause, retryAfterMs };
}

/** The code of our server's error body; null when the answer is not our server's. */
export function errorCodeOf(body: string): ErrorCode | null {
  try {
    const parsed = JSON.parse(body) as { readonly error?: { readonly code?: unknown } } | null;
    return ERROR_CODES.find((code) => code === parsed?.error?.code) ?? null;
  } catch {
    return null;
  }
}

/**
 * Why to wait, from an answer that is no success. What speaks neither our error language nor the status of a broken server comes from
 * something in between: a login page of a guest network (fault 32).
 */
export function failureOf(answer: Answer, nowMs: number): Failed {
  const { status } = answer;
  const retryAfterMs = retryAfterOf(answer.retryAfter, nowMs);
  const code = errorCodeOf(answer.body);
  if (code === 'device-revoked') return failed('device-revoked');
  if (code === 'protocol-too-old' || status === 426) return failed('protocol-too-old');
  if (code === 'unauthenticated' || code === 'device-unknown' || code === 'device-of-another-person' || status === 401)
    return failed('sign-in');
  if (status === 429 || (status >= 500 && status !== 511)) return failed('server-error', retryAfterMs);
  return failed(code === null ? 'captive-portal' : 'server-error', retryAfterMs);
}

/** Seconds, or an HTTP date. */
function retryAfterOf(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
