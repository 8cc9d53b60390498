/**
 * Where a record stands on its way to the office:
 *   local      已存在本机; nothing can be sent at the moment
 *   queued     waits for its turn
 *   uploading  its photos are on the way
 *   delivered  the server's receipts for the entry and all its photos are here
 *   attention  a person has to look: refused, quarantined, photo lost
 */
export type Delivery =
  | { readonly state: 'local' }
  | { readonly state: 'queued' }
  | { readonly state: 'uploading'; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly state: 'delivered'; readonly receivedAt: number }
  | { readonly state: 'attention'; readonly reason: AttentionReason };

/** A key of the catalogue: a quarantine code, a refusal or review reason, or what happened on the device. */
export type AttentionReason = string;
