import type { NoiseReadingBody } from '#domain/noise/reading.ts';
import type { Random } from './random.ts';
import type { Spot } from './district.ts';
import type { TownshipId } from './people.ts';
import type { DemoStep, StepOf } from './story.ts';
import type { Topic } from './topics.ts';
import { townshipName } from './district.ts';
import { DEMO_PEOPLE } from './people.ts';
import { fixAt, noFix, refTo } from './story.ts';

export interface Opened {
  readonly order: StepOf<'order'>;
  readonly topic: Topic;
  readonly township: TownshipId;
  readonly spot: Spot;
  readonly key: string;
  readonly nowMs: number;
}

interface Handler {
  readonly unit: string;
  /** null for townships nobody of which uses the demo. */
  readonly person: string | null;
}

const HOUR_MS = 3_600_000;
const SUPERVISOR = 'u-zhaomin';
const STUCK_SHARE = 0.08;
const RETURN_SHARE = 0.05;
const RETURN_REASONS = [
  '地点不在本单位辖区，属相邻街乡镇。',
  '属物业服务纠纷，建议转住建部门。',
  '诉求对象为施工单位夜施，应由执法队牵头。',
  '经核实为交通噪声，建议转交通部门。',
];
const REPLIES = [
  '您反映的问题已现场核实，责任方当场整改，我们会继续复查。',
  '已督促整改到位，如再出现请随时拨打热线。',
  '经现场监测未超标，已请对方注意时段，感谢理解。',
  '问题已解决，电话回访您表示认可。',
];
const RESULTS = [
  '现场核实属实，已整改到位。',
  '责令改正，复查合格。',
  '现场未发现，已加密巡查。',
  '协调双方达成一致，当事人满意。',
  '已完成整改，来电人认可。',
];

/** What became of an order by now: a whole handling is told, and cut off at this moment. */
export function historyOf(opened: Opened, random: Random): DemoStep[] {
  const told = handling(opened, random);
  const cut = told.findIndex((step) => step.atMs >= opened.nowMs - 10 * 60_000);
  return cut < 0 ? told : told.slice(0, cut);
}

function handling(opened: Opened, random: Random): DemoStep[] {
  const first = handlerFor(opened, random);
  const assignedMs = daytime(opened.order.atMs + random.between(0.3, 9) * HOUR_MS, random);
  const steps: DemoStep[] = [
    {
      atMs: assignedMs,
      by: SUPERVISOR,
      kind: 'assign',
      body: { unit: first.unit, ...(first.person && random.chance(0.7) && { person: first.person }) },
    },
  ];
  if (first.person === null) return [...steps, ...closedByDesk(opened, assignedMs, random)];
  if (!random.chance(RETURN_SHARE)) return [...steps, ...handledBy(first.person, opened, [assignedMs, random])];
  const returnedMs = daytime(assignedMs + random.between(0.5, 5) * HOUR_MS, random);
  steps.push({ atMs: returnedMs, by: first.person, kind: 'return', body: { reason: random.pick(RETURN_REASONS) } });
  if (random.chance(0.4)) return steps;
  const second = inspector(
    random,
    ['u-wangfang', 'u-chenyu', 'u-sunyan', 'u-gaoyuan'].filter((id) => id !== first.person),
  );
  const againMs = daytime(returnedMs + random.between(0.5, 4) * HOUR_MS, random);
  steps.push({
    atMs: againMs,
    by: SUPERVISOR,
    kind: 'assign',
    body: { unit: second.unit, person: second.person ?? '' },
  });
  return [...steps, ...handledBy(second.person ?? '', opened, [againMs, random])];
}

function handlerFor({ topic, township }: Opened, random: Random): Handler {
  if (random.chance(0.3))
    return { unit: township, person: DEMO_PEOPLE.find((person) => person.unit === township)?.id ?? null };
  if (topic.category === '大气' && random.chance(0.4)) return inspector(random, ['u-linyao']);
  return inspector(random, ['u-wangfang', 'u-chenyu', 'u-sunyan', 'u-gaoyuan']);
}

function inspector(random: Random, ids: readonly string[]): Handler {
  const id = random.pick(ids);
  return { unit: DEMO_PEOPLE.find((person) => person.id === id)?.unit ?? '', person: id };
}

/** Townships without the app report by telephone; the desk closes for them. */
function closedByDesk(opened: Opened, assignedMs: number, random: Random): DemoStep[] {
  if (random.chance(STUCK_SHARE)) return [];
  const atMs = daytime(assignedMs + random.between(1.5, 6) * 24 * HOUR_MS, random);
  const result = `${townshipName(opened.township)}电话报办结：${random.pick(RESULTS)}`;
  return [{ atMs, by: SUPERVISOR, kind: 'close', body: { result, reply: random.pick(REPLIES) } }];
}

