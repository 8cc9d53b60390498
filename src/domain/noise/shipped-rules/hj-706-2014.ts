import type { CorrectionMethod } from '../noise-rules.ts';

export const HJ_706_2014: CorrectionMethod = {
  code: 'HJ 706-2014',
  title: '环境噪声监测技术规范 噪声测量值修正',
  validFrom: '2015-01-01',
  validTo: null,
  table: {
    clause: '表1',
    status: 'common',
    source: '三处来源一致；与能量相减核算值 −3.0、−2.2、−1.7、−1.3、−0.5 相符，未见原件',
    rows: [
      { from: 3, to: 3, addDb: -3 },
      { from: 4, to: 5, addDb: -2 },
      { from: 6, to: 10, addDb: -1 },
    ],
  },
  rounding: { clause: '5.4', status: 'quoted', source: '生态环境部 2019-01-07 答复引用；按 GB/T 8170-2008 修约' },
  direct: { clause: '6.1', status: 'quoted', source: '生态环境部 2019-01-07 答复引用' },
  tooNear: {
    clause: '6.2',
    status: 'common',
    source: '通行理解；编制说明按差值 2 dB 约修正 4 dB 论证',
    excessUpToDb: 4,
  },
};
