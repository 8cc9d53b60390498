const GIVE_BACK_AFTER_MS = 10 * 60_000;

/** Into the downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GIVE_BACK_AFTER_MS);
}

/** Phones can hand a file to a messenger at once; desktops mostly cannot. */
export function sharer(file: Blob, name: string): (() => Promise<void>) | null {
  const files = [new File([file], name, { type: file.type })];
  const { canShare, share } = navigator as { canShare?: Navigator['canShare']; share?: Navigator['share'] };
  if (!share || !canShare?.call(navigator, { files })) return null;
  // Closing the sheet again is the person's choice, no failure.
  return () => share.call(navigator, { files }).catch(() => undefined);
}
