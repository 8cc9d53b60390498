import type { BodyByKind, Kind } from '#domain/case/bodies.ts';
import type { IconName } from '#app/ui/icons.ts';
import { judge } from '#domain/noise/judge.ts';
import {
  lengthWords,
  marksWords,
  noteOfPhoto,
  shareWords,
  transcriptWords,
} from '#app/features/evidence/media-words.ts';
import { personName, unitName } from '#app/state/people.svelte.ts';
import { reference } from '#app/state/reference.svelte.ts';
import { caseText, kindWords } from '#app/text/case.ts';
import { evidenceText, findingResultWords, photoTagWords, weatherWords } from '#app/text/evidence.ts';
import { formatDecibels, formatDuration, formatWhen } from '#app/text/format.ts';
import { erasureText } from '#app/text/erasure.ts';
import { t } from '#app/text/locale.svelte.ts';
import { checklistWords } from '#app/text/checklist-words.ts';
import { measureText } from '#app/text/measure.ts';
import { contactWayWords, recordText } from '#app/text/record.ts';
import { verdictLine } from '#app/text/verdict-line.ts';
import { deliveryWayWords, refusalWords, signedText } from '#app/text/signed.ts';

const kindIcons: Readonly<Record<Kind, IconName>> = {
  order: 'phone',
  assign: 'send',
  accept: 'check',
  return: 'undo',
  'visit-start': 'pin',
  'visit-end': 'flag',
  finding: 'clipboard-check',
  checklist: 'list',
  'noise-reading': 'sound',
  photo: 'camera',
  'photo-marks': 'edit',
  'photo-share': 'external',
  'audio-note': 'microphone',
  'joint-action': 'handshake',
  contact: 'phone',
  correction: 'edit',
  close: 'check-circle',
  erase: 'trash',
  'visit-record': 'receipt',
  'record-amendment': 'edit',
  'rectification-order': 'flag',
  'delivery-receipt': 'send',
};

/** A record in words, as lines under its heading. `lead` is what one looks for first. */
export interface RecordLines {
  readonly lead: string;
  readonly lines: readonly string[];
}

type Writer<K extends Kind> = (body: BodyByKind[K], nowMs: number) => RecordLines;

const writers: { readonly [K in Kind]: Writer<K> } = {
  order: (body) => ({ lead: body.category, lines: [`${t(caseText.orderNo)} ${body.orderNo} · ${body.channel}`] }),
  assign: (body) => ({ lead: holderWords(body.unit, body.person ?? null), lines: present([body.note]) }),
  accept: (body) => ({ lead: body.note ?? '', lines: [] }),
  return: (body) => ({ lead: body.reason, lines: [] }),
  'visit-start': (body) => ({
    lead: body.companions.length > 0 ? `${t(caseText.companions)}：${body.companions.map(nameOf).join('、')}` : '',
    lines: present([body.note]),
  }),
  'visit-end': (body) => ({ lead: body.summary ?? '', lines: [] }),
  finding: (body) => ({
    lead: `${body.subject}：${t(findingResultWords[body.result])}`,
    lines: present([body.description, body.demand && `${t(evidenceText.demand)}：${body.demand}`]),
  }),
  checklist: (body) => checklistWords(body),
  'noise-reading': noiseLines,
  photo: (body) => ({
    lead: present([body.tag && t(photoTagWords[body.tag]), body.caption]).join(' · '),
    lines: present([noteOfPhoto(body)]),
  }),
  'photo-marks': (body) => ({ lead: marksWords(body), lines: [] }),
  'photo-share': (body) => ({ lead: `${body.recipient} · ${body.purpose}`, lines: [shareWords(body)] }),
  'audio-note': (body) => ({
    lead: present([lengthWords(body), body.caption]).join(' · '),
    lines: [transcriptWords(body)],
  }),
  'joint-action': jointLines,
  contact: (body) => ({
    lead: `${t(contactWayWords[body.way])} · ${t(body.reached ? recordText.reachedYes : recordText.reachedNo)}`,
    lines: present([body.summary]),
  }),
  correction: (body) => ({ lead: t(caseText.correctionReason, { reason: body.reason }), lines: [] }),
  erase: (body) => ({
    lead: body.reason,
    lines: [t(erasureText.onWord, { asked: nameOf(body.askedBy), confirmed: nameOf(body.confirmedBy) })],
  }),
  'visit-record': visitRecordLines,
  'record-amendment': (body) => ({
    lead: t(signedText.amendedStatement, { no: body.statement }),
    lines: [`${body.before} → ${body.after}`, t(caseText.correctionReason, { reason: body.reason })],
  }),
  'rectification-order': (body) => ({
    lead: `${body.number} ${body.partyName}`,
    lines: body.measures.map(({ what, by }) => t(signedText.measureBy, { what, by })),
  }),
  'delivery-receipt': (body) => ({
    lead: `${t(deliveryWayWords[body.way])} · ${body.receiver}`,
    lines: present([body.relation, body.note]),
  }),
  close: (body) => ({ lead: body.result, lines: present([body.reply && `${t(recordText.reply)}：${body.reply}`]) }),
};

