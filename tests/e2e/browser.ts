import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import type { BrowserContext, Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../../scripts/chromium.ts';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };

/** One person's browser with a profile of its own that outlives it: close and reopen is what a phone does all day. */
export interface PersonBrowser {
  context: BrowserContext;
  page: Page;
  close(): Promise<void>;
  /** Starts the browser again on the same profile; `offline` before anything is loaded. */
  reopen(options?: { readonly offline?: boolean }): Promise<void>;
  dispose(): Promise<void>;
  /** Errors the page threw or logged, for the test to look at. */
  readonly errors: string[];
}

export async function openBrowser(options: {
  readonly viewport: { width: number; height: number };
  readonly locale?: string;
}): Promise<PersonBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'jiban-profile-'));
  const errors: string[] = [];
  const launch = async (): Promise<BrowserContext> => {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      headless: true,
      viewport: options.viewport,
      locale: options.locale ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      geolocation: { latitude: 39.72, longitude: 116.1, accuracy: 12 },
      permissions: ['geolocation', 'camera'],
      args: [...chromiumArgs, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    });
    context.on('page', watch);
    context.pages().forEach(watch);
    return context;
  };
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => errors.push(`pageerror: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()}`);
    });
  };
  const context = await launch();
  const person: PersonBrowser = {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    errors,
    close: () => person.context.close(),
    reopen: async ({ offline = false } = {}) => {
      person.context = await launch();
      if (offline) await person.context.setOffline(true);
      person.page = person.context.pages()[0] ?? (await person.context.newPage());
    },
    dispose: async () => {
      await person.context.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true });
    },
  };
  return person;
}
