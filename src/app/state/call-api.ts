import type { ErrorBody, ErrorCode } from '#protocol/errors.ts';
import type { Outcome } from './failure.ts';
import { failed, succeeded } from './failure.ts';
import { sessionState } from './session-state.svelte.ts';
import { ERROR_CODES } from '#protocol/errors.ts';
import { PERSON_HEADER } from '#protocol/session.ts';

const TIMEOUT_MS = 20_000;

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | undefined;
  /** Sent as JSON, or as it is when it is a file. */
  readonly body?: object | undefined;
  readonly timeoutMs?: number | undefined;
  /** Whom it is asked for; the person on the screen when not said. */
  readonly person?: string | undefined;
}

/** One call to the office's API. No network, a captive portal and the server's own "no" are outcomes, never exceptions. */
export async function callApi<T>(path: string, call: Call = {}): Promise<Outcome<T>> {
  const response = await send(path, call);
  if (!response) return failed('offline');
  if (!response.ok) return refusalOf(response);
  const text = response.status === 204 ? 'null' : await response.text().catch(() => '');
  const answer = parse(text);
  return answer === undefined ? failed('not-our-server') : succeeded(answer as T);
}

/** Why the server (or a proxy before it) said no. */
export async function refusalOf(response: Response): Promise<ReturnType<typeof failed>> {
  const refusal = refusalIn(parse(await response.text().catch(() => '')));
  return refusal ? failed(refusal.code, refusal.params ?? {}) : failed(codeOfStatus(response.status));
}

/** The response as it came; null without network. */
export async function send(
  path: string,
  { method = 'GET', body, timeoutMs = TIMEOUT_MS, person = sessionState.person?.id }: Call,
): Promise<Response | null> {
  const isFile = body instanceof Blob;
  const headers = {
    ...(body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
    ...(person === undefined ? {} : { [PERSON_HEADER]: person }),
  };
  const content = body === undefined ? null : isFile ? body : JSON.stringify(body);
  try {
    return await fetch(path, {
      method,
      body: content,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The body of our own server's refusal; null for anybody else's. */
function refusalIn(answer: unknown): ErrorBody['error'] | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  const { error } = answer as ErrorBody;
  return typeof error === 'object' && (ERROR_CODES as readonly unknown[]).includes(error.code) ? error : null;
}

/** A proxy's answer without our body. */
function codeOfStatus(status: number): ErrorCode | 'not-our-server' {
  if (status === 401) return 'unauthenticated';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'storage-unavailable' : 'not-our-server';
}
