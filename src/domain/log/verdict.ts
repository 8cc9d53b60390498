/** Version of the rules in `decide`; recorded in each receipt so that a verdict can be replayed (I10). `docs/spec/case.md` says what changed when. */
export const RULES_VERSION = 3;

export type RefusalReason =
  | 'case-unknown'
  | 'case-closed'
  | 'not-allowed'
  | 'not-assigned'
  | 'not-assignee'
  | 'already-accepted'
  | 'changed-meanwhile'
  | 'no-such-record'
  | 'record-erased'
  /** A correction of what was signed: it is amended, and the amendment signed. */
  | 'record-signed'
  | 'order-duplicate';

export type ReviewReason =
  /** The author's unit no longer (or never) held the case when it arrived. */
  | 'outside-scope'
  /** Two entries with one device sequence: a copied profile. Both are kept. */
  | 'forked-device'
  /** Written on a device that had been revoked. */
  | 'device-revoked'
  /** A correction of somebody else's record. */
  | 'not-author'
  /** A kind or version this server does not know yet; kept unchanged. */
  | 'unknown-kind';

/** What the server made of an entry. Recorded once, never recomputed. */
export type Verdict =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason }
  | { readonly outcome: 'review'; readonly reason: ReviewReason };

export const ACCEPTED: Verdict = { outcome: 'accepted' };
export const refused = (reason: RefusalReason): Verdict => ({ outcome: 'refused', reason });
export const forReview = (reason: ReviewReason): Verdict => ({ outcome: 'review', reason });
