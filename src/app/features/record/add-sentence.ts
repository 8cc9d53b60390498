/** Puts a phrase behind what is there, once. English needs a space between sentences, Chinese does not. */
export function addSentence(text: string, phrase: string, joint = ''): string {
  const before = text.trimEnd();
  if (before === '') return phrase;
  if (before.includes(phrase)) return text;
  const isLatin = /[\x20-\x7e]$/.test(before) && /^[\x20-\x7e]/.test(phrase);
  return `${before}${joint}${isLatin ? ' ' : ''}${phrase}`;
}
