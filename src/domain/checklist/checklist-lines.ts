import type { ChecklistAnswer, ChecklistBody } from './checklist-body.ts';
import { violationsOf } from './checklist-body.ts';

/**
 * A filled checklist as sentences of the visit record, violations first. Facts alone: no clause and no conclusion of law stands in a record of
 * what was seen (生态环境行政处罚办法 art. 28). Needs no form: the body has its words.
 */
export function checklistLines(body: ChecklistBody): readonly string[] {
  const { counts } = body;
  const checked = counts.conforms + counts.violates + counts.na;
  const head =
    checked === 0
      ? `填写《${body.title.zh}》。`
      : `按《${body.title.zh}》检查 ${checked} 项：符合 ${counts.conforms} 项，不符合 ${counts.violates} 项，不适用 ${counts.na} 项。`;
  const conforming = body.answers.filter(({ result }) => result === 'conforms').map(({ label }) => label.zh);
  return [
    head,
    ...violationsOf(body).map((answer, at) => `不符合 ${at + 1}：${sentence(foundIn(answer))}`),
    ...(conforming.length > 0 ? [sentence(`符合：${conforming.join('；')}`)] : []),
    ...body.answers.filter(({ result }) => !result).map(({ label, shown }) => sentence(`${label.zh}：${shown.zh}`)),
  ];
}

/** What was asked of the party on the spot, item by item. */
export function checklistDemands(body: ChecklistBody): readonly string[] {
  return violationsOf(body).flatMap(({ demand }) => (demand === undefined ? [] : [sentence(demand)]));
}

/** The description alone where there is one: the label says what should be, which reads as if it were. */
function foundIn({ label, description }: ChecklistAnswer): string {
  return description ?? `「${label.zh}」不符合`;
}

function sentence(text: string): string {
  return /[。！？.!?]$/.test(text) ? text : `${text}。`;
}
