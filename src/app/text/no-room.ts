import type { FailureCode } from '#app/text/failure-code.ts';
import { messages, type Message } from '#app/text/messages.ts';

export type NoRoomCode = Extract<FailureCode, 'storage-quota' | 'storage-disk' | 'storage-timeout'>;

export const noRoomText = messages({
  safe: {
    zh: '您写的和拍的都还在这个页面上，请先不要关闭。以前存下的一样没少。',
    en: 'What you wrote and took is still on this page; please do not close it. Nothing stored before is affected.',
  },
  send: { zh: '先发送，再存', en: 'Send first, then save' },
  sending: { zh: '正在发送…', en: 'Sending…' },
  free: { zh: (p: { size: string }) => `腾出 ${p.size}，再存`, en: (p) => `Free ${p.size}, then save` },
  freeing: { zh: '正在腾出…', en: 'Freeing…' },
  freeHint: {
    zh: '只清理服务器已给回执的照片原图，缩略图留着。',
    en: 'Only originals the server has given a receipt for; thumbnails stay.',
  },
  freeNone: {
    zh: '本机没有可以清理的照片：先发送，送到的才能清理。',
    en: 'No photos here can go yet: only what has been delivered may be freed.',
  },
  again: { zh: '再存一次', en: 'Save again' },
  exportOne: { zh: '导出这一条', en: 'Export this one' },
  exported: { zh: '已存到下载文件夹', en: 'Saved to your downloads' },
  fileName: { zh: (p: { stamp: string }) => `即办未存-${p.stamp}.json`, en: (p) => `jiban-unsaved-${p.stamp}.json` },
});

/** What to do, by what failed. */
export const noRoomNext: Readonly<Record<NoRoomCode, Message>> = messages({
  'storage-quota': {
    zh: '先发送或腾出空间，随后会自动再存一次。',
    en: 'Send first or free some room; it is then saved again by itself.',
  },
  'storage-disk': {
    zh: '手机的存储满了或写不进去。先导出这一条，再删掉手机里别的大文件；还是存不上，就重开浏览器。',
    en: 'The phone’s storage is full or refuses to write. Export this one, then delete large files of other apps; if saving still fails, restart the browser.',
  },
  'storage-timeout': {
    zh: '手机的存储没有反应，不知道存上没有。先导出这一条，再存一次。',
    en: 'The phone’s storage does not answer, so whether it was stored is not known. Export this one, then save again.',
  },
});
