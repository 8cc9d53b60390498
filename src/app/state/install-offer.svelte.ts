/** Chrome's and Edge's own event; no standard type knows it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

export type Platform = 'ios' | 'android' | 'desktop';

class InstallOffer {
  /** The browser would show its install dialog now. */
  canPrompt = $state(false);
  installed = $state(false);
}

const state = new InstallOffer();
let kept: InstallPromptEvent | null = null;

export const installOffer: Readonly<InstallOffer> = state;

/** The event comes once, early: kept until the person asks for it. Call before the first screen. */
export function startInstallOffer(): void {
  state.installed = isStandalone();
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    kept = event as InstallPromptEvent;
    state.canPrompt = true;
  });
  window.addEventListener('appinstalled', () => {
    kept = null;
    Object.assign(state, { canPrompt: false, installed: true });
  });
}

export async function promptInstall(): Promise<boolean> {
  const event = kept;
  if (!event) return false;
  kept = null;
  state.canPrompt = false;
  const { outcome } = await event.prompt();
  return outcome === 'accepted';
}

/** iPads call themselves Macs; their screens take several fingers. */
export function platformOf({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): Platform {
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'ios';
  return /Android|HarmonyOS/.test(userAgent) ? 'android' : 'desktop';
}

function isStandalone(): boolean {
  const isAppleHomeScreen = 'standalone' in navigator && navigator.standalone === true;
  return isAppleHomeScreen || matchMedia('(display-mode: standalone), (display-mode: minimal-ui)').matches;
}
