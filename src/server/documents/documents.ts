import type { CaseState } from '#domain/case/case-state.ts';
import type { Manuscript, Typesetter } from './typesetter.ts';
import type { PaperSources } from './paper-sources.ts';
import type { Services } from '../http/context.ts';
import type { Standing, Visit } from '#domain/visit-record/visit-items.ts';
import type { CaseDocument } from '#protocol/documents.ts';
import { documentName, isTemplateKind } from '#protocol/documents.ts';
import { fillTemplate, listTemplates, templateBytes } from './word-templates.ts';
import { deliveryPaper } from './delivery-paper.ts';
import { itemsOf, standingOf, visitsOf } from '#domain/visit-record/visit-items.ts';
import { monitoringPaper } from './monitoring-paper.ts';
import { orderPaper, visitRecordPaper } from './signed-papers.ts';
import { paperSources } from './paper-sources.ts';
import { photoFiles } from './photo-files.ts';
import { photoPaper } from './photo-paper.ts';
import { placeholderValues } from './placeholders.ts';

export interface DocumentFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const PDF_TYPE = 'application/pdf';
export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Setter = Pick<Services, 'db' | 'blobs' | 'typesetter'>;

/** A document that can be printed now, and how. */
interface Printable {
  readonly about: CaseDocument;
  readonly write: (sources: PaperSources, setter: Setter) => Manuscript | Promise<Manuscript>;
}

/** What can be printed of a case, in the order of a file: record, readings, photos, orders, receipts; signed ones also in the bureau's Word. */
export async function listDocuments({ db }: Pick<Services, 'db'>, state: CaseState): Promise<readonly CaseDocument[]> {
  const templates = new Set((await listTemplates(db)).map(({ kind }) => kind));
  return printables(state).flatMap(({ about }) =>
    isTemplateKind(about.kind) && templates.has(about.kind) ? [about, { ...about, name: asWord(about.name) }] : [about],
  );
}

/** @returns null when the case has no such document; throws NoChineseFontError */
export async function renderDocument(setter: Setter, state: CaseState, name: string): Promise<DocumentFile | null> {
  const found = printables(state).find(({ about }) => about.name === name || asWord(about.name) === name);
  if (!found) return null;
  if (found.about.name !== name) return wordFile(setter, state, found.about);
  const bytes = setter.typesetter.pdf(await found.write(await paperSources(setter, state), setter));
  return { fileName: name, mediaType: PDF_TYPE, bytes };
}

async function wordFile({ db }: Setter, state: CaseState, { kind, name, entry }: CaseDocument) {
  if (!isTemplateKind(kind) || entry === null) return null;
  const template = await templateBytes(db, kind, null);
  const values = placeholderValues(state, kind, entry);
  if (!template || !values) return null;
  return { fileName: asWord(name), mediaType: WORD_TYPE, bytes: await fillTemplate(template, values) };
}

function asWord(name: string): string {
  return name.replace(/\.pdf$/, '.docx');
}

/** Every document of the case as it goes into the evidence package. throws NoChineseFontError */
export async function documentsOf(setter: Setter, state: CaseState): Promise<readonly DocumentFile[]> {
  const sources = await paperSources(setter, state);
  const files: DocumentFile[] = [];
  for (const { about, write } of printables(state)) {
    const bytes = setter.typesetter.pdf(await write(sources, setter));
    files.push({ fileName: about.name, mediaType: PDF_TYPE, bytes });
  }
  return files;
}

function printables(state: CaseState): readonly Printable[] {
  return [
    ...standingOf(state, 'visit-record').map((record) => signed('visit-record', record, visitRecordPaper, state)),
    ...visitsOf(state).flatMap((visit) => monitoring(state, visit)),
    ...photoSheet(state),
    ...standingOf(state, 'rectification-order').map((record) =>
      signed('rectification-order', record, orderPaper, state),
    ),
    ...standingOf(state, 'delivery-receipt').map((record) => signed('delivery-receipt', record, deliveryPaper, state)),
  ];
}

type SignedKind = 'visit-record' | 'rectification-order' | 'delivery-receipt';

function signed<K extends SignedKind>(
  kind: K,
  standing: Standing<K>,
  write: (state: CaseState, standing: Standing<K>) => Manuscript,
  state: CaseState,
): Printable {
  const { id } = standing.record;
  return { about: { kind, name: documentName(kind, id), entry: id }, write: () => write(state, standing) };
}

function monitoring(state: CaseState, visit: Visit): readonly Printable[] {
  const readings = itemsOf(state, visit, 'noise-reading');
  if (readings.length === 0) return [];
  const { id } = visit.start.record;
  const about = { kind: 'monitoring-record', name: documentName('monitoring-record', id), entry: id } as const;
  return [{ about, write: (sources) => monitoringPaper(sources, visit, readings) }];
}

function photoSheet(state: CaseState): readonly Printable[] {
  const photos = standingOf(state, 'photo');
  if (photos.length === 0) return [];
  const write: Printable['write'] = async (sources, { blobs, typesetter }) => {
    const files = await photoFiles(blobs, photos);
    const images = new Map([...files.images].filter(([path, bytes]) => isPrintable(typesetter, path, bytes)));
    const pictures = new Map([...files.pictures].filter(([, { path }]) => images.has(path)));
    return { ...photoPaper(sources, photos, pictures), images };
  };
  return [{ about: { kind: 'photo-sheet', name: 'photo-sheet.pdf', entry: null }, write }];
}

function isPrintable(typesetter: Typesetter, path: string, bytes: Uint8Array): boolean {
  return typesetter.canPrint(path, bytes);
}
