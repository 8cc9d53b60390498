import type { DurableRows } from './durable-rows.ts';

interface CouchDoc {
  readonly _id: string;
  readonly _rev: string;
}

const checkpoints = new Map<string, { _id: string; _rev: string }>();

/** As much of CouchDB's protocol as PouchDB's push replication asks for, with durable storage behind `_bulk_docs`. */
export function answerCouch(
  rows: DurableRows,
  method: string,
  path: string,
  body: string,
): { status: number; json: unknown } {
  const resource = path.replace(/^\/couch\/entries\/?/, '').split('?')[0] ?? '';
  if (resource === '') return { status: 200, json: { db_name: 'entries', update_seq: 0, instance_start_time: '0' } };
  if (resource.startsWith('_local/')) return answerCheckpoint(method, resource, body);
  if (resource === '_revs_diff') {
    const asked = JSON.parse(body) as Record<string, string[]>;
    return {
      status: 200,
      json: Object.fromEntries(Object.entries(asked).map(([id, revs]) => [id, { missing: revs }])),
    };
  }
  if (resource === '_bulk_docs') {
    const { docs } = JSON.parse(body) as { docs: CouchDoc[] };
    rows.store(docs.map((doc) => ({ id: `${doc._id}@${doc._rev}`, body: JSON.stringify(doc) })));
    return { status: 201, json: [] };
  }
  return { status: 404, json: { error: 'not_found' } };
}

function answerCheckpoint(method: string, resource: string, body: string): { status: number; json: unknown } {
  if (method === 'PUT') {
    const saved = { ...(JSON.parse(body) as object), _id: resource, _rev: '0-1' };
    checkpoints.set(resource, saved);
    return { status: 201, json: { ok: true, id: resource, rev: '0-1' } };
  }
  const known = checkpoints.get(resource);
  return known ? { status: 200, json: known } : { status: 404, json: { error: 'not_found', reason: 'missing' } };
}
