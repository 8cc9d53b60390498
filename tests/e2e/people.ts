import type { Page } from 'playwright';

export type DemoName = '王芳' | '陈宇' | '孙䶮' | '李强' | '何㛃' | '赵敏' | '周局' | '管理员';

/** Presses the person's button on the sign-in page and waits until their cases are here. */
export async function signIn(page: Page, url: string, name: DemoName): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: new RegExp(`^(以${name}（|Enter as ${name} )`) }).click();
  await page
    .getByRole('button', { name: /^(以|Enter as )/ })
    .first()
    .waitFor({ state: 'detached' });
  await untilControlled(page);
  await untilDownloaded(page);
}

/** The service worker has this page: from now on it starts without a network, and the engine lives there. */
async function untilControlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** The first download is over. */
async function untilDownloaded(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => {
      const names = (await indexedDB.databases())
        .map(({ name }) => name ?? '')
        .filter((name) => name.startsWith('jiban-u-'));
      const done = await Promise.all(names.map(isBooted));
      return done.length > 0 && done.every(Boolean);

      function isBooted(name: string): Promise<boolean> {
        return new Promise((resolve) => {
          const request = indexedDB.open(name);
          request.onerror = () => resolve(false);
          request.onsuccess = () => {
            const db = request.result;
            db.onversionchange = () => db.close();
            if (!db.objectStoreNames.contains('meta')) {
              db.close();
              resolve(false);
              return;
            }
            const get = db.transaction('meta').objectStore('meta').get('bootDone');
            get.onerror = () => resolve(false);
            get.onsuccess = () => {
              db.close();
              resolve((get.result as { value?: unknown } | undefined)?.value === true);
            };
          };
        });
      }
    },
    null,
    { polling: 200, timeout: 30_000 },
  );
}
