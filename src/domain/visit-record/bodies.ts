import type { RecordDocument } from './document.ts';
import type { Signature } from './signature.ts';

/** Why the party's signature is missing; others present may sign (法释〔2002〕21号 art. 15). */
export interface SignatureRefusal {
  readonly how: 'refused' | 'absent';
  readonly reason: string;
  /** Name of the witness; their signature is among the signatures. Empty when nobody would. */
  readonly witness: string;
}

/** 现场检查（勘察）笔录, frozen with its signatures. What was wrong in it is put right by amendments only. */
export interface VisitRecordBody {
  /** Entry id of the visit's start. */
  readonly visit: string;
  readonly document: RecordDocument;
  /** `hashOfDocument` of `document`: what every signature names. */
  readonly textHash: string;
  readonly signatures: readonly Signature[];
  readonly refusal?: SignatureRefusal | undefined;
  /** Codes of the problems that stood on the screen when it was sealed. */
  readonly warned?: readonly string[] | undefined;
}

/** 更改: words struck through and what stands instead, signed again. */
export interface RecordAmendmentBody {
  /** Entry id of the visit record. */
  readonly record: string;
  readonly statement: number;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  /** `hashOfAmendment`: what the signatures of the amendment name. */
  readonly textHash: string;
  readonly signatures: readonly Signature[];
}

export interface Measure {
  /** What is to be corrected. */
  readonly what: string;
  readonly how: string;
  /** Last day, YYYY-MM-DD. */
  readonly by: string;
}

/** 责令改正违法行为决定书, frozen. */
export interface RectificationOrderBody {
  readonly visit?: string | undefined;
  readonly number: string;
  readonly partyName: string;
  /** Day of the decision, YYYY-MM-DD. */
  readonly issuedOn: string;
  readonly measures: readonly Measure[];
  readonly document: RecordDocument;
  readonly textHash: string;
  /** Of the officers; the seal is put on paper. */
  readonly signatures: readonly Signature[];
}

export type DeliveryWay = 'direct' | 'left' | 'mail' | 'electronic';

/** 送达回证. */
export interface DeliveryReceiptBody {
  /** Entry id of the document that was delivered. */
  readonly target: string;
  /** Its text as delivered. */
  readonly textHash: string;
  readonly way: DeliveryWay;
  readonly receiver: string;
  /** 本人, 同住成年家属, 法定代表人, 收发人员 … */
  readonly relation: string;
  readonly deliveredAt: number;
  readonly note?: string | undefined;
  /** Where it went electronically. Only with consent, which is signed on the same glass (行政处罚法 art. 61). */
  readonly address?: string | undefined;
  readonly consent?: Signature | undefined;
  readonly signatures: readonly Signature[];
}
