import type { FailureCode } from '#app/text/failure-code.ts';

export interface Failure {
  readonly code: FailureCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Outcome<T = null> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function succeeded(): Outcome;
export function succeeded<T>(value: T): Outcome<T>;
export function succeeded(value: unknown = null): Outcome<unknown> {
  return { ok: true, value };
}

export function failed(
  code: FailureCode,
  params: Failure['params'] = {},
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, params } };
}
