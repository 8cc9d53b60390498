import type { PhotoTag } from '#domain/photo/photo.ts';
import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import { judge, shownOf } from '#domain/noise/judge.ts';
import { SHIPPED_NOISE_RULES } from '#domain/noise/shipped-rules/shipped-noise-rules.ts';
import { hashOfReference } from '#domain/reference/shipped.ts';
import { demoPair } from './instruments.ts';
import { photoFacts } from './demo-photos.ts';
import { dayClock, fixAt, orderNoAt, orderStep, refTo } from './story.ts';
import type { DemoCase, DemoStep, StepOf } from './story.ts';

const LAT = 39.72848;
const LON = 116.07312;
const ADDRESS = '青石桥街道槐安街 18 号“川味小馆”后厨，紧邻槐安里小区 3 号楼';
const INSPECTOR = 'u-wangfang';

interface Complaint {
  readonly number: number;
  readonly urgency: 'ordinary' | 'complex';
  readonly channel: string;
  readonly matter: string;
}

/** Restaurant noise: repeated complaints, orders to rectify, silent stoves bought, and no gas pipe to run them. Stops where it is stuck. */
export function restaurantStory(nowMs: number): DemoCase {
  const at = dayClock(nowMs);
  return {
    key: 'story-restaurant',
    steps: [...firstCalls(at), ...firstVisit(at), ...recheck(at), ...stuck(at)].sort((a, b) => a.atMs - b.atMs),
  };
}

type Clock = ReturnType<typeof dayClock>;

function complaint(atMs: number, { number, ...order }: Complaint): StepOf<'order'> {
  return orderStep({
    ...order,
    atMs,
    orderNo: orderNoAt(atMs, number),
    category: '噪声',
    detail: '社会生活噪声·餐饮',
    address: ADDRESS,
    township: '青石桥街道',
    position: { lat: LAT, lon: LON, datum: 'WGS84' },
    caller: number === 9003 ? { name: '司徒阿䶮', phone: '19900007702' } : { name: '林小满', phone: '19900007701' },
  });
}

function photo(
  atMs: number,
  name: string,
  tag: PhotoTag,
  [caption, visit]: readonly [string, string],
): StepOf<'photo'> {
  const body = { ...photoFacts(name), ...fixAt(LAT, LON, atMs), tag, caption, visit: refTo(visit) };
  return { atMs, by: INSPECTOR, kind: 'photo', photo: name, body };
}

const METER = { meterNo: 'SLM-0117（演示）', calibratorNo: 'CAL-0042（演示）', calibrationBeforeTenths: 938 } as const;

const JUDGED_AS = {
  regime: 'social',
  pointKind: 'boundary',
  zone: '2',
  zoneFrom: 'map',
  isSteady: true,
  way: 'typed',
} as const satisfies Partial<NoiseReadingBody>;

type Measured = Pick<
  NoiseReadingBody,
  'point' | 'laeqTenths' | 'lmaxTenths' | 'backgroundTenths' | 'sourceState' | 'compares'
>;

function reading(atMs: number, visit: string, measured: Measured): StepOf<'noise-reading'> {
  const measuredBy: NoiseReadingBody = {
    ...measured,
    ...METER,
    ...demoPair(atMs),
    ...JUDGED_AS,
    ...fixAt(LAT, LON, atMs),
    calibrationAfterTenths: 937,
    startedAt: atMs - 120_000,
    durationS: 60,
    period: 'night',
    weather: 'clear',
    windTenthsMS: 14,
    visit: refTo(visit),
  };
  const judgement = shownOf(judge(measuredBy, SHIPPED_NOISE_RULES, atMs), hashOfReference(SHIPPED_NOISE_RULES));
  const body = { ...measuredBy, judgement };
  return { atMs, by: INSPECTOR, kind: 'noise-reading', body };
}

