import type { TownshipId } from './people.ts';
import type { Random } from './random.ts';
import type { Spot } from './district.ts';
import type { DemoCase, DemoStep, StepOf } from './story.ts';
import type { Topic } from './topics.ts';
import { callerOf } from './callers.ts';
import { spotIn, townshipName } from './district.ts';
import { historyOf } from './history.ts';
import { DEMO_TOWNSHIPS } from './people.ts';
import { randomOf } from './random.ts';
import { odourStory } from './story-odour.ts';
import { restaurantStory } from './story-restaurant.ts';
import { dayClock, orderNoAt, orderStep } from './story.ts';
import { EFFECTS, NIGHT_WISHES, OTHER_EFFECTS, TOPICS, WHEN_BY_HOUR, WISHES } from './topics.ts';

/** Cases around the two stories; with repeated calls, about 300 orders. */
const CASES = 274;
const DAYS = 30;
const DAY_MS = 86_400_000;
const REPEAT_SHARE = 0.09;

const STREETS = [
  '槐安街',
  '溪桥路',
  '望松路',
  '听泉巷',
  '梧林大街',
  '柳岸东路',
  '云水街',
  '石盘路',
  '桑园北街',
  '白鹭路',
  '双槐街',
  '东陂大街',
  '芦湾路',
  '野渡街',
  '云台中路',
  '兰亭巷',
  '春和路',
  '清荷街',
  '南塘路',
  '北坡街',
];
const ESTATES = [
  '兰溪里',
  '松韵家园',
  '云水居',
  '梧桐苑',
  '听荷园',
  '柳浪新村',
  '望山里',
  '泉景嘉园',
  '桑榆小区',
  '双槐新居',
  '芦花苑',
  '鹭鸣家园',
  '青石佳苑',
  '晴川里',
];

/** Everything the demo district starts with. The same for the same `nowMs`. */
export function demoCases(nowMs: number): readonly DemoCase[] {
  const random = randomOf('orders');
  const ordinary = Array.from({ length: CASES }, (_, index) => ordinaryCase(index, nowMs, random));
  return [restaurantStory(nowMs), odourStory(nowMs), ...ordinary];
}

function ordinaryCase(index: number, nowMs: number, random: Random): DemoCase {
  const topic = random.weighted(TOPICS.map((each) => [each, each.share] as const));
  const township = random.weighted(
    DEMO_TOWNSHIPS.map(({ id }, at): readonly [TownshipId, number] => [id, at < 6 ? 3 : 1.4]),
  );
  const spot = spotIn(township, random);
  const atMs = timeOf(topic, nowMs, random);
  const address = addressIn(township, random);
  const order = orderOf({ topic, township, spot, address, atMs, number: index * 2 + 1 }, random);
  const key = `order-${String(index + 1).padStart(3, '0')}`;
  const history = historyOf({ order, topic, township, spot, key, nowMs }, random);
  const repeat = random.chance(REPEAT_SHARE)
    ? repeatOf({ topic, township, spot, address, atMs, number: index * 2 + 2 }, order, random)
    : [];
  const steps: DemoStep[] = [order, ...history, ...repeat.filter((each) => each.atMs < nowMs)];
  return { key, steps: steps.sort((a, b) => a.atMs - b.atMs) };
}

interface Place {
  readonly topic: Topic;
  readonly township: TownshipId;
  readonly spot: Spot;
  readonly address: string;
  readonly atMs: number;
  readonly number: number;
}

function orderOf(place: Place, random: Random): StepOf<'order'> {
  const { topic, township, spot, address, atMs, number } = place;
  return orderStep({
    atMs,
    orderNo: orderNoAt(atMs, number),
    category: topic.category,
    detail: topic.detail,
    matter: matterOf(topic, atMs, random),
    address,
    township: townshipName(township),
    position: { ...spot, datum: 'WGS84' },
    channel: random.weighted([
      ['电话', 84.9],
      ['网络', 7.2],
      ['微信', 7.3],
      ['其他', 0.6],
    ]),
    urgency: random.weighted([
      ['ordinary', 93],
      ['complex', 6],
      ['utility', 1],
    ]),
    caller: random.chance(0.93) ? callerOf(random) : undefined,
  });
}

/** The same person again, days later. */
function repeatOf(place: Place, first: StepOf<'order'>, random: Random): StepOf<'order'>[] {
  const atMs = place.atMs + Math.round(random.between(2, 9) * DAY_MS);
  const again = orderOf({ ...place, atMs }, random);
  const opening = random.pick([
    '之前反映过，又来了。',
    '第二次反映同一个问题。',
    '上次处理后好了几天。',
    '还是那件事。',
  ]);
  return [{ ...again, body: { ...again.body, matter: opening + again.body.matter }, caller: first.caller }];
}

/** Newer days have more orders, so that there is work on the desk. */
function timeOf(topic: Topic, nowMs: number, random: Random): number {
  const daysAgo = Math.floor(DAYS * random.next() ** 1.35);
  const minutes = Math.floor(random.between(topic.hours[0], topic.hours[1]) * 60);
  const atMs = dayClock(nowMs)(daysAgo, '0:00') + minutes * 60_000 + random.int(0, 59) * 1000;
  return atMs < nowMs ? atMs : atMs - Math.ceil((atMs - nowMs + 1) / DAY_MS) * DAY_MS;
}

function addressIn(township: TownshipId, random: Random): string {
  const street = `${townshipName(township)}${random.pick(STREETS)} ${random.int(1, 188)} 号`;
  return random.chance(0.7) ? `${street}${random.pick(ESTATES)} ${random.int(1, 24)} 号楼` : street;
}

function matterOf(topic: Topic, atMs: number, random: Random): string {
  const hour = new Date(atMs + 8 * 3_600_000).getUTCHours();
  const words = WHEN_BY_HOUR.find(([until]) => hour < until)?.[1] ?? ['经常'];
  const what = random
    .pick(topic.texts)
    .replace('{place}', random.pick(topic.places))
    .replace('{when}', random.pick(words));
  const wishes = hour >= 20 || hour < 6 ? NIGHT_WISHES : WISHES;
  return `${what}。${random.pick(EFFECTS[topic.category] ?? OTHER_EFFECTS)}${random.pick(wishes)}`;
}
