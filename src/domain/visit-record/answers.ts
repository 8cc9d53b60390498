/** 当事人. */
export interface Party {
  readonly name: string;
  /** 统一社会信用代码, or the identity number of a person. */
  readonly creditCode: string;
  readonly address: string;
  readonly legalRepresentative: string;
}

/** 现场负责人 or whoever was there. */
export interface OnSite {
  readonly name: string;
  readonly job: string;
  readonly phone: string;
  /** To the case: 店长, 法定代表人本人, 员工 … */
  readonly relation: string;
}

export interface RecordOfficer {
  /** Person id. */
  readonly person: string;
  readonly name: string;
  /** Empty when neither the register nor anybody gave it. */
  readonly certificateNo: string;
  /** Last day, YYYY-MM-DD. */
  readonly validTo?: string | undefined;
}

/** What a visit record says beyond what the visit recorded. Most of it is filled in before anybody touches it. */
export interface RecordAnswers {
  readonly caseNo: string;
  readonly party: Party;
  readonly onSite: OnSite;
  readonly officers: readonly RecordOfficer[];
  readonly recorder: string;
  readonly place: string;
  readonly weather: string;
  /** ms; null while nobody has said when it ended. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The certificates were shown before anything else. */
  readonly isCertificateShown: boolean;
  /** Recusal and the duty to cooperate were told. */
  readonly isToldOfRights: boolean;
  /** The party's answer to the question of recusal. */
  readonly recusal: string;
  /** What the entries do not say. One statement a line. */
  readonly more: string;
  readonly opinion: string;
}

/** 以上笔录属实: what stands when the party has nothing else to say. */
export const USUAL_OPINION = '以上笔录属实，无异议。';
export const NO_RECUSAL = '不申请回避。';
