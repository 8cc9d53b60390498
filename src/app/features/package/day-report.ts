import type { ProofDay } from '#app/state/proof-day.ts';

const ZONE_MS = 8 * 3_600_000;

/** 14:00:03 in Asia/Shanghai, whatever the machine thinks. */
export const clockOf = (ms: number): string => new Date(ms + ZONE_MS).toISOString().slice(11, 19);

export const momentOf = (ms: number): string => `${new Date(ms + ZONE_MS).toISOString().slice(0, 10)} ${clockOf(ms)}`;

export const dayOf = (ms: number): string => new Date(ms + ZONE_MS).toISOString().slice(0, 10);

/** In groups of four, to be read aloud and compared. */
export const grouped = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? '';

/** The report as text, for a message to another department. Always in Chinese: it is a paper of the bureau. */
export function textOfDay({ day, states, note, key }: ProofDay): string {
  const lines = states.map(({ at, size, root }) => `${clockOf(at)}  ${String(size)}  ${root}`);
  return [`存证日报 ${day}`, ...lines, '', note ?? '', `服务器公钥指纹 ${key}`, ''].join('\n');
}

/** The dark modules of a QR code as one path of an SVG whose unit is a module. */
export function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])))
    .join('');
}
