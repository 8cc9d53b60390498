import type { NoiseStandard } from '../noise-rules.ts';
import { CLAUSES_OF_2008, conditions } from './shared-conditions.ts';
import { structureTables } from './structure-tables.ts';

export const GB_22337_2008: NoiseStandard = {
  code: 'GB 22337-2008',
  title: '社会生活环境噪声排放标准',
  regime: 'social',
  validFrom: '2008-10-01',
  validTo: null,
  limits: {
    clause: '表1',
    status: 'quoted',
    source: '二次引用（jinxingcn.ebdoor.com 转载标准正文）',
    rows: [
      { zone: '0', dayDb: 50, nightDb: 40 },
      { zone: '1', dayDb: 55, nightDb: 45 },
      { zone: '2', dayDb: 60, nightDb: 50 },
      { zone: '3', dayDb: 65, nightDb: 55 },
      { zone: '4', dayDb: 70, nightDb: 55 },
    ],
  },
  indoors: { clause: '4.1.3', status: 'quoted', source: '二次引用（bjgtly.com 转载第 4 章）', lessDb: 10 },
  // Table 1 is judged by the mean level alone: the rules for bursts at night are those of GB 12348.
  nightMax: null,
  structure: structureTables({
    clause: '4.2.2',
    status: 'quoted',
    source: '二次引用（bjgtly.com 转载第 4 章）',
    overDb: 10,
  }),
  conditions: conditions({ ...CLAUSES_OF_2008, 'near-building': '4.1.3' }),
  takesBackgroundOff: true,
};
