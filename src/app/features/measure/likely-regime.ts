import type { NoiseRegime } from '#domain/noise/reading.ts';

const SIGNS: readonly (readonly [NoiseRegime, RegExp])[] = [
  ['construction', /施工|工地|construction/i],
  ['social', /餐|饭店|酒吧|歌厅|KTV|商铺|超市|音响|音乐|广场|健身|油烟|风机|restaurant|music|party|club/i],
  ['industrial', /工厂|厂房|企业|车间|生产|factory/i],
];

/** Whose noise the words of a complaint speak of: chosen in advance, and changed with one tap. */
export function likelyRegime(words: string): NoiseRegime | undefined {
  return SIGNS.find(([, sign]) => sign.test(words))?.[0];
}
