import { resolve } from 'node:path';
import * as v from 'valibot';
import type { AnchorSettings } from './proof/anchor.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const Port = v.pipe(
  v.string(),
  v.regex(/^\d+$/, 'must be a number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be at most 65535'),
);
const Flag = v.pipe(
  v.picklist(['0', '1'], 'must be 0 or 1'),
  v.transform((text) => text === '1'),
);

/** Every setting, as `docs/settings.md` lists them. */
const SettingsSchema = v.object({
  PORT: v.optional(Port, '8080'),
  HOST: v.optional(v.pipe(v.string(), v.minLength(1)), '127.0.0.1'),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
  DEMO: v.optional(Flag),
  NODE_ENV: v.optional(v.string()),
  TLS_CERT: v.optional(v.string()),
  TLS_KEY: v.optional(v.string()),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
  TSA_URL: v.optional(v.pipe(v.string(), v.regex(/^https?:[/][/]/, 'must be an http or https address'))),
  ANCHOR_COMMAND: v.optional(v.string()),
  ANCHOR_HOURS: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/, 'must be a number of hours'), v.transform(Number)),
    '24',
  ),
  SCRUB_HOURS: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'must be a number of hours, 0 for never'), v.transform(Number)),
    '24',
  ),
  FONT_DIR: v.optional(v.pipe(v.string(), v.minLength(1))),
  ADMIN_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(12, 'must have at least 12 characters'))),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** null: decided by whether the database is empty. */
  readonly demo: boolean | null;
  readonly isProduction: boolean;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly adminPassword: string | null;
  /** How often everything stored is read through; 0: never. */
  readonly scrubHours?: number | undefined;
  /** Who outside is told of the state of the log; nobody when absent. */
  readonly anchor?: AnchorSettings | undefined;
  /** Fonts of the bureau's own for its documents, looked into before the system's. */
  readonly fontDir?: string | undefined;
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/** Settings from environment variables, checked whole: every mistake is told at once, by the variable's name. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(SettingsSchema, given);
  if (!parsed.success) {
    // The value itself is not repeated: it may be a password.
    return {
      ok: false,
      problems: parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'settings'} ${issue.message}`),
    };
  }
  const { output } = parsed;
  const isProduction = output.NODE_ENV === 'production';
  const problems: string[] = [];
  if (isProduction && output.DEMO)
    problems.push('DEMO=1 is impossible with NODE_ENV=production: its people have a known password');
  if ((output.TLS_CERT === undefined) !== (output.TLS_KEY === undefined))
    problems.push('TLS_CERT and TLS_KEY must be set together');
  if (problems.length > 0) return { ok: false, problems };
  const tls = output.TLS_CERT && output.TLS_KEY ? { certFile: output.TLS_CERT, keyFile: output.TLS_KEY } : null;
  return {
    ok: true,
    config: {
      port: output.PORT,
      host: output.HOST,
      dataDir: resolve(output.DATA_DIR),
      demo: output.DEMO ?? null,
      isProduction,
      tls,
      logLevel: output.LOG_LEVEL,
      adminPassword: output.ADMIN_PASSWORD ?? null,
      scrubHours: output.SCRUB_HOURS,
      anchor: {
        tsaUrl: output.TSA_URL ?? null,
        command: output.ANCHOR_COMMAND ?? null,
        everyHours: output.ANCHOR_HOURS,
      },
      fontDir: output.FONT_DIR,
    },
  };
}

/** Where backups go when no folder is named. Read by `npm run backup` and `npm run doctor`, not by the server. */
export function backupRootOf(env: Readonly<Record<string, string | undefined>>): string {
  return resolve(env['BACKUP_DIR'] ?? './backups');
}
