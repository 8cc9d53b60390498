import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { JsonObject } from '#domain/kernel/json.ts';
import type { CaseForm } from '#app/state/places.ts';
import { contactValuesOf, emptyContact } from '#app/features/record/contact-form.ts';
import { emptyFinding, findingValuesOf } from '#app/features/record/finding-form.ts';
import { emptyJoint, jointValuesOf } from '#app/features/record/joint-form.ts';
import { emptyNoise, NO_INSTRUMENTS, noiseValuesOf } from '#app/features/measure/noise-values.ts';

/** Where an entry is written anew, and what its form then holds. */
export interface Replacement {
  readonly form: CaseForm;
  readonly draftKind: Kind;
  readonly values: object;
}

const FORMS: Readonly<Partial<Record<string, CaseForm>>> = {
  finding: 'finding',
  'noise-reading': 'noise',
  'joint-action': 'joint',
  contact: 'contact',
  return: 'return',
  close: 'close',
};

/** Kinds whose words can be put right in a form: a photo cannot. */
export function isReplaceable(kind: string): boolean {
  return kind in FORMS;
}

/** The form with an entry's words in it; what does not fit (it may be why the entry was refused) stays empty. */
export function replacementOf(kind: string, body: JsonObject): Replacement | null {
  const form = FORMS[kind];
  return form ? { form, draftKind: kind as Kind, values: { ...emptyValues(kind), ...fitting(kind, body) } } : null;
}

function fitting(kind: string, body: JsonObject): object {
  try {
    return valuesOf(kind, body);
  } catch {
    // The body lacks what its kind must have.
    return {};
  }
}

function valuesOf(kind: string, body: JsonObject): object {
  const as = <K extends Kind>(): BodyByKind[K] => body as unknown as BodyByKind[K];
  if (kind === 'finding') return findingValuesOf(as<'finding'>());
  if (kind === 'noise-reading') return noiseValuesOf(as<'noise-reading'>());
  if (kind === 'joint-action') return jointValuesOf(as<'joint-action'>());
  if (kind === 'contact') return contactValuesOf(as<'contact'>());
  if (kind === 'close') return { result: as<'close'>().result, reply: as<'close'>().reply ?? '' };
  return { reason: as<'return'>().reason };
}

function emptyValues(kind: string): object {
  if (kind === 'finding') return emptyFinding();
  if (kind === 'noise-reading') return emptyNoise(Date.now(), NO_INSTRUMENTS);
  if (kind === 'joint-action') return emptyJoint(Date.now(), null);
  if (kind === 'contact') return emptyContact();
  return kind === 'close' ? { result: '', reply: '' } : { reason: '' };
}
