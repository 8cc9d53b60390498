import type { Line } from './line.ts';
import type { ServerWord } from './ask-server.ts';
import { reference, refreshReference } from '../reference.svelte.ts';
import { line } from './line.ts';

const DAY_MS = 86_400_000;

/** Limits, checklists and registers are the office's latest; instruments whose certificate has run out are named before they are carried along. */
export async function checkReference(server: ServerWord | null): Promise<readonly Line[]> {
  const isCurrent = server !== null && (await refreshReference());
  const tables = isCurrent
    ? line('reference', 'good', 'referenceCurrent')
    : line('reference', server ? 'warn' : 'unknown', server ? 'referenceMissing' : 'referenceUnchecked');
  return [tables, ...certificateLines(Date.now() + (server?.clockOffsetMs ?? 0))];
}

/** Without a register there is nothing to be said. */
function certificateLines(nowMs: number): readonly Line[] {
  const { instruments } = reference('instruments').body;
  if (instruments.length === 0) return [];
  const expired = instruments.filter(({ validTo }) => Date.parse(validTo) + DAY_MS <= nowMs);
  const total = instruments.length;
  if (expired.length === 0) return [line('certificates', 'good', 'certificatesValid', { total })];
  const names = expired.map(({ model, serialNo }) => `${model} ${serialNo}`).join('、');
  return [line('certificates', 'warn', 'certificatesExpired', { names })];
}
