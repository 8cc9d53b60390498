import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { openAPIRouteHandler } from 'hono-openapi';
import type { Context } from 'hono';
import type { AppEnv, Services } from './context.ts';
import { authenticate } from './authenticate.ts';
import { beaconRoutes } from './beacon-routes.ts';
import { blobRoutes } from './blob-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { checklistRoutes } from './checklist-routes.ts';
import { checkpointRoutes } from './checkpoint-routes.ts';
import { demoRoutes, sessionRoutes } from './session-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { importRoutes } from './import-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { packageRoutes } from './package-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { reckoningRoutes } from './reckoning-routes.ts';
import { referenceRoutes } from './reference-routes.ts';
import { refuse } from './refuse.ts';
import { rescueRoutes } from './rescue-routes.ts';
import { requestLog } from './request-log.ts';
import { sameOriginOnly } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { staticFiles } from './static-files.ts';
import { storageFaultOf } from './storage-fault.ts';
import { templateRoutes } from './template-routes.ts';
import { syncRoutes } from './sync-routes.ts';
import { Uploads } from '../blobs/uploads.ts';
import { uploadsRoutes } from './uploads-routes.ts';

const BAD_REQUEST = { description: 'ErrorBody with code `bad-request`', content: { 'application/json': {} } };

/** All routes, with what holds for every one of them: headers, log, same origin, session. */
export function createApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const onStored = () => {
    services.metrics.blobs.inc();
    services.changes.notify();
  };
  const uploads = new Uploads({ sync: services.sync, blobs: services.blobs, onStored });

  app.use('*', requestLog(services));
  app.use('*', securityHeaders(services.isTls));
  app.use('*', sameOriginOnly);
  app.use('/api/*', authenticate(services));
  for (const make of [
    sessionRoutes,
    demoRoutes,
    peopleRoutes,
    referenceRoutes,
    checklistRoutes,
    deviceRoutes,
    reckoningRoutes,
    beaconRoutes,
    syncRoutes,
    importRoutes,
    rescueRoutes,
    caseRoutes,
    checkpointRoutes,
    packageRoutes,
    erasureRoutes,
    documentRoutes,
    templateRoutes,
    liveRoutes,
    healthRoutes,
  ]) {
    app.route('/', make(services));
  }
  app.route('/', uploadsRoutes(services, uploads));
  app.route('/', blobRoutes(services));
  const info = {
    title: 'Jiban 即办',
    version: services.version,
    description: 'Sync server of an offline-first field inspection app',
  };
  app.get(
    '/openapi.json',
    openAPIRouteHandler(app, {
      documentation: { info },
      excludeStaticFile: false,
      defaultValidationErrorResponse: BAD_REQUEST,
    }),
  );
  app.all('/api/*', (c) => refuse(c, 'not-found'));
  if (services.distDir) app.use('*', staticFiles(services.distDir));
  app.notFound((c) => refuse(c, 'not-found'));
  app.onError((error, c) => answerError(services, error, c));
  return app;
}

/** Stops promising when it cannot store (fault 59); anything else unforeseen is 500, logged without what was sent. */
function answerError({ log }: Services, error: Error, c: Context): Response {
  if (error instanceof HTTPException) return refuse(c, error.status === 413 ? 'too-large' : 'bad-request');
  const fault = storageFaultOf(error);
  log.error({ error: { name: error.name, message: error.message, stack: error.stack } }, fault ?? 'a request failed');
  if (!fault) return refuse(c, 'internal');
  c.header('Retry-After', '30');
  return refuse(c, fault);
}
