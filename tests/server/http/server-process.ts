/** A server in a process of its own, to be killed: `node server-process.ts DATA_DIR` prints its address. */
import { startServer } from '#server/start-server.ts';

const server = await startServer({
  port: 0,
  host: '127.0.0.1',
  dataDir: process.argv[2] ?? '',
  demo: false,
  isProduction: false,
  logLevel: 'error',
  adminPassword: 'a long password',
  distDir: null,
  version: 'test',
});
console.log(server.url);
