export type Urgency = 'emergency' | 'utility' | 'ordinary' | 'complex';

/** One order of the hotline, as its entry carries it. The caller's name and phone are never part of it: they live in the vault. */
export interface OrderBody {
  readonly orderNo: string;
  readonly source: 'hotline' | 'patrol' | 'demo';
  /** Server-independent time of the call, ms since 1970. */
  readonly receivedAtMs: number;
  readonly category: string;
  readonly categoryDetail?: string | undefined;
  /** The complaint in the citizen's words. */
  readonly matter: string;
  readonly address: string;
  readonly township?: string | undefined;
  readonly position?:
    { readonly lat: number; readonly lon: number; readonly datum: 'WGS84' | 'GCJ02' | 'unknown' } | undefined;
  readonly channel: string;
  readonly dueAtMs: number;
  /** Which rule set the limit, e.g. `order` or `DB11/T 2021-2022 ordinary`. */
  readonly dueRule: string;
  readonly urgency: Urgency;
}