function handledBy(person: string, opened: Opened, [assignedMs, random]: readonly [number, Random]): DemoStep[] {
  const acceptedMs = daytime(assignedMs + random.between(0.2, 5) * HOUR_MS, random);
  const contactMs = daytime(acceptedMs + random.between(0.2, 16) * HOUR_MS, random);
  const visitMs = daytime(contactMs + random.between(4, 60) * HOUR_MS, random);
  const reached = random.chance(0.88);
  const steps: DemoStep[] = [
    { atMs: acceptedMs, by: person, kind: 'accept', body: {} },
    {
      atMs: contactMs,
      by: person,
      kind: 'contact',
      body: { way: 'phone', reached, summary: reached ? '已联系，核实地点和时段。' : '两次未接通，已发短信。' },
    },
    ...visit(person, opened, [visitMs, random]),
  ];
  if (random.chance(STUCK_SHARE)) return steps;
  const closedMs = daytime(visitMs + random.between(5, 70) * HOUR_MS, random);
  return [
    ...steps,
    { atMs: closedMs, by: person, kind: 'close', body: { result: random.pick(RESULTS), reply: random.pick(REPLIES) } },
  ];
}

function visit(person: string, { topic, spot, key }: Opened, [startMs, random]: readonly [number, Random]): DemoStep[] {
  const name = `${key}-visit`;
  const [subject, wrong, demand] = topic.finding;
  const violates = random.chance(0.62);
  const unit = DEMO_PEOPLE.find((each) => each.id === person)?.unit;
  const companions = DEMO_PEOPLE.filter((each) => each.unit === unit && each.id !== person).map((each) => each.id);
  const at = (minutes: number) => startMs + minutes * 60_000;
  const placed = (minutes: number) => (random.chance(0.9) ? fixAt(spot.lat, spot.lon, at(minutes)) : noFix('timeout'));
  const finding: DemoStep = {
    atMs: at(9),
    by: person,
    kind: 'finding',
    body: violates
      ? { subject, result: 'violates', description: wrong, demand, visit: refTo(name) }
      : {
          subject,
          result: random.pick(['conforms', 'unclear'] as const),
          description: '检查时未发现反映的情况，周边走访一户居民。',
          visit: refTo(name),
        },
  };
  const measured =
    topic.category === '噪声' && random.chance(0.6) ? [reading(person, at(16), [violates, name, random])] : [];
  return [
    { atMs: at(0), by: person, kind: 'visit-start', ref: name, body: { companions, ...placed(0) } },
    finding,
    ...measured,
    {
      atMs: at(28),
      by: person,
      kind: 'visit-end',
      body: {
        visit: refTo(name),
        summary: violates ? '情况属实，已当场提出要求。' : '未发现，已告知来电人。',
        ...placed(28),
      },
    },
  ];
}

function reading(
  by: string,
  atMs: number,
  [violates, visitName, random]: readonly [boolean, string, Random],
): StepOf<'noise-reading'> {
  const hour = new Date(atMs + 8 * HOUR_MS).getUTCHours();
  const isNight = hour >= 22 || hour < 6;
  const limitTenths = isNight ? 500 : 600;
  const laeqTenths = limitTenths + (violates ? random.int(12, 90) : -random.int(15, 80));
  const body: NoiseReadingBody = {
    point: '1# 厂界外 1 m',
    startedAt: atMs - 120_000,
    durationS: 60,
    period: isNight ? 'night' : 'day',
    laeqTenths,
    lmaxTenths: laeqTenths + random.int(20, 90),
    backgroundTenths: laeqTenths - random.int(35, 110),
    meterNo: 'SLM-0117（演示）',
    calibratorNo: 'CAL-0042（演示）',
    calibrationBeforeTenths: 938,
    calibrationAfterTenths: 938 - random.int(0, 2),
    weather: random.pick(['clear', 'cloudy', 'overcast']),
    windTenthsMS: random.int(3, 38),
    sourceState: violates ? '正常营业，设备开启' : '设备开启，低负荷',
    visit: refTo(visitName),
  };
  return { atMs, by, kind: 'noise-reading', body };
}

/** Work is done between 8 and 22 o'clock; what would fall into the night waits for the morning. */
function daytime(atMs: number, random: Random): number {
  const hour = new Date(atMs + 8 * HOUR_MS).getUTCHours();
  const waitHours = hour < 8 ? 8 - hour : hour >= 22 ? 32 - hour : 0;
  return Math.round(atMs + (waitHours + (waitHours > 0 ? random.next() : 0)) * HOUR_MS);
}
