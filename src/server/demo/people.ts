import type { Person, Unit } from '#domain/people/person.ts';
import type { DemoPerson } from '#protocol/session.ts';

/** The townships of the invented district 云溪区, with the names the map shows. */
export const DEMO_TOWNSHIPS = [
  { id: 'town-qingshiqiao', name: '青石桥街道', en: 'Qingshiqiao' },
  { id: 'town-yunxiwan', name: '云溪湾街道', en: 'Yunxiwan' },
  { id: 'town-liuan', name: '柳岸街道', en: 'Liuan' },
  { id: 'town-wangsong', name: '望松街道', en: 'Wangsong' },
  { id: 'town-tingquan', name: '听泉街道', en: 'Tingquan' },
  { id: 'town-wulin', name: '梧林街道', en: 'Wulin' },
  { id: 'town-luwan', name: '芦湾镇', en: 'Luwan' },
  { id: 'town-dongbei', name: '东陂镇', en: 'Dongbei' },
  { id: 'town-shipan', name: '石盘镇', en: 'Shipan' },
  { id: 'town-bailu', name: '白鹭镇', en: 'Bailu' },
  { id: 'town-sangyuan', name: '桑园镇', en: 'Sangyuan' },
  { id: 'town-yuntai', name: '云台镇', en: 'Yuntai' },
  { id: 'town-shuanghuai', name: '双槐镇', en: 'Shuanghuai' },
  { id: 'town-yehe', name: '野鹤乡', en: 'Yehe' },
] as const;

export type TownshipId = (typeof DEMO_TOWNSHIPS)[number]['id'];

export const DEMO_UNITS: readonly Unit[] = [
  { id: 'team-1', name: '执法一队', kind: 'team' },
  { id: 'team-2', name: '执法二队', kind: 'team' },
  { id: 'air', name: '大气科', kind: 'team' },
  { id: 'duty', name: '值班室', kind: 'office' },
  { id: 'bureau', name: '局领导', kind: 'office' },
  { id: 'it', name: '信息中心', kind: 'office' },
  ...DEMO_TOWNSHIPS.map(({ id, name }): Unit => ({ id, name, kind: 'township' })),
];

interface Seed extends Person {
  readonly story: DemoPerson['story'];
}

/** Nobody here exists. Ids stay as they are: tests, documents and screenshots name them. */
const SEEDS: readonly Seed[] = [
  {
    id: 'u-wangfang',
    name: '王芳',
    role: 'inspector',
    unit: 'team-1',
    story: {
      zh: '管青石桥一片，手上有拖了两周的“川味小馆”噪声',
      en: 'Covers Qingshiqiao; carries the restaurant noise case that has dragged on for two weeks',
    },
  },
  {
    id: 'u-chenyu',
    name: '陈宇',
    role: 'inspector',
    unit: 'team-1',
    story: { zh: '王芳的搭档，夜里常跑工地', en: 'Wang Fang’s partner, often at building sites by night' },
  },
  {
    id: 'u-sunyan',
    name: '孙䶮',
    role: 'inspector',
    unit: 'team-2',
    story: {
      zh: '查芦湾家园夜间异味，隔河就是工业园',
      en: 'After the night odour in Luwan, across the river from the industrial park',
    },
  },
  {
    id: 'u-gaoyuan',
    name: '高远',
    role: 'inspector',
    unit: 'team-2',
    story: { zh: '新来半年，常在没有信号的北山片', en: 'Half a year in the job, mostly in the hills without signal' },
  },
  {
    id: 'u-linyao',
    name: '林遥',
    role: 'inspector',
    unit: 'air',
    story: { zh: '大气科，带自动采样设备', en: 'Air section, brings the automatic sampler' },
  },
  {
    id: 'u-liqiang',
    name: '李强',
    role: 'township',
    unit: 'town-qingshiqiao',
    story: {
      zh: '青石桥街道，偶尔用一次，只想少点几下',
      en: 'Qingshiqiao sub-district; uses it now and then, wants few taps',
    },
  },
  {
    id: 'u-hejie',
    name: '何㛃',
    role: 'township',
    unit: 'town-luwan',
    story: { zh: '芦湾镇，替小区居民盯着异味', en: 'Luwan town; keeps an eye on the odour for the residents' },
  },
  {
    id: 'u-zhaomin',
    name: '赵敏',
    role: 'supervisor',
    unit: 'duty',
    story: { zh: '值班长，导入热线工单并派单', en: 'Duty supervisor: takes the hotline’s orders in and dispatches' },
  },
  {
    id: 'u-zhouju',
    name: '周局',
    role: 'leader',
    unit: 'bureau',
    story: {
      zh: '局领导，看卡在哪里，要不要自己包案',
      en: 'Head of the bureau: sees where things are stuck, takes a case in person',
    },
  },
  {
    id: 'u-admin',
    name: '管理员',
    role: 'admin',
    unit: 'it',
    story: { zh: '管账号和设备，看不到任何案件', en: 'Accounts and devices; sees no case at all' },
  },
];

export const DEMO_PEOPLE: readonly Person[] = SEEDS.map(({ id, name, role, unit }) => ({ id, name, role, unit }));

/** The buttons of the demo's sign-in page, in order. */
export function demoButtons(): readonly DemoPerson[] {
  return SEEDS.map(({ id, name, role, unit, story }) => ({ id, name, role, unitName: unitName(unit), story }));
}

function unitName(id: string): string {
  return DEMO_UNITS.find((unit) => unit.id === id)?.name ?? id;
}
