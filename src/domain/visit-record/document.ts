import type { JsonObject } from '../kernel/json.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256OfText } from '../kernel/sha256.ts';

/** One line of the head: 被检查单位, 检查地点 … */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A numbered statement of a document: what is read aloud, signed, and altered one at a time. */
export interface Statement {
  /** 1, 2, 3 … through the whole document. */
  readonly no: number;
  readonly text: string;
  /** Ids of the entries it rests on. */
  readonly from?: readonly string[] | undefined;
}

export interface DocumentSection {
  readonly title: string;
  readonly statements: readonly Statement[];
}

/** A document as it stood when it was signed. Chinese, whatever language the screen speaks: it is the bureau's paper. */
export interface RecordDocument {
  readonly v: 1;
  readonly title: string;
  /** 文书编号; empty where the kind has none. */
  readonly number: string;
  readonly bureau: string;
  readonly facts: readonly Fact[];
  readonly sections: readonly DocumentSection[];
}

/** Sections before their statements are numbered. */
export interface DraftSection {
  readonly title: string;
  readonly statements: readonly Omit<Statement, 'no'>[];
}

export function numbered(sections: readonly DraftSection[]): readonly DocumentSection[] {
  let no = 0;
  return sections
    .filter(({ statements }) => statements.length > 0)
    .map(({ title, statements }) => ({ title, statements: statements.map((one) => ({ no: ++no, ...one })) }));
}

export function statementsOf(document: RecordDocument): readonly Statement[] {
  return document.sections.flatMap(({ statements }) => statements);
}

/** The document in plain words, line by line: what the party reads or hears. */
export function textOf(document: RecordDocument): string {
  const { bureau, title, number, facts, sections } = document;
  const lines = [bureau, title, number, ...facts.map(({ label, value }) => `${label}：${value}`)];
  for (const section of sections) {
    lines.push(section.title, ...section.statements.map(({ no, text }) => `${String(no)}. ${text}`));
  }
  return lines.filter((line) => line !== '').join('\n');
}

/**
 * What a signature is bound to: SHA-256, hex, of the document's canonical JSON. Every word, number and place in it counts, and the entries
 * it rests on.
 */
export function hashOfDocument(document: RecordDocument): string {
  return sha256OfText(canonicalJson(JSON.parse(JSON.stringify(document)) as JsonObject));
}

/** As people compare it: four groups of four of the hash's beginning. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ');
}
