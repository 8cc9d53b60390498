import type { Condition, ConditionName, Verification } from '../noise-rules.ts';

interface Known {
  readonly effect: Condition['effect'];
  readonly value: number | null;
  readonly status: Verification;
  readonly source: string;
}

/** What the emission standards of 2008 ask alike; only the numbers of their clauses differ. */
const KNOWN: Readonly<Record<ConditionName, Known>> = {
  drift: { effect: 'void', value: 5, status: 'quoted', source: '0.5 dB 见实际记录表；超过即无效为通行理解' },
  certificate: { effect: 'void', value: null, status: 'common', source: '检定合格并在有效期内，通行理解' },
  'meter-class': { effect: 'void', value: 350, status: 'quoted', source: '35 dB 以下用 1 级仪器，二次引用' },
  weather: {
    effect: 'void',
    value: null,
    status: 'common',
    source: '无雨雪、无雷电；确需测量的须注明措施，由本局核定',
  },
  wind: { effect: 'void', value: 50, status: 'common', source: '风速 5 m/s 以下' },
  'source-state': { effect: 'warn', value: null, status: 'quoted', source: '正常工作时间测量并注明工况' },
  'near-building': { effect: 'void', value: null, status: 'quoted', source: '边界距敏感建筑物不足 1 m 须在室内测' },
  'windows-open': { effect: 'void', value: null, status: 'quoted', source: '室内测空气传声，受影响方向窗户开启' },
  'windows-closed': { effect: 'void', value: null, status: 'quoted', source: '结构传声，窗户关闭，室内其他声源关闭' },
  'steady-duration': { effect: 'void', value: 60, status: 'quoted', source: '稳态噪声测 1 min 等效声级' },
  'unsteady-duration': {
    effect: 'warn',
    value: 60,
    status: 'quoted',
    source: '非稳态噪声测有代表性时段，必要时测整个正常工作时段',
  },
  'background-duration': { effect: 'warn', value: null, status: 'quoted', source: '背景与声源测量时间长度相同' },
};

type Change = Partial<Omit<Condition, 'name' | 'clause'>>;

/** Each condition with the clause it has in this standard; a standard that knows one differently says how. */
export function conditions(
  clauses: Partial<Readonly<Record<ConditionName, string>>>,
  changes: Partial<Readonly<Record<ConditionName, Change>>> = {},
): readonly Condition[] {
  return (Object.entries(clauses) as [ConditionName, string][]).map(([name, clause]) => ({
    name,
    clause,
    ...KNOWN[name],
    ...changes[name],
  }));
}

/** GB 22337-2008 and GB 12348-2008 have the same chapter 5. */
export const CLAUSES_OF_2008 = {
  drift: '5.1.2',
  certificate: '5.1.2',
  'meter-class': '5.1.1',
  weather: '5.2.1',
  wind: '5.2.1',
  'source-state': '5.2.2',
  'windows-open': '5.3.3.3',
  'windows-closed': '5.3.3.4',
  'steady-duration': '5.4.2',
  'unsteady-duration': '5.4.3',
  'background-duration': '5.5.2',
} as const satisfies Partial<Record<ConditionName, string>>;
