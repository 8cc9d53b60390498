import type { ChecklistBody } from '../checklist/checklist-body.ts';
import type { NoiseReadingBody } from '../noise/reading.ts';
import type {
  DeliveryReceiptBody,
  RecordAmendmentBody,
  RectificationOrderBody,
  VisitRecordBody,
} from '../visit-record/bodies.ts';
import type { OrderBody } from './order.ts';
import type { Placed } from './placed.ts';
import type { AudioNoteBody } from '../photo/audio-note.ts';
import type { PhotoMarksBody } from '../photo/marks.ts';
import type { PhotoBody } from '../photo/photo.ts';
import type { PhotoShareBody } from '../photo/share.ts';

export interface AssignBody {
  readonly unit: string;
  readonly person?: string | undefined;
  readonly note?: string | undefined;
}

export interface AcceptBody {
  readonly note?: string | undefined;
}

export interface ReturnBody {
  readonly reason: string;
}

export interface VisitStartBody extends Placed {
  /** Person ids of colleagues on site; an inspection takes two officers. */
  readonly companions: readonly string[];
  readonly note?: string | undefined;
}

export interface VisitEndBody extends Placed {
  /** Entry id of the visit's start. */
  readonly visit: string;
  readonly summary?: string | undefined;
}

export type FindingResult = 'conforms' | 'violates' | 'unclear';

export interface FindingBody extends Placed {
  /** What was looked at: 风机, 油烟净化器 … */
  readonly subject: string;
  readonly result: FindingResult;
  readonly description: string;
  /** What was asked of the party on the spot. */
  readonly demand?: string | undefined;
  readonly visit?: string | undefined;
}

export interface Participant {
  readonly unit: string;
  /** Names as written down; people of other bodies have no account here. */
  readonly people: string;
}

export interface JointActionBody extends Placed {
  readonly title: string;
  readonly startedAt: number;
  readonly participants: readonly Participant[];
  readonly done: string;
  readonly result: string;
}

export type ContactWay = 'phone' | 'visit' | 'message';

export interface ContactBody {
  readonly way: ContactWay;
  readonly reached: boolean;
  readonly summary: string;
}

export interface CorrectionBody {
  /** Entry id of what is corrected. */
  readonly target: string;
  readonly reason: string;
  /** The whole body as it should have been; absent = the record is withdrawn. */
  readonly body?: object | undefined;
}

export interface CloseBody {
  readonly result: string;
  /** Reply to the caller in plain words. */
  readonly reply?: string | undefined;
}

/** Written by the server alone, on the word of two people. */
export interface EraseBody {
  /** Entry id of the record whose words go; corrections of it go with it. */
  readonly target: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly confirmedBy: string;
}

/** Every kind of entry this version writes, with its body. Kinds it does not know are kept and passed on unchanged (I20). */
export interface BodyByKind {
  readonly order: OrderBody;
  readonly assign: AssignBody;
  readonly accept: AcceptBody;
  readonly return: ReturnBody;
  readonly 'visit-start': VisitStartBody;
  readonly 'visit-end': VisitEndBody;
  readonly finding: FindingBody;
  readonly checklist: ChecklistBody;
  readonly 'noise-reading': NoiseReadingBody;
  readonly photo: PhotoBody;
  readonly 'photo-marks': PhotoMarksBody;
  readonly 'photo-share': PhotoShareBody;
  readonly 'audio-note': AudioNoteBody;
  readonly 'joint-action': JointActionBody;
  readonly contact: ContactBody;
  readonly correction: CorrectionBody;
  readonly close: CloseBody;
  readonly erase: EraseBody;
  readonly 'visit-record': VisitRecordBody;
  readonly 'record-amendment': RecordAmendmentBody;
  readonly 'rectification-order': RectificationOrderBody;
  readonly 'delivery-receipt': DeliveryReceiptBody;
}

export type Kind = keyof BodyByKind;

/** Decisions carry a precondition and can be refused; everything else is an observation and always stands. */
export const DECISION_KINDS: ReadonlySet<string> = new Set([
  'order',
  'assign',
  'accept',
  'return',
  'close',
  'erase',
] satisfies Kind[]);

/** Version of each kind's body; raised when its meaning changes. */
export const KIND_VERSIONS: Readonly<Record<Kind, number>> = {
  order: 1,
  assign: 1,
  accept: 1,
  return: 1,
  'visit-start': 1,
  'visit-end': 1,
  finding: 1,
  checklist: 1,
  'noise-reading': 1,
  photo: 1,
  'photo-marks': 1,
  'photo-share': 1,
  'audio-note': 1,
  'joint-action': 1,
  contact: 1,
  correction: 1,
  close: 1,
  erase: 1,
  'visit-record': 1,
  'record-amendment': 1,
  'rectification-order': 1,
  'delivery-receipt': 1,
};

/** Signed on glass: never corrected. A visit record is altered by amendments, anything else is made anew. */
export const SIGNED_KINDS: ReadonlySet<string> = new Set([
  'visit-record',
  'record-amendment',
  'rectification-order',
  'delivery-receipt',
] satisfies Kind[]);

export function isKnownKind(kind: string): kind is Kind {
  return Object.hasOwn(KIND_VERSIONS, kind);
}

/** Whether this build can read such a body. What a newer app wrote is kept and passed on, and its body is nobody's to interpret here. */
export function isKnownShape(kind: string, kindV: number): boolean {
  return isKnownKind(kind) && kindV <= KIND_VERSIONS[kind];
}
