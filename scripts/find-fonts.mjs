/** Whether the server could print documents here. Plain JavaScript on built-ins only; the server asks the same (`typesetter.ts`). */
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const CHINESE_FONT = /noto(sans|serif)cjk|sourcehan(sans|serif)|fangsong|simfang|simsun|fzfs|stfangs/i;

/** @param {string} dir */
function names(dir) {
  try {
    return readdirSync(dir, { recursive: true }).map(String);
  } catch {
    return [];
  }
}

export function hasDocumentFont() {
  const own = process.env['FONT_DIR'];
  const dirs = ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.local/share/fonts')];
  return [...(own ? [own] : []), ...dirs].some((dir) => names(dir).some((name) => CHINESE_FONT.test(name)));
}
