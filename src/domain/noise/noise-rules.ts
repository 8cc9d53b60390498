/** 噪声限值与判定规则 as data, with edition, clause and dates. Filled in by `shipped-rules.ts`. */
export interface NoiseRules {
  readonly standards: readonly NoiseStandard[];
}

/** One edition of one standard. */
export interface NoiseStandard {
  /** As cited: `GB 22337-2008`. */
  readonly code: string;
}

export const SHIPPED_NOISE_RULES: NoiseRules = { standards: [] };
