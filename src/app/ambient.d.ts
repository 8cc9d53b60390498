/** Put in by the build (vite.config.ts): the package version, and a hash of everything the page was built from. */
declare const __APP_VERSION__: string;
declare const __APP_BUILD__: string;
