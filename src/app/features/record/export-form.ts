import type { DraftKey } from '#app/state/draft-key.ts';
import { saveFile } from '#app/state/rescue.ts';
import { formatStamp } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { noRoomText } from '#app/text/no-room.ts';
import { showToast } from '#app/ui/toasts.svelte.ts';

/** What stands in a form that could not be stored, as a file: words for the person's own hand, not yet a signed record. */
export function exportForm({ caseId, kind }: DraftKey, values: object): void {
  const text = JSON.stringify({ case: caseId, kind, writtenAt: new Date().toISOString(), values }, null, 1);
  const stamp = formatStamp(Date.now()).replace(/[: ]/g, '-');
  saveFile(new Blob([text], { type: 'application/json' }), t(noRoomText.fileName, { stamp }));
  showToast(t(noRoomText.exported), { tone: 'good' });
}
