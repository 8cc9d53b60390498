import type { CaseRecord } from '#domain/case/case-state.ts';
import { holderWords } from '#app/features/case/record-lines.ts';
import { personName } from '#app/state/people.svelte.ts';
import { dispatchText } from '#app/text/dispatch.ts';
import { formatWhen } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { refusalReasonWords, reviewReasonWords } from '#app/text/verdict.ts';
import { assignBodyOf, type DecisionNote } from '#app/features/dispatch/decisions.ts';

export function wordsOfNote(note: DecisionNote, nowMs: number): string {
  const act = wordsOfAct(note.record);
  if (note.standing === 'pending' || note.standing === 'doubtful') return t(dispatchText[note.standing], { act });
  return t(dispatchText[note.standing], { act, reason: wordsOfReason(note, nowMs) });
}

function wordsOfAct(record: CaseRecord): string {
  const assign = assignBodyOf(record);
  if (assign) return t(dispatchText.actAssign, { to: holderWords(assign.unit, assign.person ?? null) });
  const acts = {
    assign: dispatchText.dispatch,
    accept: dispatchText.actAccept,
    return: dispatchText.actReturn,
    close: dispatchText.actClose,
  };
  return t(Object.hasOwn(acts, record.kind) ? acts[record.kind as keyof typeof acts] : dispatchText.actOther);
}

function wordsOfReason({ reason, holder }: DecisionNote, nowMs: number): string {
  if (reason === null) return '';
  if (holder) {
    return t(dispatchText.changedMeanwhile, {
      person: personName(holder.by) || t(dispatchText.somebody),
      when: formatWhen(holder.at, nowMs),
      to: holderWords(holder.unit, holder.person),
    });
  }
  const words = { ...refusalReasonWords, ...reviewReasonWords };
  return Object.hasOwn(words, reason) ? t(words[reason as keyof typeof words]) : '';
}
