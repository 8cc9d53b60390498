import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What the network does to a request that matches.
 *   error-500       the server is never asked
 *   captive-portal  200 with a sign-in page, as hotel and station networks do
 *   drop-reply      the server is asked and answers, and the answer is lost
 *   cut-body        the request's body is cut short on its way
 *   cut-reply       half of the answer comes, and looks whole to HTTP
 *   black-hole      nothing ever comes back
 *   redirect        302 to somebody else's login page
 *   busy            503 with Retry-After
 *   short-body      half of the request's body goes on, as a body that is whole
 *   reset           both sides are reset after `atByte` bytes of the request's body
 */
export type Fault =
  | 'error-500'
  | 'captive-portal'
  | 'drop-reply'
  | 'cut-body'
  | 'cut-reply'
  | 'black-hole'
  | 'redirect'
  | 'busy'
  | 'short-body'
  | 'reset';

export interface FaultRule {
  readonly fault: Fault;
  /** For `reset`. */
  readonly atByte?: number | undefined;
  /** Requests it applies to. */
  readonly matches: (method: string, path: string) => boolean;
  /** How many times; afterwards the request passes. */
  times: number;
  /** Called when the request has come, before anything is done with it. */
  readonly onHit?: (() => void) | undefined;
}

export interface FaultProxy {
  readonly url: string;
  readonly rules: FaultRule[];
  /** `fault method path` of every request a fault was applied to since the last `heal`. */
  readonly hits: string[];
  /** Bytes a second of every request's body, and what each request waits first; null: as fast as it goes. */
  slow: { readonly bytesPerSecond: number; readonly latencyMs: number } | null;
  /** No faults any more. */
  heal(): void;
  close(): Promise<void>;
}

/** A reverse proxy before the server under test, with faults switched on by rule. Keeps the Host header, so that cookies and origin checks see one site. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const rules: FaultRule[] = [];
  const hits: string[] = [];
  const held = new Set<http.ServerResponse>();
  const server = http.createServer((request, response) => {
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const rule = rules.find((candidate) => candidate.times > 0 && candidate.matches(method, path));
    if (!rule) return void forwardSlowly(target, request, response, proxy.slow);
    rule.times -= 1;
    hits.push(`${rule.fault} ${method} ${path}`);
    rule.onHit?.();
    apply(rule.fault);

    function apply(fault: Fault): void {
      if (fault === 'error-500')
        response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{"code":"internal"}}');
      else if (fault === 'captive-portal')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Login to WiFi</title></html>');
      else if (fault === 'black-hole') held.add(response);
      else if (fault === 'redirect') response.writeHead(302, { location: 'http://login.example/' }).end();
      else if (fault === 'busy') response.writeHead(503, { 'retry-after': '30' }).end();
      else if (fault === 'short-body') void sendShort(target, request, response);
      else if (fault === 'reset') void resetAt(target, request, rule?.atByte ?? 0);
      else forward(target, request, response, fault);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    slow: null,
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    rules,
    hits,
    heal: () => {
      rules.length = 0;
      hits.length = 0;
      for (const response of held) response.destroy();
      held.clear();
    },
    close: async () => {
      for (const response of held) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

/** The body as it trickles in over a bad link; the answer at once. */
async function forwardSlowly(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  slow: FaultProxy['slow'],
): Promise<void> {
  if (!slow) return forward(target, request, response);
  await new Promise((resolve) => setTimeout(resolve, slow.latencyMs));
  const onward = onwardOf(target, request, request.headers, response);
  for await (const chunk of request) {
    const { length } = chunk as Buffer;
    await new Promise((resolve) => setTimeout(resolve, (length * 1000) / slow.bytesPerSecond));
    onward.write(chunk);
  }
  onward.end();
}

/** A proxy that loses the tail of a body and ends it as if it were whole (fault 36). */
async function sendShort(target: string, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const { 'content-length': _length, ...headers } = request.headers;
  onwardOf(target, request, { ...headers, 'transfer-encoding': 'chunked' }, response).end(
    body.subarray(0, Math.floor(body.length / 2)),
  );
}

async function resetAt(target: string, request: http.IncomingMessage, atByte: number): Promise<void> {
  const onward = http.request(new URL(request.url ?? '/', target), {
    method: request.method,
    headers: request.headers,
  });
  onward.on('error', () => undefined);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  onward.write(Buffer.concat(parts).subarray(0, atByte));
  setTimeout(() => {
    onward.destroy();
    request.socket.resetAndDestroy();
  }, 20);
}

function onwardOf(
  target: string,
  request: http.IncomingMessage,
  headers: http.OutgoingHttpHeaders,
  response: http.ServerResponse,
): http.ClientRequest {
  const onward = http.request(new URL(request.url ?? '/', target), { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  return onward;
}

function forward(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  fault?: 'drop-reply' | 'cut-body' | 'cut-reply',
): void {
  const onward = http.request(
    new URL(request.url ?? '/', target),
    { method: request.method, headers: request.headers },
    (answer) => {
      if (fault === 'drop-reply') {
        answer.resume().on('end', () => response.destroy());
        return;
      }
      if (fault === 'cut-reply') {
        cutReply(answer, response);
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  if (fault === 'cut-body') cutShort(request, onward, response);
  else request.pipe(onward);
}

/** Lets the first half of the announced body through and then drops both connections. */
function cutShort(request: http.IncomingMessage, onward: http.ClientRequest, response: http.ServerResponse): void {
  let left = Math.floor(Number(request.headers['content-length'] ?? 0) / 2);
  request.on('data', (chunk: Buffer) => {
    onward.write(chunk.subarray(0, Math.max(0, left)));
    left -= chunk.length;
    if (left > 0) return;
    setTimeout(() => {
      onward.destroy();
      response.destroy();
    }, 50);
  });
}

/** Without a length only the end of the connection ends the answer: the browser cannot tell half from whole. */
function cutReply(answer: http.IncomingMessage, response: http.ServerResponse): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('end', () => {
    const body = Buffer.concat(chunks);
    const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answer.headers;
    response.shouldKeepAlive = false;
    response.useChunkedEncodingByDefault = false;
    response.writeHead(answer.statusCode ?? 502, { ...headers, connection: 'close' });
    response.end(body.subarray(0, Math.floor(body.length / 2)));
  });
}
