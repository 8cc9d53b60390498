import type { Urgency } from '#domain/case/order.ts';

const HOUR_MS = 3_600_000;
const STANDARD = 'DB11/T 2021-2022';

/** Feedback within, from the time the order was received (standards §5.2). Calendar time. */
const FEEDBACK_WITHIN_MS: Readonly<Record<Urgency, number>> = {
  emergency: 2 * HOUR_MS,
  utility: 24 * HOUR_MS,
  ordinary: 7 * 24 * HOUR_MS,
  complex: 15 * 24 * HOUR_MS,
};

const URGENCY_WORDS: readonly (readonly [Urgency, RegExp])[] = [
  ['emergency', /特急|紧急|加急|应急|emergency|urgent|critical/i],
  ['complex', /疑难|复杂|重大|complex|hard/i],
  ['ordinary', /普通|一般|平件|常规|正常|ordinary|normal|routine|low|medium/i],
];

const CATEGORY_WORDS: readonly (readonly [Urgency, RegExp])[] = [
  ['emergency', /突发环境|危险化学品泄漏|危化品|爆炸|中毒|emergency|explosion|hazardous spill/i],
  [
    'utility',
    /供水|停水|供电|停电|供气|停气|燃气|供热|供暖|极端天气|water supply|power outage|gas supply|heating|heat\/hot water/i,
  ],
];

export interface Due {
  readonly dueAtMs: number;
  readonly dueRule: string;
}

/** What the order itself says goes first, then what its category is known for. `不紧急` is not urgent. */
export function urgencyOf(urgencyText: string, category: string): Urgency {
  const said = urgencyText.replaceAll(/不紧急|非紧急|不急/g, '一般');
  return match(URGENCY_WORDS, said) ?? match(CATEGORY_WORDS, category) ?? 'ordinary';
}

export function dueByRule(receivedAtMs: number, urgency: Urgency): Due {
  return { dueAtMs: receivedAtMs + FEEDBACK_WITHIN_MS[urgency], dueRule: `${STANDARD} ${urgency}` };
}

function match(words: readonly (readonly [Urgency, RegExp])[], text: string): Urgency | null {
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
