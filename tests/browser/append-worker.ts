import { append } from '#storage/append.ts';
import { applyPage } from '#storage/apply-page.ts';
import { casesNamed, pageOf, snapshot } from '#tests/storage/page-builder.ts';
import { openReady } from '#tests/storage/open-for-test.ts';

type Message =
  | { readonly does: 'append'; readonly person: string; readonly count: number; readonly withLocks: boolean }
  | { readonly does: 'pull'; readonly person: string; readonly prefix: string; readonly count: number };

self.onmessage = ({ data }: MessageEvent<Message>) => {
  void run(data).then(
    () => self.postMessage('done'),
    (error: unknown) => self.postMessage(String(error)),
  );
};

async function run(message: Message): Promise<void> {
  const store = await openReady(message.person);
  if (message.does === 'pull') {
    await applyPage(store, pageOf(casesNamed(message.prefix, message.count).map(snapshot)));
    return;
  }
  // An old WebView: `exclusively` then queues within its own context only.
  if (!message.withLocks) delete (Object.getPrototypeOf(navigator) as { locks?: unknown }).locks;
  for (let i = 0; i < message.count; i++) {
    await append(store, [{ case: 'c-1', kind: 'finding', kindV: 1, body: { i }, blobs: [] }]);
  }
}
