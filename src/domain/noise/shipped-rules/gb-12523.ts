import type { NoiseStandard, Sourced } from '../noise-rules.ts';
import { conditions } from './shared-conditions.ts';

const QUOTED = { status: 'quoted', source: '二次引用（cnenc.net 转载标准正文）' } as const;
const UNCHECKED = { status: 'unchecked', source: '沿用 2011 年版数值，条号与数值待对照 2025 年版原文' } as const;
const COMMON = { status: 'common', source: '条号为通行理解，未见原件' } as const;

const TWENTY_MINUTES_S = 1200;

function limits(sourced: Omit<Sourced, 'clause'>): NoiseStandard['limits'] {
  return { clause: '表1', ...sourced, rows: [{ zone: 'any', dayDb: 70, nightDb: 55 }] };
}

export const GB_12523_2011: NoiseStandard = {
  code: 'GB 12523-2011',
  title: '建筑施工场界环境噪声排放标准',
  regime: 'construction',
  validFrom: '2012-07-01',
  validTo: '2025-12-31',
  limits: limits(QUOTED),
  indoors: { clause: '4.3', ...QUOTED, lessDb: 10 },
  nightMax: { clause: '4.2', ...QUOTED, frequentDb: 15, occasionalDb: 15 },
  structure: null,
  conditions: conditions(
    {
      drift: '5.1.2',
      certificate: '5.1.2',
      'meter-class': '5.1.1',
      weather: '5.2',
      wind: '5.2',
      'source-state': '5.4',
      'windows-open': '5.3.3',
      'steady-duration': '5.4',
      'unsteady-duration': '5.4',
      'background-duration': '5.5.2',
    },
    {
      'steady-duration': { ...COMMON, value: TWENTY_MINUTES_S, effect: 'void' },
      'unsteady-duration': { ...COMMON, value: TWENTY_MINUTES_S, effect: 'void' },
    },
  ),
  takesBackgroundOff: true,
};

/** The text of 2025 has not been read: its values are those of 2011, each marked, and what they would void it only warns of. */
export const GB_12523_2025: NoiseStandard = {
  ...GB_12523_2011,
  code: 'GB 12523-2025',
  title: '建筑施工噪声排放标准',
  validFrom: '2026-01-01',
  validTo: null,
  limits: limits(UNCHECKED),
  indoors: { clause: '4', ...UNCHECKED, lessDb: 10 },
  nightMax: { clause: '4', ...UNCHECKED, frequentDb: 15, occasionalDb: 15 },
  conditions: GB_12523_2011.conditions.map((condition) => ({
    ...condition,
    ...UNCHECKED,
    clause: '5',
    effect: condition.name.endsWith('duration') ? 'warn' : condition.effect,
  })),
};
