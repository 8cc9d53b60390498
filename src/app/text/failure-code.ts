import type { ErrorCode } from '#protocol/errors.ts';

/** What can go wrong between a tap and its effect, beside what the server says. The catalogue has a sentence and a next step for each. */
export type LocalFailureCode =
  | 'offline'
  /** Something answered that is not our server: a captive portal, a proxy. */
  | 'not-our-server'
  | 'storage-quota'
  | 'storage-disk'
  | 'storage-closed'
  | 'storage-timeout'
  /** The store was written by a newer version of the app. */
  | 'storage-newer'
  /** A page that will not let go keeps the store from being upgraded. */
  | 'storage-blocked'
  | 'storage-lost'
  /** No IndexedDB: private mode, or a browser too old. */
  | 'storage-missing'
  | 'signed-out'
  | 'unsent-work'
  | 'photo-empty'
  | 'photo-unreadable'
  | 'photo-too-large'
  /** The original is neither here nor to be had from the server now. */
  | 'photo-away'
  /** This browser cannot draw the format (HEIC). */
  | 'photo-undrawable'
  | 'entry-invalid';

export type FailureCode = ErrorCode | LocalFailureCode;
