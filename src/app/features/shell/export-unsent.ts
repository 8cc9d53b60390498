import { exportUnsent } from '#app/state/sync-status.svelte.ts';
import { failureWords } from '#app/text/failures.ts';
import { formatStamp } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { shellText } from '#app/text/shell.ts';
import { showToast } from '#app/ui/toasts.svelte.ts';

const GIVE_BACK_AFTER_MS = 60_000;

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

function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GIVE_BACK_AFTER_MS);
}
