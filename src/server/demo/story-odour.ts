import type { PhotoTag } from '#domain/photo/photo.ts';
import { photoFacts } from './demo-photos.ts';
import { dayClock, fixAt, noFix, orderNoAt, orderStep, refTo } from './story.ts';
import type { DemoCase, DemoStep, StepOf } from './story.ts';

const ESTATE = { lat: 39.68672, lon: 116.16428 };
const PARK = { lat: 39.68396, lon: 116.19474 };
const INSPECTOR = 'u-sunyan';
const AIR = 'u-linyao';

type Clock = ReturnType<typeof dayClock>;

/** Night odour: an estate across the river from an industrial park, every stack tested clean, a sampler put up. Stops at the laboratory's door. */
export function odourStory(nowMs: number): DemoCase {
  const at = dayClock(nowMs);
  return {
    key: 'story-odour',
    steps: [...complaints(at), ...nights(at), ...plants(at), ...sampler(at)].sort((a, b) => a.atMs - b.atMs),
  };
}

function complaints(at: Clock): DemoStep[] {
  const calls: readonly (readonly [number, string, string, string])[] = [
    [14, '23:50', '电话', '半夜一股像胶水又像烧塑料的味道飘进屋，关窗也有，早上又没了。这样断断续续有一个多月。'],
    [12, '00:40', '网络', '芦湾家园 5 号楼，夜里零点前后异味刺鼻，孩子咳嗽。怀疑是河对面工业园偷排，请查。'],
    [9, '23:30', '微信', '又来了，今晚东南风，味道特别重，拍不出来但真的很难闻。'],
    [6, '01:15', '电话', '凌晨一点被熏醒，打电话说派人来，等人到了味道又散了。能不能装个设备一直测？'],
    [2, '00:20', '电话', '采样的箱子装上了，昨晚我按了一次。什么时候能知道是谁家排的？'],
  ];
  return calls.map(([daysAgo, time, channel, matter], index): StepOf<'order'> => {
    const atMs = at(daysAgo, time);
    return orderStep({
      atMs,
      orderNo: orderNoAt(atMs, 9101 + index),
      category: '大气',
      detail: '异味',
      matter,
      address: '芦湾镇芦湾家园小区（隔云溪与东岸工业园相望）',
      township: '芦湾镇',
      position: { ...ESTATE, datum: 'WGS84' },
      channel,
      urgency: index < 4 ? 'complex' : 'ordinary',
      caller: {
        name: ['欧阳阿㛃', '朱白露', '高望舒', '胡立夏', '欧阳阿㛃'][index] ?? '匿名',
        phone: `1990000880${[1, 2, 3, 4, 1][index]}`,
      },
    });
  });
}

function nights(at: Clock): DemoStep[] {
  return [
    {
      atMs: at(13, '08:30'),
      by: 'u-zhaomin',
      kind: 'assign',
      body: { unit: 'team-2', person: INSPECTOR, note: '夜间间歇异味，请安排错时巡查。' },
    },
    { atMs: at(13, '08:44'), by: INSPECTOR, kind: 'accept', body: { note: '今晚起连续两夜。' } },
    {
      atMs: at(13, '09:30'),
      by: INSPECTOR,
      kind: 'contact',
      body: { way: 'phone', reached: true, summary: '记录异味出现的时段：多在 23 时至次日 2 时，东南风时明显。' },
    },
    {
      atMs: at(12, '00:50'),
      by: INSPECTOR,
      kind: 'visit-start',
      ref: 'night-1',
      body: { companions: ['u-gaoyuan'], ...fixAt(ESTATE.lat, ESTATE.lon, at(12, '00:50')) },
    },
    photo(at(12, '00:58'), 'estate-night', 'sensitive-point', ['小区东侧临河，夜间', 'night-1']),
    {
      atMs: at(12, '01:10'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '小区东侧异味',
        result: 'unclear',
        description:
          '01 时 05 分在 5 号楼东侧闻到类似溶剂、胶水气味，强度约 3 级，持续约 12 分钟；东南风约 1.8 m/s。来源未能确认。',
        visit: refTo('night-1'),
      },
    },
    {
      atMs: at(12, '01:40'),
      by: INSPECTOR,
      kind: 'visit-end',
      body: { visit: refTo('night-1'), summary: '异味属实，间歇出现，风从工业园方向来。', ...noFix('timeout') },
    },
  ];
}

