import { mount } from 'svelte';
import '#app/theme/theme.css';
import { hostUpdates, noteUpdateFailed, noteUpdateReady } from '#app/state/app-update.svelte.ts';
import { startClock } from '#app/state/clock.svelte.ts';
import { hostEngine, wakeEngine } from '#app/state/engine-host.ts';
import { startInstallOffer } from '#app/state/install-offer.svelte.ts';
import { startLive } from '#app/state/live.svelte.ts';
import { watchNet } from '#app/state/net.svelte.ts';
import { startRouter } from '#app/state/router.svelte.ts';
import { hostAppFiles } from '#app/state/readiness/app-files.ts';
import { boot } from '#app/state/session.svelte.ts';
import { startLocale, t } from '#app/text/locale.svelte.ts';
import { shellText } from '#app/text/shell.ts';
import { startAppearance } from '#app/ui/appearance.svelte.ts';
import { showToast } from '#app/ui/toasts.svelte.ts';
import App from './App.svelte';
import { brokenForms } from './routes.ts';

startLocale();
startAppearance();
startClock();
startRouter();
startInstallOffer();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
tellOfBugs();
void start();

/** The first screen stands before the service worker and the engine are even loaded: they are not needed to look at cases. */
async function start(): Promise<void> {
  await boot();
  const { startServiceWorker, watchWakeEvents } = await import('./sw-bridge.ts');
  const bridge = startServiceWorker({
    appVersion: __APP_VERSION__,
    onUpdateReady: noteUpdateReady,
    onUpdateFailed: noteUpdateFailed,
  });
  hostEngine({ wake: (reason) => bridge.wake(reason), stop: () => bridge.stop() });
  hostUpdates({ apply: () => bridge.applyUpdate() });
  hostAppFiles({
    check: () => bridge.files('check-files'),
    repair: () => bridge.files('repair-files'),
    brokenForms,
  });
  wakeEngine('start');
  watchWakeEvents(wakeEngine);
  startLive();
  watchNet();
  const { startReference } = await import('#app/state/reference.svelte.ts');
  startReference();
  const { startPictures } = await import('#app/state/offline-pictures.ts');
  startPictures();
}

/** A bug behind a tap leaves the screen standing, but must not leave the person believing that it worked. */
function tellOfBugs(): void {
  const tell = (): void => showToast(t(shellText.actionFailed), { tone: 'bad' });
  window.addEventListener('error', (event) => {
    // Without `error` it is a resource or the browser's own notice (ResizeObserver), no failed action.
    if (event.error) tell();
  });
  window.addEventListener('unhandledrejection', tell);
}