function firstCalls(at: Clock): DemoStep[] {
  return [
    complaint(at(13, '21:40'), {
      number: 9001,
      urgency: 'complex',
      channel: '电话',
      matter:
        '楼下饭馆的排风机每天从上午十点响到夜里十一点，卧室窗户关着也嗡嗡响，老人血压高睡不着。之前打过两次，安静几天又响。',
    }),
    {
      atMs: at(12, '08:35'),
      by: 'u-zhaomin',
      kind: 'assign',
      body: { unit: 'team-1', person: INSPECTOR, note: '同一地址今年第三次投诉，请夜间测。' },
    },
    { atMs: at(12, '08:52'), by: INSPECTOR, kind: 'accept', body: {} },
    {
      atMs: at(12, '09:20'),
      by: INSPECTOR,
      kind: 'contact',
      body: { way: 'phone', reached: true, summary: '已联系，约定今晚营业高峰到现场。来电人希望不透露住址。' },
    },
    complaint(at(9, '22:15'), {
      number: 9002,
      urgency: 'complex',
      channel: '电话',
      matter: '还是那家饭馆，说要整改，昨晚照样响到十一点。请问到底什么时候能解决？',
    }),
    {
      atMs: at(8, '10:05'),
      by: INSPECTOR,
      kind: 'contact',
      body: { way: 'phone', reached: true, summary: '说明整改期限和已提的两项要求，来电人表示先等隔声罩装好。' },
    },
  ];
}

function firstVisit(at: Clock): DemoStep[] {
  const visit = refTo('visit-1');
  return [
    {
      atMs: at(12, '22:05'),
      by: INSPECTOR,
      kind: 'visit-start',
      ref: 'visit-1',
      body: { companions: ['u-chenyu'], ...fixAt(LAT, LON, at(12, '22:05')) },
    },
    photo(at(12, '22:09'), 'restaurant-night', 'overview', ['夜间营业，后厨上方即居民楼', 'visit-1']),
    photo(at(12, '22:14'), 'blower', 'source', ['外墙离心风机，无减振、无隔声，距 3 号楼窗户约 9 米', 'visit-1']),
    photo(at(12, '22:16'), 'nameplate', 'nameplate', ['风机铭牌', 'visit-1']),
    {
      atMs: at(12, '22:20'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '排风机',
        result: 'violates',
        description: '离心风机直接装在外墙，底座无减振，风管无消声，距居民窗户约 9 米。',
        demand: '十五日内加装隔声罩和减振垫，风管加消声器。',
        visit,
      },
    },
    photo(at(12, '22:24'), 'stove', 'source', ['后厨两台猛火灶，鼓风机噪声明显', 'visit-1']),
    {
      atMs: at(12, '22:27'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '猛火灶',
        result: 'violates',
        description: '两台鼓风式猛火灶，开火时后门外轰鸣声明显，门未关。',
        demand: '更换为静音灶，营业时关闭后门。',
        visit,
      },
    },
    photo(at(12, '22:33'), 'meter', 'sensitive-point', ['1# 点读数 58.4 dB(A)', 'visit-1']),
    {
      ...reading(at(12, '22:34'), 'visit-1', {
        point: '1# 厂界外 1 m',
        laeqTenths: 584,
        lmaxTenths: 617,
        backgroundTenths: 486,
        sourceState: '风机、两台猛火灶均开启',
      }),
      ref: 'reading-1',
    },
    {
      atMs: at(12, '22:58'),
      by: INSPECTOR,
      kind: 'visit-end',
      body: {
        visit,
        summary: '2 类区夜间限值 50 dB(A)，修正后仍超标。当场提出两项整改要求，店方无异议并签字。',
        ...fixAt(LAT, LON, at(12, '22:58')),
      },
    },
  ];
}

