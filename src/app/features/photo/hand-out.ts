import type { Outcome } from '#app/state/failure.ts';
import type { PhotoCopy } from '#app/state/photo-copies.ts';
import { record } from '#app/state/record.ts';
import { saveFile } from '#app/state/rescue.ts';
import { formatStamp } from '#app/text/format.ts';
import { t } from '#app/text/locale.svelte.ts';
import { shareText } from '#app/text/photo-share.ts';

export interface HandOut {
  readonly caseId: string;
  readonly photo: string;
  readonly marks: string | undefined;
  readonly recipient: string;
  readonly purpose: string;
  readonly hidden: number;
}

export function fileOf({ bytes }: PhotoCopy): File {
  const stamp = formatStamp(Date.now()).replace(/[: ]/g, '-');
  return new File([bytes], t(shareText.fileName, { stamp }), { type: 'image/jpeg' });
}

/** Whether the phone's own share sheet takes a picture; elsewhere it is a download. */
export function canShare(file: File): boolean {
  return 'canShare' in navigator && navigator.canShare({ files: [file] });
}

/** Recorded first, handed out after: a copy that left without a line in the case would be worse than a line without a copy. */
export async function handOut(about: HandOut, copy: PhotoCopy): Promise<Outcome<'sent' | 'not-sent'>> {
  const file = fileOf(copy);
  const byShare = canShare(file);
  const { caseId, photo, marks, hidden } = about;
  const recorded = await record(caseId, 'photo-share', {
    photo,
    marks,
    purpose: about.purpose.trim(),
    recipient: about.recipient.trim(),
    by: byShare ? 'share-sheet' : 'download',
    sha256: copy.sha256,
    bytes: copy.bytes.length,
    hidden,
  });
  if (!recorded.ok) return recorded;
  return { ok: true, value: byShare ? await shared(file) : downloaded(file) };
}

async function shared(file: File): Promise<'sent' | 'not-sent'> {
  try {
    await navigator.share({ files: [file] });
    return 'sent';
  } catch {
    // Closed by the person, or the tap was too long ago.
    return 'not-sent';
  }
}

function downloaded(file: File): 'sent' {
  saveFile(file, file.name);
  return 'sent';
}