function plants(at: Clock): DemoStep[] {
  const checks: readonly (readonly [string, string, string])[] = [
    ['14:10', '3 号地块 涂装厂排气筒', '在线数据和当日手工监测均达标，活性炭箱更换记录齐全。'],
    ['15:00', '5 号地块 橡塑厂排气筒', '非甲烷总烃达标，车间密闭，生产班次为白班。'],
    ['15:50', '8 号地块 印刷厂排气筒', '达标；蓄热燃烧装置运行记录连续，夜间有班次。'],
  ];
  const visit = refTo('park-1');
  return [
    {
      atMs: at(10, '13:50'),
      by: INSPECTOR,
      kind: 'visit-start',
      ref: 'park-1',
      body: { companions: ['u-gaoyuan'], note: '会同监测人员', ...fixAt(PARK.lat, PARK.lon, at(10, '13:50')) },
    },
    photo(at(10, '13:58'), 'chimneys', 'source', ['东岸工业园，自西岸看', 'park-1']),
    ...checks.map(([time, subject, description]): DemoStep => ({
      atMs: at(10, time),
      by: INSPECTOR,
      kind: 'finding',
      body: { subject, result: 'conforms', description, visit },
    })),
    {
      atMs: at(10, '16:30'),
      by: INSPECTOR,
      kind: 'visit-end',
      body: {
        visit,
        summary: '三家有组织排放全部达标，与夜间异味对不上。',
        ...fixAt(PARK.lat, PARK.lon, at(10, '16:30')),
      },
    },
    {
      atMs: at(9, '10:00'),
      by: INSPECTOR,
      kind: 'contact',
      body: { way: 'message', reached: true, summary: '告知工业园白天监测全部达标，仍将继续查夜间。' },
    },
  ];
}

function sampler(at: Clock): DemoStep[] {
  return [
    {
      atMs: at(5, '17:00'),
      by: INSPECTOR,
      kind: 'joint-action',
      body: {
        title: '芦湾家园布设自动采样点',
        startedAt: at(5, '15:30'),
        participants: [
          { unit: 'team-2', people: '孙䶮、高远' },
          { unit: 'air', people: '林遥' },
          { unit: 'town-luwan', people: '何㛃' },
          { unit: '芦湾家园居民代表', people: '3 名' },
        ],
        done: '在 5 号楼东侧装自动采样箱一台，公示用途和联系人；居民闻到异味可用手机页面触发采样。',
        result: '居民代表同意点位；样品由大气科每日上午取回送检。',
        ...fixAt(ESTATE.lat, ESTATE.lon, at(5, '17:00')),
      },
    },
    { ...photo(at(5, '16:40'), 'sampler', 'document', ['自动采样箱与触发说明', '']), by: AIR, atMs: at(5, '17:20') },
    {
      atMs: at(3, '09:40'),
      by: AIR,
      kind: 'finding',
      body: {
        subject: '夜间触发样品',
        result: 'unclear',
        description: '前两夜居民触发 4 次，取回 3 罐，时间为 23:52、00:31、01:04，均为东南风。已送检，结果未出。',
        ...fixAt(ESTATE.lat, ESTATE.lon, at(3, '09:40')),
      },
    },
    {
      atMs: at(2, '10:20'),
      by: 'u-hejie',
      kind: 'contact',
      body: { way: 'visit', reached: true, summary: '走访 5 号楼，居民配合触发采样，盼尽快出结果。' },
    },
    {
      atMs: at(1, '11:00'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '特征污染物比对',
        result: 'unclear',
        description: '待实验室结果，与园区各厂原料和排放清单比对后再定下一步。',
      },
    },
  ];
}

/** Without a visit when the name of one is empty. */
function photo(
  atMs: number,
  name: string,
  tag: PhotoTag,
  [caption, visit]: readonly [string, string],
): StepOf<'photo'> {
  const place = name === 'chimneys' ? PARK : ESTATE;
  const body = {
    ...photoFacts(name),
    ...fixAt(place.lat, place.lon, atMs),
    tag,
    caption,
    ...(visit && { visit: refTo(visit) }),
  };
  return { atMs, by: INSPECTOR, kind: 'photo', photo: name, body };
}
