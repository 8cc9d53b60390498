import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface AppServer {
  readonly url: string;
  readonly dataDir: string;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts again on the same port and data. */
  start(): Promise<void>;
}

/** The real server, as `npm start` runs it, on a free port and a fresh data folder, with demo people. */
export async function startAppServer(env: Readonly<Record<string, string>> = {}): Promise<AppServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jiban-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  let child: ReturnType<typeof spawn> | null = null;
  let output = '';

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['src/server/main.ts'], {
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DEMO: '1', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await healthy(
      url,
      () => child?.exitCode ?? null,
      () => output,
    );
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  await start();
  return {
    url,
    dataDir,
    start,
    stop: async (signal) => {
      await stop(signal);
      if (signal !== 'SIGKILL') await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function healthy(url: string, exitCode: () => number | null, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (Date.now() < giveUpAt) {
    if (exitCode() !== null) throw new Error(`the server ended with ${String(exitCode())}:\n${output()}`);
    const ok = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not become healthy:\n${output()}`);
}

export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
