import type { NoiseStandard } from '../noise-rules.ts';
import { CLAUSES_OF_2008, conditions } from './shared-conditions.ts';
import { structureTables } from './structure-tables.ts';

const QUOTED = { status: 'quoted', source: '二次引用（18show.cn 转载标准表注）' } as const;

export const GB_12348_2008: NoiseStandard = {
  code: 'GB 12348-2008',
  title: '工业企业厂界环境噪声排放标准',
  regime: 'industrial',
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
      { zone: '4', dayDb: 70, nightDb: 55 },
    ],
  },
  indoors: { clause: '4.1.5', ...QUOTED, lessDb: 10 },
  nightMax: { clause: '4.1.2、4.1.3', ...QUOTED, frequentDb: 10, occasionalDb: 15 },
  structure: structureTables(null),
  conditions: conditions({ ...CLAUSES_OF_2008, 'near-building': '4.1.5' }),
  takesBackgroundOff: true,
};
