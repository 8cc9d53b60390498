import { renderSVG } from 'uqr';
import type { Piece } from '#domain/visit-record/altered-words.ts';
import type { Signature, SignerRole } from '#domain/visit-record/signature.ts';
import { chineseDateTime } from '#domain/visit-record/chinese-time.ts';
import { svgOf } from '#domain/visit-record/signature.ts';

/** A signature as the templates print it. */
export interface PrintedSignature {
  readonly role: string;
  readonly name: string;
  readonly when: string;
  /** Drawn from the strokes. */
  readonly svg: string;
}

/** What every template finds in `data`, apart from its own. */
export interface PaperHead {
  readonly title: string;
  readonly number: string;
  readonly bureau: string;
  readonly foot: string;
  /** YYYY-MM-DD: of what is reported, not of the printing. */
  readonly dated: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly hash: string;
  readonly hashLabel: string;
  readonly hashMore: string;
  readonly qr: string;
}

export interface PrintedStatement {
  readonly no: string;
  readonly pieces: readonly Piece[];
  readonly amendments: readonly {
    readonly when: string;
    readonly pieces: readonly Piece[];
    readonly reason: string;
    readonly signatures: readonly PrintedSignature[];
  }[];
}

const ROLE_WORDS: Readonly<Record<SignerRole, string>> = {
  officer: '检查人员',
  party: '当事人（现场负责人）',
  witness: '见证人',
  recorder: '记录人',
  receiver: '受送达人',
};

export function printedSignature({ role, name, signedAt, strokes }: Signature, as?: string): PrintedSignature {
  return { role: as ?? ROLE_WORDS[role], name, when: chineseDateTime(signedAt), svg: svgOf(strokes) };
}

/** What leads from the paper back to the record: its entry and the hash of its text. */
export function qrOf(entry: string, hash: string): string {
  return renderSVG(`JIBAN ${entry}\nSHA-256 ${hash}`, { ecc: 'M', border: 0 });
}

/** Label and value; nothing written is a dash, as in a form. */
export function printedFacts(facts: readonly (readonly [string, string])[]): PaperHead['facts'] {
  return facts.map(([label, value]) => ({ label, value: value.trim() || '—' }));
}
