import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { RunningServer } from './start-server.ts';
import { DataDirInUseError } from './db/sqlite/data-dir-lock.ts';
import { DEMO_PASSWORD } from './demo-seed.ts';
import { NewerDatabaseError } from './db/sqlite/open-database.ts';
import { PortInUseError, startServer } from './start-server.ts';
import { readConfig } from './config.ts';
import { SetupError } from './populate.ts';
import { UnfinishedRestoreError } from './db/sqlite/restore-mark.ts';

/** Whoever starts the server can mend these. */
const SETUP_ERRORS = [DataDirInUseError, NewerDatabaseError, PortInUseError, SetupError, UnfinishedRestoreError];
const ROOT = new URL('../../', import.meta.url);

/** Starts the server with the settings of the environment and tells where it is. Mistakes of setting up end in one sentence, not a stack. */
export async function main(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const settings = readConfig(env);
  if (!settings.ok) {
    fail(settings.problems.map((problem) => `Setting ${problem}.`).join('\n'));
    return;
  }
  const { config } = settings;
  const dist = fileURLToPath(new URL('dist/', ROOT));
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string };
  try {
    const server = await startServer({ ...config, distDir: existsSync(dist) ? dist : null, version });
    announce(server, config);
    stopOnSignal(server);
  } catch (error) {
    if (!SETUP_ERRORS.some((kind) => error instanceof kind)) throw error;
    fail((error as Error).message);
  }
}

function announce({ url, isDemo, port }: RunningServer, config: Config): void {
  console.log(`Jiban 即办  ${url}    data in ${config.dataDir}`);
  if (config.host === '127.0.0.1') {
    console.log(
      'Only this computer reaches it. For phones: HOST=0.0.0.0 with TLS_CERT and TLS_KEY (browsers give camera and offline use to HTTPS only).',
    );
  } else {
    for (const address of lanAddresses())
      console.log(`On the network: ${config.tls ? 'https' : 'http'}://${address}:${String(port)}`);
  }
  if (!isDemo) return;
  console.log(
    `Demo: sign in with one click on the page, or as wangfang (inspector), zhaomin (supervisor), zhouju (leader), admin; password ${DEMO_PASSWORD}`,
  );
}

function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}

function stopOnSignal(server: RunningServer): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      console.log('Finishing what is being answered … (once more to stop at once)');
      void server.stop().then(() => process.exit(0));
    });
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

if (import.meta.main) await main(process.env);
