import { TemplateHandler } from 'easy-template-x';
import type { Db } from '../db/sqlite/open-database.ts';
import type { TemplateData } from 'easy-template-x';
import type { TemplateKind, TemplateVersion } from '#protocol/documents.ts';
import { placeholdersOf } from './placeholders.ts';

export interface NewTemplate {
  readonly kind: TemplateKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly by: string;
}

export type TemplateFault = { readonly unknown: readonly string[] } | 'not-a-document';

/** What of a template cannot be filled: placeholders nobody knows, by name; or a file that is no Word document. null: all is well. */
export async function templateFault(kind: TemplateKind, bytes: Uint8Array): Promise<TemplateFault | null> {
  try {
    const tags = await new TemplateHandler().parseTags(Buffer.from(bytes));
    const known = placeholdersOf(kind);
    const unknown = [...new Set(tags.map(({ name }) => name.trim()))].filter(
      (name) => name !== '' && !known.includes(name),
    );
    return unknown.length > 0 ? { unknown } : null;
  } catch {
    return 'not-a-document';
  }
}

/** A template and the words of a document; what people wrote goes in as text, and line breaks stay. */
export async function fillTemplate(bytes: Uint8Array, values: object): Promise<Uint8Array> {
  return new Uint8Array(await new TemplateHandler().process(Buffer.from(bytes), values as TemplateData));
}

export async function addTemplate(db: Db, { kind, fileName, bytes, at, by }: NewTemplate): Promise<TemplateVersion> {
  return db.transaction().execute(async (tx) => {
    const last = await tx
      .selectFrom('document_template')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('kind', '=', kind)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    await tx
      .insertInto('document_template')
      .values({ kind, version, file_name: fileName, bytes: Buffer.from(bytes), at, by })
      .execute();
    return { kind, version, fileName, at, by };
  });
}

/** Every version, newest first. */
export async function listTemplates(db: Db): Promise<readonly TemplateVersion[]> {
  const rows = await db
    .selectFrom('document_template')
    .select(['kind', 'version', 'file_name', 'at', 'by'])
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ kind, version, file_name: fileName, at, by }) => ({
    kind: kind as TemplateKind,
    version,
    fileName,
    at,
    by,
  }));
}

/** The bytes of a version, or of the one in force. */
export async function templateBytes(db: Db, kind: string, version: number | null): Promise<Uint8Array | null> {
  const rows = db.selectFrom('document_template').select('bytes').where('kind', '=', kind).orderBy('version', 'desc');
  const row = await (version === null ? rows : rows.where('version', '=', version)).limit(1).executeTakeFirst();
  return row ? new Uint8Array(row.bytes) : null;
}
