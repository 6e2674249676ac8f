import { BotError } from '../../src/core/errors.ts';

/** Larger than any spreadsheet of facts; a slip such as a video must not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface Decoded {
  readonly text: string;
  /** Set when the letters were guessed at. */
  readonly note?: string;
}

/** A text file as spreadsheets save one: UTF-8 with or without a mark at its front, UTF-16 with one, else Windows-1252
    (which holds Latin-1), with a note. Throws BotError `bad_data` for what is no text. */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  refuseTooLarge(bytes.length, file);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: whole(new TextDecoder('utf-16le').decode(bytes), file) };
  if (first === 0xfe && second === 0xff)
    return { text: whole(new TextDecoder('utf-16be').decode(bytes), file) };
  // A spreadsheet's own file is a zip.
  if (first === 0x50 && second === 0x4b) {
    throw new BotError(
      'bad_data',
      `${file} is a workbook or a zip, and no CSV`,
      'Save the sheet as "CSV UTF-8" and import that.',
    );
  }
  try {
    return { text: whole(new TextDecoder('utf-8', { fatal: true }).decode(bytes), file) };
  } catch (error) {
    if (error instanceof BotError) throw error;
    const text = whole(windows1252(bytes), file);
    return {
      text,
      note: 'The file is not UTF-8: it was read as Windows-1252 (Latin-1). Look at its accents and dashes.',
    };
  }
}

/** Throws BotError `bad_data` for more bytes than a spreadsheet of facts has. */
export function refuseTooLarge(bytes: number, file: string): void {
  if (bytes <= MOST_BYTES) return;
  throw new BotError('bad_data', `${file} is larger than 64 MB`, 'Split it into several files.');
}

function whole(text: string, file: string): string {
  if (!text.includes('\0')) return text;
  throw new BotError(
    'bad_data',
    `${file} is no text: it holds zero bytes`,
    'Save it as "CSV UTF-8", then try again.',
  );
}

/** What Windows-1252 has where Latin-1 has controls. Its name is known to TextDecoder, but some versions of Node read
    Latin-1 under it. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign);
}
