/** True while an input method (pinyin, handwriting, voice) is still composing: such text is not yet what the person means. */
export function isHalfTyped(event: Event): boolean {
  return 'isComposing' in event && event.isComposing === true;
}
