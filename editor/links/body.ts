import type { IncomingMessage } from 'node:http';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { withWindowsSigns } from './windows-1252.ts';

/** What was read of an answer. */
export interface Body {
  /** At most as many bytes as were allowed, after decompression. */
  readonly bytes: Buffer;
  /** There was more. */
  readonly cut: boolean;
}

/** Reads at most `limit` bytes, counted after decompression, so that a small file that unpacks to a huge one stops
    there too. A stream that breaks off gives what came before. Resolves with no bytes for an encoding that nobody asked
    for and that can't be undone. The answer is closed afterwards. */
export function readBody(answer: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (cut: boolean) => {
      answer.destroy();
      resolve({ bytes: Buffer.concat(chunks), cut });
    };
    const decoder = decoderOf(answer.headers['content-encoding']);
    if (decoder === 'unknown') return end(true);
    const plain = decoder ? answer.pipe(decoder) : answer;
    plain.on('data', (chunk: Buffer) => {
      const room = limit - size;
      if (room > 0) chunks.push(chunk.subarray(0, room));
      size += Math.min(chunk.length, Math.max(room, 0));
      if (chunk.length <= room) return;
      plain.destroy();
      end(true);
    });
    plain.on('end', () => end(false));
    plain.on('error', () => end(true));
    plain.on('close', () => end(true));
    answer.on('error', () => end(true));
    answer.on('aborted', () => end(true));
  });
}

function decoderOf(encoding = 'identity') {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return undefined;
    // A range of a compressed page ends in the middle: what can be read of it is enough.
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    case 'deflate':
      return createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      return 'unknown';
  }
}

/** Bytes as text, by the charset of the content type or of the page's own first kilobyte; UTF-8 when neither says one
    that is known. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const named = /charset\s*=\s*["']?([\w-]{2,40})/i;
  const label = named.exec(contentType)?.[1] ?? named.exec(start)?.[1] ?? 'utf-8';
  try {
    return withWindowsSigns(new TextDecoder(label).decode(bytes));
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
