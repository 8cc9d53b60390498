import { saveFile } from '#app/state/rescue.ts';
import { exportUnsent } from '#app/state/sync-status.svelte.ts';
import { failureWords } from '#app/text/failures.ts';
import { formatStamp } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { shellText } from '#app/text/shell.ts';
import { showToast } from '#app/ui/toasts.svelte.ts';

/** Everything without receipt, into the downloads: by hand to the office when nothing else works. */
export async function exportUnsentFile(): Promise<void> {
  const exported = await exportUnsent();
  if (!exported.ok) {
    const words = failureWords(exported.failure.code);
    showToast(`${t(words.what)}。${t(words.next)}`, { tone: 'bad' });
    return;
  }
  saveFile(exported.value, t(shellText.exportName, { stamp: formatStamp(Date.now()).replace(/[: ]/g, '-') }));
  showToast(t(shellText.exported), { tone: 'good' });
}
