import type { ChecklistAnswer, ChecklistBody } from '#domain/checklist/checklist-body.ts';
import type { CheckResult, FormWords } from '#domain/checklist/checklist.ts';
import { violationsOf } from '#domain/checklist/checklist-body.ts';
import { evidenceText } from '#app/text/evidence.ts';
import { locale, t } from '#app/text/locale.svelte.ts';
import { messages, plural, type Message } from '#app/text/messages.ts';

export const checkResultWords: Readonly<Record<CheckResult, Message>> = messages({
  conforms: { zh: '符合', en: 'Conforms' },
  violates: { zh: '不符合', en: 'Violates' },
  na: { zh: '不适用', en: 'Not applicable' },
});

/** On the three buttons of an item, a third of a phone wide with the sign of the answer before them. */
export const checkButtonWords: Readonly<Record<CheckResult, Message>> = messages({
  conforms: { zh: '符合', en: 'Meets' },
  violates: { zh: '不符合', en: 'Fails' },
  na: { zh: '不适用', en: 'N/A' },
});

const text = messages({
  clean: {
    zh: (p: { checked: number }) => `${p.checked} 项，未发现不符合`,
    en: (p) => `${plural(p.checked, 'item', 'items')}, no violation`,
  },
  dirty: {
    zh: (p: { checked: number; violates: number }) => `${p.checked} 项，${p.violates} 项不符合`,
    en: (p) => `${plural(p.checked, 'item', 'items')}, ${plural(p.violates, 'violation', 'violations')}`,
  },
});

/** The author's words in the language of the screen; Chinese where there is no English. */
export function formWords({ zh, en }: FormWords): string {
  return locale.current === 'en' ? (en ?? zh) : zh;
}

/** 餐饮噪声检查表：12 项，2 项不符合 */
export function checklistSummary({ title, counts }: Pick<ChecklistBody, 'title' | 'counts'>): string {
  const checked = counts.conforms + counts.violates + counts.na;
  const words =
    counts.violates > 0 ? t(text.dirty, { checked, violates: counts.violates }) : t(text.clean, { checked });
  return checked === 0 ? formWords(title) : `${formWords(title)}：${words}`;
}

/** A filled form in the timeline: its sum, what is violated, and what was asked beside the check items. */
export function checklistWords(body: ChecklistBody): { readonly lead: string; readonly lines: readonly string[] } {
  // Numbered, and each line once: two items may be violated in the same words.
  const lines = [
    ...violationsOf(body).flatMap((answer, at) => violationLines(answer, at + 1)),
    ...body.answers
      .filter(({ result }) => !result)
      .map(({ label, shown }) => `${formWords(label)}：${formWords(shown)}`),
  ];
  return { lead: checklistSummary(body), lines: [...new Set(lines)] };
}

function violationLines({ label, description, demand }: ChecklistAnswer, number: number): readonly string[] {
  // What was found, where it was written down: the label says what should be, which reads as if it were.
  return [
    `${t(checkResultWords.violates)} ${number}：${description ?? formWords(label)}`,
    ...(demand === undefined ? [] : [`${t(evidenceText.demand)} ${number}：${demand}`]),
  ];
}
