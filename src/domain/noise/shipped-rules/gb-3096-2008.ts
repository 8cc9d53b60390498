import type { NoiseStandard } from '../noise-rules.ts';
import { conditions } from './shared-conditions.ts';

const QUOTED = { status: 'quoted', source: '二次引用（irmawy.com 转载标准正文）' } as const;

export const GB_3096_2008: NoiseStandard = {
  code: 'GB 3096-2008',
  title: '声环境质量标准',
  regime: 'ambient',
  validFrom: '2008-10-01',
  validTo: null,
  limits: {
    clause: '表1',
    ...QUOTED,
    rows: [
      { zone: '0', dayDb: 50, nightDb: 40 },
      { zone: '1', dayDb: 55, nightDb: 45 },
      { zone: '2', dayDb: 60, nightDb: 50 },
      { zone: '3', dayDb: 65, nightDb: 55 },
      { zone: '4a', dayDb: 70, nightDb: 55 },
      { zone: '4b', dayDb: 70, nightDb: 60 },
    ],
  },
  indoors: { clause: '6.3', status: 'common', source: '室内监测以低 10 dB(A) 的值评价，通行理解', lessDb: 10 },
  nightMax: { clause: '5.4', ...QUOTED, frequentDb: 15, occasionalDb: 15 },
  structure: null,
  conditions: conditions(
    { drift: '6.1', certificate: '6.1', weather: '6.2', wind: '6.2', 'windows-open': '6.3' },
    { drift: { status: 'common' }, 'windows-open': { status: 'common', effect: 'warn' } },
  ),
  takesBackgroundOff: false,
};
