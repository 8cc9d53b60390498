import type { CaseView } from '#domain/case/overlay.ts';
import { correctionOf, recordsOf } from '#domain/case/case-records.ts';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import { pointKindWords } from '#app/text/measure.ts';

/** A reading of the case as it stands: corrected ones with their correction, withdrawn and erased ones left out. */
export interface StandingReading {
  readonly id: string;
  readonly body: NoiseReadingBody;
}

export function readingsOf(view: CaseView): readonly StandingReading[] {
  return recordsOf(view.state, 'noise-reading').flatMap(({ id, body, verdict }) => {
    if (!body || verdict.outcome === 'refused') return [];
    const correction = correctionOf(view.state, id);
    const stands = correction ? (correction.body?.body as NoiseReadingBody | undefined) : body;
    return stands ? [{ id, body: stands }] : [];
  });
}

/** `1# 厂界外 1 米` */
export function pointName(number: number, where: string): string {
  return `${String(number)}# ${where}`;
}

export function pointNumber(name: string): number | null {
  const match = /^\s*(\d{1,3})\s*#/.exec(name);
  return match ? Number(match[1]) : null;
}

/** The first number no point of the case has, nor the one just measured. */
export function nextNumber(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => pointNumber(name) ?? 0)) + 1;
}

/** Not one of the names the form makes itself, in either language. */
export function isOwnPointName(name: string): boolean {
  const where = name.replace(/^\s*\d{1,3}\s*#\s*/, '').trim();
  return where !== '' && !Object.values(pointKindWords).some(({ zh, en }) => where === zh || where === en);
}

/** The same place, however it was typed: full width, with spaces, metres as a sign or a letter. */
export function isSamePoint(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/g, '').replaceAll('米', 'm').toLowerCase();
}
