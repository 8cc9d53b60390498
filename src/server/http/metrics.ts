import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Counts for Prometheus. Labels are route patterns and codes, never ids of people, devices or cases. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly entries: Counter;
  readonly quarantined: Counter<'code'>;
  readonly blobs: Counter;
  readonly listeners: Gauge;
  readonly damaged: Gauge<'kind'>;
  readonly turnedAway: Counter<'why'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'jiban_http_request_seconds',
      help: 'Duration of requests by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    entries: new Counter({ name: 'jiban_entries_total', help: 'Entries sequenced since the start', registers }),
    quarantined: new Counter({
      name: 'jiban_quarantined_total',
      help: 'Entries quarantined since the start',
      labelNames: ['code'],
      registers,
    }),
    blobs: new Counter({ name: 'jiban_blobs_total', help: 'Blobs stored whole since the start', registers }),
    turnedAway: new Counter({
      name: 'jiban_sync_turned_away_total',
      help: 'Exchanges answered with 429: too many at once, or too many of one session',
      labelNames: ['why'],
      registers,
    }),
    damaged: new Gauge({
      name: 'jiban_damaged',
      help: 'Halted cases, lost blobs and findings about the database file since the last scrub',
      labelNames: ['kind'],
      registers,
    }),
    listeners: new Gauge({ name: 'jiban_live_listeners', help: 'Open live connections', registers }),
  };
}
