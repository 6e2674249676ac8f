import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { type Answer, lastLine } from '../src/core/answer.ts';
import type { FactId } from '../src/core/fact.ts';
import { plainSpan } from '../src/core/plain.ts';
import { oneLine } from '../src/core/text.ts';

/* What a preview of a link shows of a fact: the bot's own card, as a picture. */

export interface Picture {
  readonly heading: string;
  /** The claim, and what must be read with it. */
  readonly lines: readonly string[];
  /** Where the sources are, and as of when. */
  readonly last: string;
}

/** What previews ask for, and the paper around the text; in pixels. */
const WIDTH = 1200;
const HEIGHT = 630;
const EDGE = 60;
/** The text is as large as it can be between these, with room for all of it. */
const LARGEST = 42;
const SMALLEST = 12;
const LAST = 20;
/** The size at which words are measured. */
const MEASURED = 100;
const FAMILY = 'Receipts';

export const picturePath = (id: FactId): string => `facts/${id}.png`;

export function pictureOf(card: Answer): Picture {
  const lines = card.body
    .flatMap(({ lines }) => lines)
    .map((line) => oneLine(line.map((span) => plainSpan(span, card, ({ text }) => text)).join('')));
  return { heading: oneLine(card.heading), lines, last: oneLine(lastLine(card)) };
}

export const wordsOf = ({ heading, lines, last }: Picture): string => [heading, ...lines, last].join(' ');

/** Draws pictures, each as a PNG with every word of it; throws a plain Error when they have no place. */
export async function openPainter(): Promise<(picture: Picture) => Buffer> {
  // Not at the top: it is installed for development only, and the rest of this command line works without it.
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  for (const name of ['latin-400', 'latin-600', 'latin-ext-400', 'latin-ext-600']) {
    const file = `@fontsource/source-serif-4/files/source-serif-4-${name}-normal.woff2`;
    GlobalFonts.registerFromPath(fileURLToPath(import.meta.resolve(file)), FAMILY);
  }
  const context = createCanvas(WIDTH, HEIGHT).getContext('2d');
  const widthOf = (word: string, weight: number): number => {
    context.font = fontOf(MEASURED, weight);
    return context.measureText(word).width / MEASURED;
  };
  return (picture) => {
    const rows = setRows(picture, widthOf);
    context.fillStyle = 'white';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = 'black';
    for (const { text, font, y } of [...rows, { text: picture.last, font: fontOf(LAST), y: HEIGHT - LAST }]) {
      context.font = font;
      context.fillText(text, EDGE, y, WIDTH - 2 * EDGE);
    }
    return greyPng(context.getImageData(0, 0, WIDTH, HEIGHT).data, WIDTH, HEIGHT);
  };
}

const fontOf = (size: number, weight = 400): string => `${weight} ${size}px ${FAMILY}`;

/** `widthOf`: a word, in parts of the size of its font. */
function setRows({ heading, lines }: Picture, widthOf: (word: string, weight: number) => number) {
  const paragraphs = [heading, ...lines].map((text, at) => {
    const [weight, larger] = at === 0 ? [600, 1.2] : [400, 1];
    const words = text.split(' ').map((word) => ({ word, width: widthOf(` ${word}`, weight) }));
    return { weight, larger, words };
  });
  for (let size = LARGEST; size >= SMALLEST; size -= 1) {
    let y = EDGE - size / 2;
    const rows = paragraphs.flatMap(({ weight, larger, words }) => {
      const own = Math.round(size * larger);
      const set = wrapped(words, (WIDTH - 2 * EDGE) / own).map((text) => {
        y += own * 1.3;
        return { text, font: fontOf(own, weight), y };
      });
      y += size * 0.45;
      return set;
    });
    if (y <= HEIGHT - EDGE - LAST) return rows;
  }
  throw new Error(`no place in a picture for ${heading}`);
}

/** Each width is that of the word with a space before it. */
function wrapped(words: readonly { word: string; width: number }[], most: number): readonly string[] {
  const rows: string[][] = [];
  let left = 0;
  for (const { word, width } of words) {
    left -= width;
    const row = rows.at(-1);
    if (row && left >= 0) row.push(word);
    else {
      rows.push([word]);
      left = most - width;
    }
  }
  return rows.map((row) => row.join(' '));
}

/** Black on white as a PNG of 16 greys, from RGBA pixels of an even width: a fourth of the bytes of one with all colours, in
    a tenth of the time. There is one for each page of a fact. */
export function greyPng(pixels: Uint8ClampedArray, width: number, height: number): Buffer {
  // Four bits a pixel, grey. A row is a byte that says that nothing was done to it, and two pixels in each byte.
  const row = 1 + width / 2;
  const rows = Buffer.alloc(row * height);
  const greyAt = (pixel: number): number => (pixels[4 * pixel] ?? 0) >> 4;
  for (let y = 0; y < height; y += 1)
    for (let x = 0, at = y * width; x < width; x += 2)
      rows[y * row + 1 + x / 2] = (greyAt(at + x) << 4) | greyAt(at + x + 1);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([word(width), word(height), Buffer.from([4, 0, 0, 0, 0])])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([word(data.length), named, word(crc32(named))]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
