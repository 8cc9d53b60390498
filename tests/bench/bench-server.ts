import { createReadStream, existsSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { answerCouch } from './couch-endpoint.ts';
import { caseState, flatCase } from './data.ts';
import type { DurableRows } from './durable-rows.ts';
import { bootPage } from './feed-pages.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export interface BenchServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface BenchServerOptions {
  /** Folder of the built bench page. */
  readonly pageDir: string;
  /** Where peers' pushes are stored. */
  readonly rows: DurableRows;
  /** Base address of the real server, for the product's own push. */
  readonly api: string;
}

/** Texts are made once, before anything is timed: a contender waits for the network, never for this generator. */
const flatPages = new Map<string, string>();
const feedPages = new Map<string, string>();

export function warmPages(count: number, pageSize: number): void {
  for (let from = 0; from < count; from += pageSize) {
    flatPages.set(`${String(from)}`, JSON.stringify(Array.from({ length: pageSize }, (_, n) => flatCase(from + n))));
    feedPages.set(`${String(from)}/${String(count)}`, bootPage({ from, pageSize, count, state: caseState }));
  }
}

export async function startBenchServer({ pageDir, rows, api }: BenchServerOptions): Promise<BenchServer> {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/api/')) return proxy(api, request, response);
    let received = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (received += chunk));
    request.on('end', () => {
      answer(url, request.method ?? 'GET', received);
    });

    function answer(at: URL, method: string, body: string): void {
      if (at.pathname === '/bench/cases')
        return send(200, 'application/json', flatPages.get(at.searchParams.get('from') ?? '') ?? '[]');
      if (at.pathname === '/bench/feed') {
        return send(
          200,
          'application/x-ndjson',
          feedPages.get(`${at.searchParams.get('from') ?? ''}/${at.searchParams.get('count') ?? ''}`) ?? '',
        );
      }
      if (at.pathname === '/bench/push') {
        rows.store((JSON.parse(body) as { id: string }[]).map((row) => ({ id: row.id, body: JSON.stringify(row) })));
        return send(200, 'application/json', '[]');
      }
      if (at.pathname.startsWith('/couch/')) {
        const { status, json } = answerCouch(rows, method, at.pathname, body);
        return send(status, 'application/json', JSON.stringify(json));
      }
      sendFile(at.pathname === '/' ? '/index.html' : at.pathname);
    }

    function send(status: number, type: string, text: string): void {
      response.writeHead(status, { 'content-type': type }).end(text);
    }

    function sendFile(name: string): void {
      const file = path.join(pageDir, path.normalize(name));
      if (!existsSync(file)) return send(404, 'text/plain', 'not found');
      response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function proxy(api: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const onward = http.request(
    new URL(request.url ?? '/', api),
    { method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
