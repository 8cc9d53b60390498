/** The whole answer, or why there is none. */
export type Fetched =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Uint8Array<ArrayBuffer>;
    }
  /** A redirect is never followed: it leads to somebody else's login page (fault 33). */
  | { readonly kind: 'redirected' }
  /** No network, a cut or a stalled connection. */
  | { readonly kind: 'unreachable' };

export interface FetchLimits {
  /** Until the head of the answer, ms. */
  readonly answerMs: number;
  /** Between two pieces of the body, ms. */
  readonly stallMs: number;
  /** Ends every request at once: the person signs out. */
  readonly signal?: AbortSignal | undefined;
}

/** Fetch with what it lacks: limits on silence, on both sides of the head. */
export async function fetchAnswer(url: string, init: RequestInit, limits: FetchLimits): Promise<Fetched> {
  const control = new AbortController();
  const abort = (): void => control.abort();
  limits.signal?.addEventListener('abort', abort);
  if (limits.signal?.aborted) abort();
  let timer = setTimeout(abort, limits.answerMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(abort, limits.stallMs);
  };
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: control.signal,
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      return { kind: 'redirected' };
    heard();
    return {
      kind: 'answer',
      status: response.status,
      headers: response.headers,
      body: await readBody(response, heard),
    };
  } catch {
    return { kind: 'unreachable' };
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', abort);
  }
}

async function readBody(response: Response, heard: () => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (response.body) {
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard();
      parts.push(piece.value);
      length += piece.value.length;
    }
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.length;
  }
  return body;
}
