/** How far a citation has been read: [V] in the law's text, [V2] in a quotation, [K] known in the field, to be confirmed by the bureau. */
export type Mark = 'V' | 'V2' | 'K';

/** A rule that orders are based on, in force between two days (YYYY-MM-DD, both included). */
export interface Provision {
  readonly id: string;
  /** What the case is about: the chip it is chosen by. */
  readonly matter: string;
  /** The provision broken, as cited. */
  readonly violated: string;
  /** The provision the order rests on, as cited. */
  readonly basis: string;
  /** What follows when it is not obeyed, in the law's figures. */
  readonly consequence: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly mark: Mark;
}

const CODE_FROM = '2026-08-15';
const CODE = '《中华人民共和国生态环境法典》';

/**
 * Shipped; a bureau's own take their place (`BureauProfile.provisions`). The Code repealed the laws before it on 2026-08-15 (art. 1242). Who
 * is competent for social-life noise is what the local government designated: the bureau checks that before it signs.
 */
export const SHIPPED_PROVISIONS: readonly Provision[] = [
  {
    id: 'catering-noise',
    matter: '餐饮噪声',
    violated: `${CODE}第五百九十条至第五百九十二条`,
    basis: `${CODE}第一千一百八十九条`,
    consequence: '处五千元以上五万元以下的罚款；拒不改正的，处五万元以上二十万元以下的罚款，并可以依法责令停业。',
    validFrom: CODE_FROM,
    mark: 'V',
  },
  {
    id: 'industrial-noise',
    matter: '工业噪声',
    violated: `${CODE}关于工业噪声排放标准`,
    basis: `${CODE}第一千一百零七条`,
    consequence: '处二万元以上二十万元以下的罚款。',
    validFrom: CODE_FROM,
    mark: 'K',
  },
  {
    id: 'catering-fumes',
    matter: '餐饮油烟',
    violated: `${CODE}第二百五十条`,
    basis: `${CODE}第一千一百三十二条`,
    consequence: '处五千元以上五万元以下的罚款。',
    validFrom: CODE_FROM,
    mark: 'V',
  },
  {
    id: 'odour',
    matter: '恶臭异味',
    violated: `${CODE}第二百四十九条`,
    basis: `${CODE}第一千一百三十条第八项`,
    consequence: '处一万元以上十万元以下的罚款；拒不改正的，依法责令停工整治或者停业整治。',
    validFrom: CODE_FROM,
    mark: 'V',
  },
  {
    id: 'catering-noise-2022',
    matter: '餐饮噪声',
    violated: '《中华人民共和国噪声污染防治法》第六十一条',
    basis: '《中华人民共和国噪声污染防治法》第八十一条',
    consequence: '拒不改正的，处五万元以上二十万元以下的罚款，并可以报经有批准权的人民政府批准，责令停业。',
    validFrom: '2022-06-05',
    validTo: '2026-08-14',
    mark: 'K',
  },
  {
    id: 'catering-fumes-2018',
    matter: '餐饮油烟',
    violated: '《中华人民共和国大气污染防治法》第八十一条第一款',
    basis: '《中华人民共和国大气污染防治法》第一百一十八条第一款',
    consequence: '处五千元以上五万元以下的罚款；拒不改正的，责令停业整治。',
    validFrom: '2018-10-26',
    validTo: '2026-08-14',
    mark: 'K',
  },
];

/** Those in force on the day of the act: a repealed law is never cited for what came after it, nor the Code for what came before. */
export function provisionsOn(day: string, provisions: readonly Provision[]): readonly Provision[] {
  return provisions.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo));
}
