import type { BodyByKind, CorrectionBody } from '#domain/case/bodies.ts';
import { correctionOf } from '#domain/case/case-records.ts';
import type { CaseRecord, CaseState } from '#domain/case/case-state.ts';
import { audioFacts, audioValuesOf, emptyAudio, type AudioValues } from '#app/features/record/audio-form.ts';
import {
  contactBody,
  contactProblems,
  contactValuesOf,
  emptyContact,
  type ContactValues,
} from '#app/features/record/contact-form.ts';
import {
  emptyFinding,
  findingBody,
  findingProblems,
  findingValuesOf,
  type FindingValues,
} from '#app/features/record/finding-form.ts';
import { found, isBlank, type Problems } from '#app/features/record/form-problems.ts';
import {
  emptyJoint,
  jointBody,
  jointProblems,
  jointValuesOf,
  type JointValues,
} from '#app/features/record/joint-form.ts';
import { noiseBody, noiseProblems, type NoiseContext } from '#app/features/measure/noise-form.ts';
import { emptyNoise, NO_INSTRUMENTS, noiseValuesOf, type NoiseValues } from '#app/features/measure/noise-values.ts';
import { emptyPhoto, photoValuesOf, photoWords, type PhotoValues } from '#app/features/record/photo-form.ts';
import { recordText } from '#app/text/record.ts';

/** Kinds whose contents have a form of their own, and can be put right in it. */
export const REPLACEABLE = ['finding', 'noise-reading', 'joint-action', 'contact', 'photo', 'audio-note'] as const;
export type Replaceable = (typeof REPLACEABLE)[number];

export interface CorrectionValues {
  mode: 'replace' | 'withdraw';
  reason: string;
  finding: FindingValues;
  noise: NoiseValues;
  joint: JointValues;
  contact: ContactValues;
  photo: PhotoValues;
  audio: AudioValues;
}

export function replaceableKind(record: CaseRecord): Replaceable | null {
  return REPLACEABLE.find((kind) => kind === record.kind && record.body !== null) ?? null;
}

/** The form as the record stands now: with an earlier correction, if there was one. */
export function correctionValues(record: CaseRecord, state: CaseState): CorrectionValues {
  const kind = replaceableKind(record);
  const body = correctionOf(state, record.id)?.body?.body ?? record.body;
  const bodyOf = <K extends Replaceable>(wanted: K): BodyByKind[K] | null =>
    kind === wanted ? (body as unknown as BodyByKind[K]) : null;
  const [finding, noise, joint, contact, photo, audio] = [
    bodyOf('finding'),
    bodyOf('noise-reading'),
    bodyOf('joint-action'),
    bodyOf('contact'),
    bodyOf('photo'),
    bodyOf('audio-note'),
  ];
  return {
    mode: kind ? 'replace' : 'withdraw',
    reason: '',
    finding: finding ? findingValuesOf(finding) : emptyFinding(),
    noise: noise ? noiseValuesOf(noise) : emptyNoise(0, NO_INSTRUMENTS),
    joint: joint ? jointValuesOf(joint) : emptyJoint(0, null),
    contact: contact ? contactValuesOf(contact) : emptyContact(),
    photo: photo ? photoValuesOf(photo) : emptyPhoto(),
    audio: audio ? audioValuesOf(audio) : emptyAudio(),
  };
}

export function correctionProblems(values: CorrectionValues, kind: Replaceable | null): Problems {
  const reason = found({ reason: isBlank(values.reason) ? recordText.needReason : undefined });
  return values.mode === 'withdraw' ? reason : { ...reason, ...contentProblems(values, kind) };
}

/** What was not on the form (position, visit, fields of a newer app) stays as it was. */
export function correctionBody(values: CorrectionValues, record: CaseRecord, context: NoiseContext): CorrectionBody {
  const kind = replaceableKind(record);
  const body =
    values.mode === 'replace' && kind
      ? { ...record.body, ...contentBody(values, { kind, record, context }) }
      : undefined;
  return { target: record.id, reason: values.reason.trim(), body };
}

function contentProblems(values: CorrectionValues, kind: Replaceable | null): Problems {
  switch (kind) {
    case 'finding':
      return findingProblems(values.finding);
    case 'noise-reading':
      return noiseProblems(values.noise);
    case 'joint-action':
      return jointProblems(values.joint);
    case 'contact':
      return contactProblems(values.contact);
    case 'photo':
    case 'audio-note':
    case null:
      return {};
  }
}

interface Corrected {
  readonly kind: Replaceable;
  readonly record: CaseRecord;
  readonly context: NoiseContext;
}

function contentBody(values: CorrectionValues, { kind, record, context }: Corrected): object {
  switch (kind) {
    case 'finding':
      return findingBody(values.finding);
    case 'noise-reading':
      return correctedReading(noiseBody(values.noise, context), record.body as unknown as BodyByKind['noise-reading']);
    case 'joint-action':
      return jointBody(values.joint);
    case 'contact':
      return contactBody(values.contact);
    case 'photo':
      return photoWords(values.photo);
    case 'audio-note':
      return audioFacts(values.audio);
  }
}

/** Judged anew. The meter's own record of the background is not on the form. */
function correctedReading(
  reading: BodyByKind['noise-reading'],
  { background: first }: BodyByKind['noise-reading'],
): BodyByKind['noise-reading'] {
  const { background } = reading;
  return { ...reading, background: background && { ...first, ...background } };
}
