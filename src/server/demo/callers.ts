import type { Random } from './random.ts';

export interface DemoCaller {
  readonly name: string;
  readonly phone: string;
}

const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '马',
  '朱',
  '胡',
  '林',
  '郭',
  '何',
  '高',
  '罗',
  '欧阳',
  '司徒',
];
/** 㛃 and 䶮 are in names people really have, and outside what old systems can write. */
const GIVEN = ['某甲', '某乙', '某丙', '某丁', '阿㛃', '阿䶮', '小禾', '小满', '立夏', '白露', '知秋', '望舒'];

/** Names that belong to nobody and numbers that no network has given out: 199 0000 xxxx. */
export function callerOf(random: Random): DemoCaller {
  return {
    name: random.pick(SURNAMES) + random.pick(GIVEN),
    phone: `1990000${String(random.int(0, 9_999)).padStart(4, '0')}`,
  };
}
