import type { BlobTask, SyncReply, Transport, UploadReply } from './ports.ts';
import type { Fetched } from './fetch-answer.ts';
import type { SyncRequest } from '#protocol/sync.ts';
import { HAND_IN_HEADER } from '#protocol/session.ts';
import { PAGE_LENGTH_HEADER } from '#protocol/sync.ts';
import { errorCodeOf, failed, failureOf } from './map-failure.ts';
import { fetchAnswer } from './fetch-answer.ts';
import { parsePage, webSha256 } from './pull-page.ts';

export interface HttpTransportOptions {
  /** Part of an upload's address, so that a half upload is found again with nothing saved on the device. */
  readonly device: string;
  /** Scheme and host; empty for the page's own. */
  readonly origin?: string | undefined;
  readonly answerMs?: number | undefined;
  readonly stallMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The device's proof for handing in without a session. */
  readonly handIn?: (() => Promise<string>) | undefined;
  /** Sent with every request: a test's cookie, which a browser would add by itself. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const ANSWER_MS = 30_000;
const STALL_MS = 20_000;
/** The slowest link a request is given time for: 2 kB/s. */
const MS_PER_BYTE = 0.5;
const TUS = { 'tus-resumable': '1.0.0' } as const;

/** The network through fetch, in a page or a worker. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const { device, origin = '', answerMs = ANSWER_MS, stallMs = STALL_MS, signal } = options;
  const uploads = `${origin}/api/blobs/uploads`;
  let proof: Readonly<Record<string, string>> = {};
  const send = async (url: string, init: RequestInit, bytes: number): Promise<Fetched> =>
    fetchAnswer(
      url,
      { ...init, headers: { ...(init.headers as Record<string, string>), ...options.headers, ...proof } },
      { answerMs: answerMs + bytes * MS_PER_BYTE, stallMs, signal },
    );
  const sync = async (request: SyncRequest, pageLength: number | null): Promise<SyncReply> => {
    const body = JSON.stringify(request);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/x-ndjson',
      ...(pageLength === null ? {} : { [PAGE_LENGTH_HEADER]: String(pageLength) }),
    };
    return syncReplyOf(await send(`${origin}/api/sync`, { method: 'POST', headers, body }, body.length));
  };
  /** Asked empty-handed: what waits may be large, and the usual reason is a session that has run out. */
  const mayHandIn = async (request: SyncRequest, handIn: () => Promise<string>): Promise<boolean> => {
    proof = { [HAND_IN_HEADER]: await handIn() };
    const answer = await sync({ ...request, entries: [], blobsAsked: [] }, null);
    const isTaken = answer.kind === 'failed' && answer.cause === 'device-revoked';
    if (!isTaken) proof = {};
    return isTaken;
  };

  return {
    async sync(request, pageLength = null) {
      const reply = await sync(request, pageLength);
      const isRefused = reply.kind === 'failed' && reply.cause === 'sign-in' && !(HAND_IN_HEADER in proof);
      if (!isRefused || !options.handIn || !(await mayHandIn(request, options.handIn))) return reply;
      return sync(request, pageLength);
    },
    async uploadOffset(blob) {
      return offsetReplyOf(await send(`${uploads}/${blob}-${device}`, { method: 'HEAD', headers: TUS }, 0));
    },
    async createUpload(task) {
      const headers = { ...TUS, 'upload-length': String(task.bytes), 'upload-metadata': metadataOf(task, device) };
      return uploadReplyOf(await send(uploads, { method: 'POST', headers }, 0));
    },
    async sendChunk(blob, offset, chunk) {
      const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
      // The store hands out plain bytes, never shared memory.
      const body = chunk as Uint8Array<ArrayBuffer>;
      return uploadReplyOf(
        await send(`${uploads}/${blob}-${device}`, { method: 'PATCH', headers, body }, chunk.length),
      );
    },
    async beacon(beacon) {
      const body = JSON.stringify(beacon);
      const headers = { 'content-type': 'application/json' };
      const answer = await send(`${origin}/api/beacon`, { method: 'POST', headers, body }, body.length);
      // A portal answers 200 with its page: that is no contact.
      return answer.kind === 'answer' && answer.status === 204;
    },
  };
}

async function syncReplyOf(fetched: Fetched): Promise<SyncReply> {
  if (fetched.kind !== 'answer') return noAnswer(fetched);
  const { status, headers, body } = fetched;
  if (status === 413) return { kind: 'too-large' };
  if (status !== 200)
    return failureOf({ status, retryAfter: headers.get('retry-after'), body: textOf(body) }, Date.now());
  if (!headers.get('content-type')?.startsWith('application/x-ndjson')) return failed('captive-portal');
  const page = await parsePage(body, webSha256);
  // Ours by its type, and not whole: the connection was cut in a way that looks like an end.
  return page ? { kind: 'ok', page } : failed('offline');
}

/** An answer to HEAD has no body that could say why not: then creating the upload will hear it. */
function offsetReplyOf(fetched: Fetched): UploadReply {
  const reply = uploadReplyOf(fetched);
  return fetched.kind === 'answer' && fetched.status === 403 ? { kind: 'absent' } : reply;
}

function uploadReplyOf(fetched: Fetched): UploadReply {
  if (fetched.kind !== 'answer') return noAnswer(fetched);
  const { status, headers } = fetched;
  const body = textOf(fetched.body);
  const isTus = headers.get('tus-resumable') !== null;
  if (status === 404 || status === 410)
    return isTus || errorCodeOf(body) === 'not-found' ? { kind: 'absent' } : failed('captive-portal');
  if (status >= 200 && status < 300)
    return isTus ? offsetOf(status, headers.get('upload-offset')) : failed('captive-portal');
  const refusal = refusalOf(body);
  if (refusal) return refusal;
  // 423: another request still holds the upload's lock; 409: it stands elsewhere.
  if (status === 409 || status === 423) return { kind: 'conflict' };
  return failureOf({ status, retryAfter: headers.get('retry-after'), body }, Date.now());
}

function offsetOf(status: number, header: string | null): UploadReply {
  if (header !== null && /^\d+$/.test(header)) return { kind: 'offset', offset: Number(header) };
  return status === 201 ? { kind: 'offset', offset: 0 } : failed('server-error');
}

/** What our server says about this one blob; everything else is about the connection or the session. */
function refusalOf(body: string): UploadReply | null {
  const code = errorCodeOf(body);
  const aboutTheBlob =
    code === 'hash-mismatch' ||
    code === 'length-mismatch' ||
    code === 'blob-not-announced' ||
    code === 'too-large' ||
    code === 'forbidden';
  return aboutTheBlob ? { kind: 'refused', code } : null;
}

function noAnswer(fetched: Exclude<Fetched, { kind: 'answer' }>): ReturnType<typeof failed> {
  return failed(fetched.kind === 'redirected' ? 'captive-portal' : 'offline');
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function metadataOf({ blob, mediaType }: BlobTask, device: string): string {
  return `sha256 ${btoa(blob)},device ${btoa(device)},mediaType ${btoa(mediaType)}`;
}
