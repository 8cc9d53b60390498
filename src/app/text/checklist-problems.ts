import type { ChecklistProblem, ProblemCode, ProblemParams } from '#domain/checklist/problem.ts';
import { t } from '#app/text/locale.svelte.ts';
import { messages, type MessageWith } from '#app/text/messages.ts';

type Params = ProblemParams;

/** What the author wrote, as it stands in the cell. */
const q = (p: Params, name: string): string => String(p[name] ?? '');

/** What is wrong with a cell, and what to do. The place is said beside it. */
const WORDS: Readonly<Record<ProblemCode, MessageWith<Params>>> = {
  'sheet-missing': { zh: () => '缺少这张工作表。', en: () => 'This sheet is missing.' },
  'sheet-unknown': { zh: () => '不认识这张工作表。', en: () => 'This sheet is not known.' },
  'column-missing': {
    zh: (p) => `缺少“${q(p, 'column')}”列。`,
    en: (p) => `The column “${q(p, 'column')}” is missing.`,
  },
  'column-duplicate': {
    zh: (p) => `“${q(p, 'column')}”列出现了两次，请删掉一列。`,
    en: (p) => `The column “${q(p, 'column')}” stands twice. Delete one.`,
  },
  'column-unknown': {
    zh: (p) => `不认识“${q(p, 'column')}”列。`,
    en: (p) => `The column “${q(p, 'column')}” is not known.`,
  },
  'column-unsupported': {
    zh: (p) => `“${q(p, 'column')}”列在别的软件里有用，这里还不支持。请清空或删掉这一列。`,
    en: (p) =>
      `The column “${q(p, 'column')}” means something elsewhere, but is not supported here. Empty or delete it.`,
  },
  'language-unknown': {
    zh: (p) => `只支持中文 (zh) 和 English (en)，没有“${q(p, 'language')}”。`,
    en: (p) => `Only 中文 (zh) and English (en) are shown, not “${q(p, 'language')}”.`,
  },
  'cell-error': {
    zh: (p) => `单元格是错误值或没算完的公式（${q(p, 'value')}）。请改成文字。`,
    en: (p) => `The cell shows an error or a formula that was never calculated (${q(p, 'value')}). Put plain text.`,
  },
  'cell-not-for-type': {
    zh: (p) => `“${q(p, 'type')}”这种题不用“${q(p, 'column')}”列，请清空这一格。`,
    en: (p) => `A row of type “${q(p, 'type')}” has no use for “${q(p, 'column')}”. Empty this cell.`,
  },
  'needs-column': {
    zh: (p) => `填了“${q(p, 'column')}”，还要填“${q(p, 'other')}”。`,
    en: (p) => `“${q(p, 'column')}” needs “${q(p, 'other')}” as well.`,
  },
  'value-not-allowed': {
    zh: (p) => `这里不能填“${q(p, 'value')}”，可以填：${q(p, 'allowed')}。`,
    en: (p) => `“${q(p, 'value')}” cannot stand here; allowed: ${q(p, 'allowed')}.`,
  },
  'too-long': {
    zh: (p) => `太长了，最多 ${q(p, 'max')} 个字。`,
    en: (p) => `Too long: at most ${q(p, 'max')} characters.`,
  },
  'too-many': { zh: (p) => `太多了，最多 ${q(p, 'max')} 行。`, en: (p) => `Too many: at most ${q(p, 'max')} rows.` },
  'type-missing': { zh: () => '这一行没有写题型（type）。', en: () => 'This row has no type.' },
  'type-unknown': { zh: (p) => `不认识题型“${q(p, 'type')}”。`, en: (p) => `The type “${q(p, 'type')}” is not known.` },
  'type-unsupported': {
    zh: (p) => `题型“${q(p, 'type')}”这里还不支持。照片请在检查项的 ee::photo 列写 yes。`,
    en: (p) =>
      `The type “${q(p, 'type')}” is not supported here. For photos write yes under ee::photo of a check item.`,
  },
  'name-missing': { zh: () => '缺少名称（name）。', en: () => 'The name is missing.' },
  'name-invalid': {
    zh: (p) => `名称“${q(p, 'name')}”要以英文字母开头，只用字母、数字、- 和 _。`,
    en: (p) => `The name “${q(p, 'name')}” must begin with a letter and have letters, digits, - and _ only.`,
  },
  'name-duplicate': {
    zh: (p) => `名称“${q(p, 'name')}”用了两次${p['first'] === undefined ? '' : `，第一次在第 ${q(p, 'first')} 行`}。`,
    en: (p) =>
      `The name “${q(p, 'name')}” stands twice${p['first'] === undefined ? '' : `, first in row ${q(p, 'first')}`}.`,
  },
  'label-missing': { zh: () => '没有中文题目（label）。', en: () => 'There is no Chinese label.' },
  'list-missing': {
    zh: (p) => `选择题要写明选项表，例如“${q(p, 'type')} 选项表名”。`,
    en: (p) => `A choice needs its list: “${q(p, 'type')} name-of-list”.`,
  },
  'list-unknown': {
    zh: (p) => `choices 表里没有“${q(p, 'list')}”这个选项表。`,
    en: (p) => `There is no list “${q(p, 'list')}” on the sheet choices.`,
  },
  'list-name-missing': { zh: () => '没有写属于哪个选项表（list_name）。', en: () => 'The list_name is missing.' },
  'check-list-choices': {
    zh: (p) => `符合、不符合的选项表只能有 conforms、violates、na，不能有“${q(p, 'name')}”。`,
    en: (p) => `A list with conforms and violates may only have na besides, not “${q(p, 'name')}”.`,
  },
  'choice-unknown': {
    zh: (p) => `选项表“${q(p, 'list')}”里没有“${q(p, 'choice')}”，这个条件永远不成立。`,
    en: (p) => `The list “${q(p, 'list')}” has no “${q(p, 'choice')}”: this can never hold.`,
  },
  'default-invalid': {
    zh: (p) => `默认值“${q(p, 'value')}”不是这道题（${q(p, 'type')}）的答案。`,
    en: (p) => `The default “${q(p, 'value')}” is no answer to this question (${q(p, 'type')}).`,
  },
  'group-unclosed': {
    zh: (p) => `分组“${q(p, 'name')}”没有结束，缺少 end_group。`,
    en: (p) => `The group “${q(p, 'name')}” does not end: end_group is missing.`,
  },
  'group-unopened': { zh: () => '这里结束了一个没有开始的分组。', en: () => 'This ends a group that never began.' },
  'group-empty': { zh: (p) => `分组“${q(p, 'name')}”里没有题目。`, en: (p) => `The group “${q(p, 'name')}” is empty.` },
  'group-too-deep': {
    zh: (p) => `分组套得太深，最多 ${q(p, 'max')} 层。`,
    en: (p) => `Groups within groups: at most ${q(p, 'max')} deep.`,
  },
  'no-questions': { zh: () => '一道题也没有。', en: () => 'There is no question.' },
  'setting-missing': { zh: (p) => `没有填“${q(p, 'column')}”。`, en: (p) => `“${q(p, 'column')}” is empty.` },
  'setting-invalid': {
    zh: (p) => `“${q(p, 'column')}”不能是“${q(p, 'value')}”。编号用字母、数字、-；默认语言是中文 (zh)。`,
    en: (p) =>
      `“${q(p, 'column')}” cannot be “${q(p, 'value')}”. An id has letters, digits and -; the default language is 中文 (zh).`,
  },
  'settings-more-rows': { zh: () => 'settings 只能有一行内容。', en: () => 'The sheet settings has one row only.' },
  'expression-syntax': {
    zh: (p) =>
      `条件写法不对，${q(p, 'near') === '' ? '没有写完' : `问题在第 ${q(p, 'at')} 个字符“${q(p, 'near')}”附近`}。`,
    en: (p) =>
      `This cannot be read: ${q(p, 'near') === '' ? 'it ends too early' : `look at character ${q(p, 'at')}, “${q(p, 'near')}”`}.`,
  },
  'expression-character': {
    zh: (p) => `第 ${q(p, 'at')} 个字符“${q(p, 'character')}”不能用在条件里。`,
    en: (p) => `Character ${q(p, 'at')}, “${q(p, 'character')}”, has no place here.`,
  },
  'expression-too-long': {
    zh: (p) => `条件太长或括号套得太深（最多 ${q(p, 'max')} 个字符）。请用 calculate 分成几步。`,
    en: (p) => `Too long or too deep (at most ${q(p, 'max')} characters). Split it with calculate rows.`,
  },
  'function-unknown': {
    zh: (p) => `不认识函数“${q(p, 'name')}”。`,
    en: (p) => `The function “${q(p, 'name')}” is not known.`,
  },
  'function-arguments': {
    zh: (p) =>
      `函数“${q(p, 'name')}”的参数有 ${q(p, 'count')} 个，应为 ${q(p, 'least')}${p['least'] === p['most'] ? '' : ` 到 ${q(p, 'most')}`} 个。`,
    en: (p) =>
      `The function “${q(p, 'name')}” has ${q(p, 'count')} arguments and takes ${q(p, 'least')}${p['least'] === p['most'] ? '' : ` to ${q(p, 'most')}`}.`,
  },
  'self-outside-constraint': {
    zh: () => '“.”只能用在 constraint 列，别处请写 ${名称}。',
    en: () => '“.” is for the column constraint only; elsewhere write ${name}.',
  },
  'ref-unknown': {
    zh: (p) => `没有名称是“${q(p, 'name')}”的题目。`,
    en: (p) => `There is no question named “${q(p, 'name')}”.`,
  },
  'ref-no-answer': {
    zh: (p) => `“${q(p, 'name')}”是说明文字，没有答案可用。`,
    en: (p) => `“${q(p, 'name')}” is a note and has no answer.`,
  },
  cycle: {
    zh: (p) => `互相依赖，没有尽头：${q(p, 'names')}。`,
    en: (p) => `These depend on each other in a circle: ${q(p, 'names')}.`,
  },
};

const text = messages({
  suggestion: { zh: (p: { meant: string }) => `是不是“${p.meant}”？`, en: (p) => ` Did you mean “${p.meant}”?` },
  place: {
    zh: (p: { sheet: string; row: number; column: string }) =>
      `${p.sheet} 第 ${p.row} 行${p.column === '' ? '' : ` ${p.column} 列`}`,
    en: (p) => `${p.sheet}, row ${p.row}${p.column === '' ? '' : `, column ${p.column}`}`,
  },
  sheet: { zh: (p: { sheet: string }) => `工作表 ${p.sheet}`, en: (p) => `Sheet ${p.sheet}` },
});

/** survey 第 5 行 D 列 */
export function placeOfProblem({ sheet, row, column }: ChecklistProblem): string {
  return row === null ? t(text.sheet, { sheet }) : t(text.place, { sheet, row, column: column ?? '' });
}

export function wordsOfProblem({ code, params }: ChecklistProblem): string {
  const words = t(WORDS[code], params);
  const meant = params['suggestion'];
  return meant === undefined ? words : `${words}${t(text.suggestion, { meant: String(meant) })}`;
}
