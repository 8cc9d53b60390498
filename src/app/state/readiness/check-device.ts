import type { PersonStore } from '#storage/person-store.ts';
import type { AppFiles } from './app-files.ts';
import type { Line } from './line.ts';
import type { ServerWord } from './ask-server.ts';
import { hashOfStatement } from '#domain/log/seal.ts';
import { signWith } from '#storage/device-identity.ts';
import { deviceOf } from '#storage/person-store.ts';
import { createStatementVerifier } from '#storage/statement-verifier.ts';
import { appUpdate } from '../app-update.svelte.ts';
import { clock } from '../clock.svelte.ts';
import { sessionState } from '../session-state.svelte.ts';
import { syncStatus } from '../sync-status.svelte.ts';
import { line } from './line.ts';

const CLOCK_MS = 60_000;

export function clockLine(server: ServerWord | null): Line {
  const offsetMs = server?.clockOffsetMs ?? clock.offsetMs;
  if (offsetMs === null) return line('clock', 'unknown', 'clockUnknown');
  const params = { minutes: Math.round(Math.abs(offsetMs) / 60_000) };
  if (Math.abs(offsetMs) <= CLOCK_MS) return line('clock', 'good', 'clockRight', params);
  return line('clock', 'warn', offsetMs > 0 ? 'clockSlow' : 'clockFast', params);
}

/** A signature is made and checked for real; then the server is asked whether it knows the key. */
export async function keyLine(store: PersonStore, server: ServerWord | null): Promise<Line> {
  if (!(await signs(store))) return line('key', 'bad', 'keyBroken');
  if (sessionState.needsSignIn) return line('key', 'warn', 'keySignIn');
  if (!server || server.enrolment === 'unknown') return line('key', 'unknown', 'keyUnchecked');
  if (server.enrolment === 'revoked') return line('key', 'bad', 'keyRevoked');
  return server.enrolment === 'enrolled' ? line('key', 'good', 'keyGood') : line('key', 'bad', 'keyAbsent');
}

async function signs(store: PersonStore): Promise<boolean> {
  try {
    const device = await deviceOf(store);
    const about = { alg: 'ES256', test: device.id };
    const sig = await signWith(device, hashOfStatement(about));
    return await createStatementVerifier(device.publicKey).verify({ ...about, sig });
  } catch {
    // No WebCrypto, or a key that is none any more.
    return false;
  }
}

/** The page, its worker and the server should be of one version, and no update half done. */
export function versionLine(files: AppFiles | null, server: ServerWord | null): Line {
  const params = { version: __APP_VERSION__, server: server?.version ?? '' };
  if (syncStatus.cause === 'protocol-too-old') return line('version', 'bad', 'versionTooOld', params);
  if (files && files.build !== __APP_BUILD__) return line('version', 'warn', 'versionMixed', params);
  if (appUpdate.failed) return line('version', 'warn', 'versionFailed', params);
  if (appUpdate.ready) return line('version', 'warn', 'versionWaiting', params);
  if (!server) return line('version', 'unknown', 'versionUnchecked', params);
  const isSame = server.version === __APP_VERSION__;
  return line('version', isSame ? 'good' : 'warn', isSame ? 'versionSame' : 'versionServer', params);
}
