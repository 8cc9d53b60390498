import type { NoiseRules, NoiseStandard, Sourced } from './noise-rules.ts';

const DAY_MS = 86_400_000;

export interface EditionNames {
  readonly code: string;
  readonly title: string;
  /** First day, YYYY-MM-DD. */
  readonly validFrom: string;
}

/**
 * A new edition with the values of the last one, every one of them to be checked: what a bureau begins from on the day a standard is replaced.
 * The old edition ends the day before, so that no day has two.
 */
export function withNewEdition(rules: NoiseRules, old: NoiseStandard, names: EditionNames): NoiseRules {
  const ended: NoiseStandard = { ...old, validTo: dayBefore(names.validFrom) };
  const source = `沿用 ${old.code} 的数值，待对照原文`;
  const unchecked = <T extends Sourced>(one: T): T => ({ ...one, status: 'unchecked', source });
  const { indoors, nightMax, structure } = old;
  const edition: NoiseStandard = {
    ...old,
    ...names,
    validTo: null,
    limits: unchecked(old.limits),
    indoors: indoors && unchecked(indoors),
    nightMax: nightMax && unchecked(nightMax),
    structure: structure && {
      levels: unchecked(structure.levels),
      bands: unchecked(structure.bands),
      unsteadyMax: structure.unsteadyMax && unchecked(structure.unsteadyMax),
    },
    conditions: old.conditions.map(unchecked),
  };
  return { ...rules, standards: rules.standards.flatMap((one) => (one === old ? [edition, ended] : [one])) };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}
