import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

export const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

/** What to do at which system calls, in strace's words: `fsync:error=EIO`, `pwrite64:signal=SIGKILL:when=7`. */
export type Injection = string;

const withInjection = (injection: Injection) => ['-f', '-qqq', '-o', '/dev/null', '-e', `inject=${injection}`];

/** Whether this machine lets one process trace another, tried and not guessed. */
function tryStrace(): boolean {
  const tried = spawnSync('strace', [...withInjection('fsync:error=EIO'), 'true']);
  return tried.status === 0;
}

export const STRACE_WORKS = tryStrace();
if (!STRACE_WORKS) {
  console.error(
    '\n!!! NOT TESTED: kills and disk errors at system calls. strace is missing or may not trace here (Debian: apt-get install strace; containers need CAP_SYS_PTRACE)\n',
  );
}

/** Starts our Node under strace. One thread does all file work, so that the n-th call is the n-th call. */
export function runInjected(injection: Injection, args: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn('strace', [...withInjection(injection), NODE, ...args], {
    ...options,
    env: { ...process.env, ...options.env, UV_THREADPOOL_SIZE: '1' },
  });
}

/** Traces a running process from now on. Answers once every thread is attached; the function it gives lets go again. */
export async function injectInto(pid: number, injection: Injection): Promise<() => Promise<void>> {
  const flags = ['-f', '-o', '/dev/null', '-e', `inject=${injection}`, '-p', String(pid)];
  const strace = spawn('strace', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  // Read to the end: strace tells of every further thread, and a pipe nobody reads would end it.
  strace.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(strace, 'exit');
  await vi.waitFor(
    () => {
      if (!said.includes('attached') || !isTraced(pid)) throw new Error(`strace did not attach: ${said}`);
    },
    { timeout: 20_000, interval: 20 },
  );
  return async () => {
    strace.kill('SIGINT');
    if (strace.exitCode === null && strace.signalCode === null) await ended;
  };
}

/** Every thread of it has a tracer. A server writes by itself too: one that is gone has already met what was injected. */
function isTraced(pid: number): boolean {
  const tasks = `/proc/${String(pid)}/task`;
  if (!existsSync(tasks)) return true;
  return readdirSync(tasks).every((thread) => {
    const status = readFileSync(`${tasks}/${thread}/status`, 'utf8');
    return !/^TracerPid:\s*0$/m.test(status);
  });
}
