import type { DeviceInfo, SessionInfo } from '#protocol/session.ts';
import { callApi } from '../call-api.ts';

/** What only the server can say; null without a line. */
export interface ServerWord {
  readonly version: string;
  /** Server clock minus device clock, now. */
  readonly clockOffsetMs: number;
  /** `unknown`: the session has ended, and the list cannot be read. */
  readonly enrolment: 'enrolled' | 'absent' | 'revoked' | 'unknown';
}

export async function askServer(device: string | null): Promise<ServerWord | null> {
  const startedMs = Date.now();
  const session = await callApi<SessionInfo>('/api/session');
  if (!session.ok) return null;
  // The server read its clock somewhere between the two; the middle halves the error.
  const clockOffsetMs = Math.round(session.value.server.timeMs - (startedMs + Date.now()) / 2);
  const list = await callApi<readonly DeviceInfo[]>('/api/devices?own=1');
  return { version: session.value.server.version, clockOffsetMs, enrolment: enrolmentIn(list, device) };
}

function enrolmentIn(
  list: Awaited<ReturnType<typeof callApi<readonly DeviceInfo[]>>>,
  device: string | null,
): ServerWord['enrolment'] {
  if (!list.ok) return 'unknown';
  const known = list.value.find(({ id }) => id === device);
  if (!known) return 'absent';
  return known.revokedAt === null ? 'enrolled' : 'revoked';
}
