import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import type { BrowserContext, Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../../scripts/chromium.ts';
import { closeBrowser } from './close-browser.ts';

export interface Screen {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly isPhone: boolean;
}

export const PHONE: Screen = { viewport: { width: 390, height: 844 }, isPhone: true };
export const DESKTOP: Screen = { viewport: { width: 1440, height: 900 }, isPhone: false };

export interface BrowserOptions {
  /** Names the pictures of a failure. */
  readonly name: string;
  readonly screen: Screen;
  readonly locale?: string | undefined;
  readonly permissions?: readonly string[] | undefined;
  /** A WAV file the microphone plays over and over; read anew each time it is opened. */
  readonly microphone?: string | undefined;
}

/** One person's browser with a profile of its own that outlives it: close and reopen is what a phone does all day. */
export interface PersonBrowser {
  readonly name: string;
  /** Its folder on disk. */
  readonly profile: string;
  context: BrowserContext;
  page: Page;
  /** Errors that pages and service workers threw or logged, and breaches of the Content-Security-Policy. */
  readonly errors: string[];
  close(): Promise<void>;
  /** Starts the browser again on the same profile, offline if it was offline. */
  reopen(): Promise<void>;
  /** As the flight mode: pages and workers see `navigator.onLine` false. Shut the network gate as well. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** Closes the app's page and leaves an empty one: from here on only the service worker can do anything. */
  leaveOnlyBlankPage(): Promise<void>;
  dispose(): Promise<void>;
}

/** Browsers that are open now, for `failure-evidence.ts`. */
export const openBrowsers = new Set<PersonBrowser>();

/** Whatever is not named is denied to the page, Background Sync as well. */
const PERMISSIONS = ['geolocation', 'camera', 'background-sync'];

export async function openBrowser(options: BrowserOptions): Promise<PersonBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'jiban-profile-'));
  const errors: string[] = [];
  let isOffline = false;
  const launch = async (): Promise<BrowserContext> => {
    const context = await launchOn(profile, options);
    watch(context, errors);
    // A service worker that starts later does not learn by itself that the browser is offline: only a change is told to it.
    context.on('serviceworker', () => {
      if (isOffline)
        void context.setOffline(false).then(
          () => context.setOffline(isOffline),
          () => undefined,
        );
    });
    if (isOffline) await context.setOffline(true);
    return context;
  };
  const context = await launch();
  const person: PersonBrowser = {
    name: options.name,
    profile,
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    errors,
    close: () => closeBrowser(person.context, profile),
    reopen: async () => {
      person.context = await launch();
      person.page = person.context.pages()[0] ?? (await person.context.newPage());
    },
    goOffline: async () => {
      isOffline = true;
      await person.context.setOffline(true);
    },
    goOnline: async () => {
      isOffline = false;
      await person.context.setOffline(false);
    },
    leaveOnlyBlankPage: async () => {
      const blank = await person.context.newPage();
      await person.page.close();
      person.page = blank;
    },
    dispose: async () => {
      openBrowsers.delete(person);
      await closeBrowser(person.context, profile).catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
  openBrowsers.add(person);
  return person;
}

function launchOn(
  profile: string,
  { screen, locale, permissions, microphone }: BrowserOptions,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: screen.viewport,
    isMobile: screen.isPhone,
    hasTouch: screen.isPhone,
    locale: locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { latitude: 39.72, longitude: 116.1, accuracy: 12 },
    permissions: [...(permissions ?? PERMISSIONS)],
    // The fake camera asks nobody; without the permission the browser refuses by itself.
    args: [
      ...chromiumArgs,
      '--use-fake-device-for-media-stream',
      ...(microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}`]),
    ],
  });
}

function watch(context: BrowserContext, errors: string[]): void {
  const watchPage = (page: Page): void => {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => errors.push(`pageerror: ${error.stack ?? error.message}`));
    page.on('crash', () => errors.push('the page crashed'));
  };
  context.on('page', watchPage);
  context.pages().forEach(watchPage);
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  context.on('serviceworker', (worker) => {
    worker.on('console', (message) => {
      if (message.type() === 'error') errors.push(`service worker: ${message.text()}`);
    });
  });
}

/** What is left when the network's own complaints are taken away: nothing may be. */
export function realErrors({ errors }: PersonBrowser): string[] {
  return errors.filter(
    (text) => !/net::ERR_|Failed to fetch|the server responded with a status of (5\d\d|404)/.test(text),
  );
}
