import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import type { KillReport } from './kill-report.ts';

export interface KillPage {
  readonly url: string;
  /** Everything that came in, in order. */
  readonly reports: KillReport[];
  dispose(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** The page with the app's storage code, built as the app is, and a place for it to report to. */
export async function serveKillPage(): Promise<KillPage> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'jiban-kill-page-'));
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: { outDir, modulePreload: { polyfill: false } },
  });
  const reports: KillReport[] = [];
  const server = http.createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(404).end());
  });
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (request.method === 'POST') {
      const chunks = await request.toArray();
      reports.push(JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as KillReport);
      response.end('{}');
      return;
    }
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname === '/' ? 'index.html' : path.basename(pathname);
    const folder = file === 'index.html' ? outDir : path.join(outDir, 'assets');
    const content = await readFile(path.join(folder, file));
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream').end(content);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}/`,
    reports,
    dispose: async () => {
      server.closeAllConnections();
      server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
