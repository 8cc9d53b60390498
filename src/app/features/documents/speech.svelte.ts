import type { RecordDocument } from '#domain/visit-record/document.ts';
import { statementsOf } from '#domain/visit-record/document.ts';

/** A voice of the device itself: what people said is not sent to somebody's server to be spoken. */
function localVoice(): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in window)) return null;
  return speechSynthesis.getVoices().find(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang)) ?? null;
}

/** Hashes are compared by eye, not by ear. */
export function spoken(text: string): string {
  return text.replaceAll(/，?原始文件 SHA-256 前16位 [0-9a-f ]+/g, '');
}

/** Reads a document aloud, statement by statement, where the phone has a Chinese voice of its own. */
export class Reader {
  isReading = $state(false);
  hasVoice = $state(localVoice() !== null);

  constructor() {
    // Voices arrive after the page.
    if ('speechSynthesis' in window)
      speechSynthesis.addEventListener('voiceschanged', () => (this.hasVoice = localVoice() !== null), { once: true });
  }

  read(document: RecordDocument): void {
    const voice = localVoice();
    if (!voice) return;
    this.stop();
    this.isReading = true;
    const texts = [document.title, ...statementsOf(document).map(({ text }) => text)];
    texts.forEach((text, at) => {
      const words = new SpeechSynthesisUtterance(spoken(text));
      words.voice = voice;
      words.lang = voice.lang;
      if (at === texts.length - 1) words.onend = () => (this.isReading = false);
      speechSynthesis.speak(words);
    });
  }

  stop(): void {
    if ('speechSynthesis' in window) speechSynthesis.cancel();
    this.isReading = false;
  }
}