export function linesOf(kind: string, body: object, nowMs: number): RecordLines {
  const write = Object.hasOwn(writers, kind) ? (writers[kind as Kind] as Writer<never>) : undefined;
  return write ? write(body as never, nowMs) : { lead: t(caseText.unknownKind), lines: [] };
}

export function titleOfKind(kind: string): string {
  const words = Object.hasOwn(kindWords, kind) ? kindWords[kind] : undefined;
  return words ? t(words) : t(caseText.unknownKind);
}

export function iconOfKind(kind: string): IconName {
  return Object.hasOwn(kindIcons, kind) ? kindIcons[kind as Kind] : 'info';
}

/** 执法一队 · 王芳 */
export function holderWords(unit: string, person: string | null): string {
  return present([unitName(unit), person === null ? '' : personName(person)]).join(' · ');
}

/** 王芳 · 执法一队; the hotline's own entries are the server's. */
export function authorWords(actor: string, unit: string | undefined): string {
  if (actor === 'system') return t(caseText.system);
  return present([nameOf(actor), unit && unitName(unit)]).join(' · ');
}

function nameOf(person: string): string {
  return personName(person) || t(caseText.someone);
}

function visitRecordLines({ signatures, refusal }: BodyByKind['visit-record']): RecordLines {
  const signed = signatures.map(({ name }) => name).join('、');
  return {
    lead: t(signedText.signedBy, { names: signed }),
    lines: refusal ? [`${t(refusalWords[refusal.how])}：${refusal.reason}`] : [],
  };
}

function noiseLines(body: BodyByKind['noise-reading'], nowMs: number): RecordLines {
  const period = t(body.period === 'day' ? evidenceText.day : evidenceText.night);
  const others = present([
    body.lmaxTenths !== undefined && `${t(evidenceText.max)} ${formatDecibels(body.lmaxTenths)}`,
    body.backgroundTenths !== undefined && `${t(evidenceText.background)} ${formatDecibels(body.backgroundTenths)}`,
  ]);
  const wind = t(evidenceText.wind, { speed: (body.windTenthsMS / 10).toFixed(1) });
  return {
    lead: `${body.point}：LAeq ${formatDecibels(body.laeqTenths)}（${period}）`,
    lines: present([
      // Readings of older builds do not say whose noise it was: a line that says so under each would be noise itself.
      body.regime && verdictLine(judge(body, reference('noise-rules').body, nowMs)),
      others.join(' · '),
      `${formatWhen(body.startedAt, nowMs)} · ${secondsWords(body.durationS)}`,
      `${t(weatherWords[body.weather])} · ${wind}`,
      body.sourceState,
      `${body.meterNo} · ${body.calibratorNo}`,
      body.way === 'simulator' && t(measureText.simulated),
    ]),
  };
}

function jointLines(body: BodyByKind['joint-action']): RecordLines {
  const who = body.participants.map(({ unit, people }) => present([unitName(unit) || unit, people]).join(' '));
  return {
    lead: body.title,
    lines: present([
      `${t(evidenceText.participants)}：${who.join('、')}`,
      body.done && `${t(evidenceText.done)}：${body.done}`,
      body.result && `${t(evidenceText.result)}：${body.result}`,
    ]),
  };
}

/** `formatDuration` stops at minutes; a reading may last 30 seconds. */
function secondsWords(seconds: number): string {
  return seconds < 60 ? t(evidenceText.seconds, { seconds }) : formatDuration(seconds * 1000);
}

function present(parts: readonly (string | false | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '');
}
