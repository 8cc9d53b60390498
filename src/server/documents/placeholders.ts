import type { CaseState } from '#domain/case/case-state.ts';
import type { RecordDocument } from '#domain/visit-record/document.ts';
import type { Signature } from '#domain/visit-record/signature.ts';
import type { TemplateKind } from '#protocol/documents.ts';
import type { Standing } from '#domain/visit-record/visit-items.ts';
import { amendedSections, amendmentsOf, currentText } from '#domain/visit-record/read-record.ts';
import { chineseDateTime } from '#domain/visit-record/chinese-time.ts';
import { standingOf } from '#domain/visit-record/visit-items.ts';

const COMMON = ['机关名称', '文书名称', '编号', '正文', '条款', '签名', '文本校验码', '记录号'] as const;
/** Inside {#条款}…{/条款} and {#签名}…{/签名}. */
const IN_LOOPS = ['章节', '序号', '内容', '角色', '姓名', '时间'] as const;

const FACTS: Readonly<Record<TemplateKind, readonly string[]>> = {
  'visit-record': [
    ...['工单编号', '检查时间', '检查地点', '被检查单位', '统一社会信用代码', '住所', '法定代表人', '现场负责人'],
    ...['职务', '与案件关系', '联系电话', '检查人员', '记录人', '天气'],
  ],
  'rectification-order': ['当事人', '统一社会信用代码', '住所', '法定代表人'],
};

type Values = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>;

/** Everything a template of the kind may ask for; `docs/documents.md` lists them. */
export function placeholdersOf(kind: TemplateKind): readonly string[] {
  return [...COMMON, ...FACTS[kind], ...IN_LOOPS];
}

/** @returns null when the case has no such signed document */
export function placeholderValues(state: CaseState, kind: TemplateKind, entry: string): Values | null {
  const found: Standing<TemplateKind> | undefined =
    kind === 'visit-record'
      ? standingOf(state, kind).find(({ record }) => record.id === entry)
      : standingOf(state, kind).find(({ record }) => record.id === entry);
  return found ? valuesOf(state, kind, found) : null;
}

function valuesOf(state: CaseState, kind: TemplateKind, { record, body }: Standing<TemplateKind>): Values {
  const { document, textHash, signatures } = body;
  const clauses = amendedSections(document, amendmentsOf(state, record.id)).flatMap(({ title, statements }) =>
    statements.map((statement) => ({ 章节: title, 序号: String(statement.no), 内容: currentText(statement) })),
  );
  return {
    机关名称: document.bureau,
    文书名称: document.title,
    编号: document.number,
    正文: clauses.map(({ 序号, 内容 }) => `${序号}. ${内容}`).join('\n'),
    条款: clauses,
    签名: signatures.map(signed),
    文本校验码: textHash,
    记录号: record.id,
    ...Object.fromEntries(FACTS[kind].map((label) => [label, fact(document, label)])),
  };
}

function signed({ role, name, signedAt }: Signature) {
  const roles = { officer: '检查人员', party: '当事人', witness: '见证人', recorder: '记录人', receiver: '受送达人' };
  return { 角色: roles[role], 姓名: name, 时间: chineseDateTime(signedAt) };
}

/** Labels with a remark in brackets go by the word before it: brackets in a placeholder would be a nuisance to type. */
function fact({ facts }: RecordDocument, label: string): string {
  return facts.find((one) => one.label === label || one.label.startsWith(`${label}（`))?.value ?? '';
}
