/**
 * Version of what travels between app and server. Raise it with a line of history when a message changes its meaning.
 *
 * 1  2026-11  first release: sync, blobs, sessions, devices, import
 */
export const PROTOCOL_VERSION = 1;
/** Older apps may still send what they hold (a field day must never be stranded), but are told to update. */
export const MIN_PROTOCOL_VERSION = 1;
