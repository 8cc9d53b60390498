import type { Sourced, StructureTables } from '../noise-rules.ts';

const LEVELS_SOURCE = '房间分类见二次引用（18show.cn），限值为转载表';
const BANDS_SOURCE = '业内通行表；与 NR20/25/30/35/40 曲线核算相差不到 1 dB，未见标准原件';

/** Tables 2 and 3, the same in GB 22337-2008 and GB 12348-2008. The bands are the curves NR 20 to NR 40, cut off after the decibel but for one. */
export function structureTables(unsteadyMax: (Sourced & { readonly overDb: number }) | null): StructureTables {
  return {
    levels: {
      clause: '表2',
      status: 'quoted',
      source: LEVELS_SOURCE,
      rows: [
        { zones: ['0'], rooms: ['A', 'B'], dayDb: 40, nightDb: 30 },
        { zones: ['1'], rooms: ['A'], dayDb: 40, nightDb: 30 },
        { zones: ['1'], rooms: ['B'], dayDb: 45, nightDb: 35 },
        { zones: ['2', '3', '4'], rooms: ['A'], dayDb: 45, nightDb: 35 },
        { zones: ['2', '3', '4'], rooms: ['B'], dayDb: 50, nightDb: 40 },
      ],
    },
    bands: {
      clause: '表3',
      status: 'computed',
      source: BANDS_SOURCE,
      rows: [
        { zones: ['0'], rooms: ['A', 'B'], period: 'day', db: [76, 59, 48, 39, 34] },
        { zones: ['0'], rooms: ['A', 'B'], period: 'night', db: [69, 51, 39, 30, 24] },
        { zones: ['1'], rooms: ['A'], period: 'day', db: [76, 59, 48, 39, 34] },
        { zones: ['1'], rooms: ['A'], period: 'night', db: [69, 51, 39, 30, 24] },
        { zones: ['1'], rooms: ['B'], period: 'day', db: [79, 63, 52, 44, 38] },
        { zones: ['1'], rooms: ['B'], period: 'night', db: [72, 55, 43, 35, 29] },
        { zones: ['2', '3', '4'], rooms: ['A'], period: 'day', db: [79, 63, 52, 44, 38] },
        { zones: ['2', '3', '4'], rooms: ['A'], period: 'night', db: [72, 55, 43, 35, 29] },
        { zones: ['2', '3', '4'], rooms: ['B'], period: 'day', db: [82, 67, 56, 49, 43] },
        { zones: ['2', '3', '4'], rooms: ['B'], period: 'night', db: [76, 59, 48, 39, 34] },
      ],
    },
    unsteadyMax,
  };
}
