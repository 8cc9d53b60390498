/** 执法证号: who may inspect, by person id. An inspection takes two of them (行政处罚法 art. 42). */
export interface OfficerRegister {
  readonly officers: readonly Officer[];
}

export interface Officer {
  /** Person id. */
  readonly person: string;
  readonly certificateNo: string;
  /** Last day of validity, YYYY-MM-DD; absent when the certificate names none. */
  readonly validTo?: string | undefined;
}

export const SHIPPED_OFFICERS: OfficerRegister = { officers: [] };
