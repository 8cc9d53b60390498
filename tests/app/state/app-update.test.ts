import { expect, it } from 'vitest';
import { hostUpdates, noteUpdateReady, takeUpdate } from '#app/state/app-update.svelte.ts';
import { hold, release } from '#app/state/busy-work.svelte.ts';

it('takes a new version only by consent, and never under a dirty form or an open camera', async () => {
  let taken = 0;
  hostUpdates({ apply: () => Promise.resolve(void taken++) });

  await takeUpdate();
  expect(taken).toBe(0); // nothing waits

  noteUpdateReady();
  expect(taken).toBe(0); // waits for the tap

  hold();
  hold();
  await takeUpdate();
  release();
  await takeUpdate();
  expect(taken).toBe(0); // the camera is closed, the form still open

  release();
  await takeUpdate();
  expect(taken).toBe(1);
});
