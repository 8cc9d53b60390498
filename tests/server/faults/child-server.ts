import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { NODE } from './strace.ts';

const PROCESS = fileURLToPath(new URL('../http/server-process.ts', import.meta.url));

/** A real server in a process of its own. */
export interface ChildServer {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly url: string;
  /** Fulfilled when the process has ended, however it did. */
  readonly ended: Promise<void>;
}

export async function startChild(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<ChildServer> {
  const child = spawn(NODE, [PROCESS, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '1', ...env },
  });
  const ended = once(child, 'exit').then(() => undefined);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended.then(() => [''])])) as [Buffer | string];
  const url = line.toString().trim();
  if (url === '' || child.pid === undefined) throw new Error('the server did not start');
  return { child, pid: child.pid, url, ended };
}

export async function killChild({ child, ended }: ChildServer): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}
