import type { AttentionReason } from '#app/state/delivery.ts';
import { attentionWords, unforeseen, type AttentionWords } from '#app/text/attention.ts';

/** The three sentences of any code; one of a newer server has some as well. */
export function wordsOfAttention(reason: AttentionReason): AttentionWords {
  const words: Readonly<Partial<Record<string, AttentionWords>>> = attentionWords;
  return (Object.hasOwn(words, reason) ? words[reason] : undefined) ?? unforeseen;
}