function recheck(at: Clock): DemoStep[] {
  const visit = refTo('visit-2');
  const wrong = reading(at(6, '22:20'), 'visit-2', {
    point: '1# 厂界外 1 m',
    laeqTenths: 531,
    lmaxTenths: 566,
    backgroundTenths: 487,
    sourceState: '风机开启，一台猛火灶开启',
    compares: refTo('reading-1'),
  });
  return [
    {
      atMs: at(6, '22:05'),
      by: INSPECTOR,
      kind: 'visit-start',
      ref: 'visit-2',
      body: { companions: ['u-chenyu'], note: '复查', ...fixAt(LAT, LON, at(6, '22:05')) },
    },
    photo(at(6, '22:10'), 'blower-cover', 'after', ['风机已加隔声罩，进排风口为消声百叶', 'visit-2']),
    {
      atMs: at(6, '22:12'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '排风机',
        result: 'conforms',
        description: '已加装隔声罩、减振垫和消声百叶，与要求一致。',
        visit,
      },
    },
    { ...wrong, ref: 'reading-2' },
    {
      atMs: at(6, '22:41'),
      by: INSPECTOR,
      kind: 'correction',
      body: {
        target: refTo('reading-2'),
        reason: '背景值抄错一位，仪器显示 47.8。',
        body: { ...wrong.body, backgroundTenths: 478 },
      },
    },
    photo(at(6, '22:30'), 'stove-no-pipe', 'document', [
      '静音灶已到货未开箱；墙上燃气接口是空的，管道未通到后厨',
      'visit-2',
    ]),
    {
      atMs: at(6, '22:33'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '静音灶',
        result: 'unclear',
        description: '店方已购两台静音灶，但静音灶须用管道天然气，后厨没有燃气管道，无法安装，仍在用瓶装气猛火灶。',
        demand: '一周内向燃气公司提出接入申请，并报送回执。',
        visit,
      },
    },
    {
      atMs: at(6, '22:50'),
      by: INSPECTOR,
      kind: 'visit-end',
      body: {
        visit,
        summary: '风机已改好，噪声降了五分贝，夜间仍略超；剩下的卡在燃气管道。',
        ...fixAt(LAT, LON, at(6, '22:50')),
      },
    },
  ];
}

function stuck(at: Clock): DemoStep[] {
  return [
    complaint(at(5, '20:50'), {
      number: 9003,
      urgency: 'complex',
      channel: '网络',
      matter: '风机好一些了，但炒菜轰轰的声音还在，孩子写作业都静不下心。听说是没通燃气，那就一直这样吗？',
    }),
    {
      atMs: at(5, '21:30'),
      by: 'u-zhaomin',
      kind: 'assign',
      body: { unit: 'team-1', person: INSPECTOR, note: '又有邻居来电，请会同街道核实燃气问题。' },
    },
    { atMs: at(4, '08:40'), by: INSPECTOR, kind: 'accept', body: {} },
    jointPhoto(at(4, '15:12')),
    {
      atMs: at(4, '15:40'),
      by: INSPECTOR,
      kind: 'joint-action',
      body: {
        title: '川味小馆燃气接入现场核实',
        startedAt: at(4, '15:00'),
        participants: [
          { unit: 'team-1', people: '王芳、陈宇' },
          { unit: 'town-qingshiqiao', people: '李强' },
          { unit: '云溪燃气公司（虚构）', people: '客服与管线人员各 1 名' },
        ],
        done: '核对管线图，最近的中压管在街对面，距后厨约 60 米，需破路；店方已于前一日提交申请。',
        result: '燃气公司答复破路须先办占道手续，排期未定；街道表示可协助办理，但需要上级部门出面协调时间。',
        ...fixAt(LAT, LON, at(4, '15:40')),
      },
    },
    {
      atMs: at(3, '09:10'),
      by: 'u-liqiang',
      kind: 'contact',
      body: { way: 'visit', reached: true, summary: '入户走访 3 号楼两户，居民理解风机已改，但要求明确灶具的时间表。' },
    },
    complaint(at(2, '21:20'), {
      number: 9004,
      urgency: 'ordinary',
      channel: '电话',
      matter: '第四次反映川味小馆噪声。各个部门都来看过，就是没有一个时间。请领导过问。',
    }),
    {
      atMs: at(1, '09:30'),
      by: INSPECTOR,
      kind: 'contact',
      body: { way: 'phone', reached: true, summary: '如实说明卡在燃气管道、排期未定，来电人不满意，要求局领导答复。' },
    },
    {
      atMs: at(1, '16:20'),
      by: INSPECTOR,
      kind: 'finding',
      body: {
        subject: '燃气接入（受阻）',
        result: 'unclear',
        description:
          '缺燃气管道：占道手续和施工排期都未落实，静音灶无法启用，整改停滞。本队和街道无权协调，建议局领导出面。',
        demand: '过渡期内 22 时后停用猛火灶。',
      },
    },
  ];
}

function jointPhoto(atMs: number): StepOf<'photo'> {
  const { visit: _visit, ...body } = photo(atMs, 'joint-action', 'overview', [
    '会同街道、燃气公司现场核实',
    'none',
  ]).body;
  return { atMs, by: INSPECTOR, kind: 'photo', photo: 'joint-action', body };
}
