import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { sourceHash } from './scripts/build-stamp.mjs';
import { chromiumArgs } from './scripts/chromium.ts';
import { findChromium } from './scripts/find-chromium.mjs';
import { verifierPage } from './scripts/verifier-page.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const apiPort = process.env['PORT'] ?? '8080';
const apiPaths = ['/api', '/healthz', '/metrics', '/openapi.json', '/open311'];

/** Known when the page starts, so that a bug report can name the exact build; a hash, so that equal sources build equal files. */
const define = {
  __APP_VERSION__: JSON.stringify(version),
  __APP_BUILD__: JSON.stringify(sourceHash().slice(0, 10)),
};

/** Svelte 5 strips types itself, so there is nothing to configure in a file of its own. */
function page(): PluginOption {
  return svelte({ configFile: false });
}

/** src/sw/main.ts becomes /sw.js: one classic script, because module service workers are missing in older WebViews. */
function serviceWorker(): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/sw',
    filename: 'main.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*.{js,css,html,webmanifest,svg,woff2,wasm,json,geojson}', '{assets/*,icons/icon-192}.png'],
      globIgnores: ['sw.js', 'verify.html', 'screenshots/**'],
      maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
    },
    integration: {
      beforeBuildServiceWorker(options) {
        options.swDest = resolve(options.outDir, 'sw.js');
        options.injectManifest.swDest = options.swDest;
      },
    },
  });
}

/** Vitest takes the entries out of the `define` it is given: every project needs a copy. */
function testBase() {
  return { plugins: [page()], define: { ...define } };
}

export default defineConfig({
  plugins: [page(), verifierPage(), serviceWorker()],
  define: { ...define },
  build: {
    // The Content-Security-Policy allows no data: or inline resources from our own build.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The lists of what each screen needs would be a tenth of the first script. The worker has every file anyway; only styles must not come late.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css')),
    },
    // The rescue page shares no start with the app: it must work when the app does not.
    rolldownOptions: { input: ['index.html', 'rescue.html'] },
  },
  worker: { format: 'es' },
  server: {
    proxy: Object.fromEntries(apiPaths.map((path) => [path, `http://localhost:${apiPort}`])),
  },
  test: {
    projects: [
      {
        ...testBase(),
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/browser/**', 'tests/server/faults/**'],
          testTimeout: 20_000,
        },
      },
      {
        // Real server processes that are killed, starved and held up: one after another, with the machine to themselves.
        ...testBase(),
        test: {
          name: 'server',
          environment: 'node',
          include: ['tests/server/faults/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
      {
        ...testBase(),
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? '', args: [...chromiumArgs] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        ...testBase(),
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/e2e/fresh-build.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
