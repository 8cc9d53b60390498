import { validator } from 'hono-openapi';
import { bodyLimit } from 'hono/body-limit';
import type { GenericSchema } from 'valibot';
import { refuse } from './refuse.ts';

/** The body as the schema has it, or 400. What was wrong is not repeated: it may be a password or somebody's words. */
export function jsonBody<S extends GenericSchema>(schema: S) {
  return validator('json', schema, (result, c) => {
    if (!result.success) return refuse(c, 'bad-request');
    return undefined;
  });
}

export function query<S extends GenericSchema>(schema: S) {
  return validator('query', schema, (result, c) => {
    if (!result.success) return refuse(c, 'bad-request');
    return undefined;
  });
}

/** Counts while the body comes in, whatever its length header says. */
export function atMost(maxBytes: number) {
  return bodyLimit({
    maxSize: maxBytes,
    onError: (c) => {
      // The rest of the body is not read: the connection cannot carry another request.
      c.header('Connection', 'close');
      return refuse(c, 'too-large', { maxBytes });
    },
  });
}
