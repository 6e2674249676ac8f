import { fileURLToPath } from 'node:url';
import { type Answer, lastLine } from '../src/core/answer.ts';
import type { FactId } from '../src/core/fact.ts';
import { plainSpan } from '../src/core/plain.ts';
import { oneLine } from '../src/core/text.ts';
import { type Colour, shadedPng } from './png.ts';

/* What a preview of a link shows of a fact: the bot's own card, as a picture. */

/** All the words of a picture. */
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
/** The sizes of the text between which the largest is taken with which all of it has its place. */
const LARGEST = 42;
const SMALLEST = 12;
const SMALL = 20;
/** The size at which words are measured. */
const MEASURED = 100;
const INK: Colour = [33, 31, 27];
const PAPER: Colour = [251, 249, 244];
const FAMILY = 'Receipts';

/** From the root of a language's pages. */
export const picturePath = (id: FactId): string => `facts/${id}.png`;

export function pictureOf(card: Answer): Picture {
  const plain = card.body.flatMap(({ lines }) =>
    lines.map((line) => line.map((span) => plainSpan(span, card, ({ text }) => text)).join('')),
  );
  return { heading: oneLine(card.heading), lines: plain.map(oneLine), last: oneLine(lastLine(card)) };
}

export const wordsOf = ({ heading, lines, last }: Picture): string => [heading, ...lines, last].join(' ');

interface Row {
  readonly text: string;
  readonly font: string;
  readonly y: number;
}

/** Draws pictures, one after the other. */
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
  /** A PNG with every word of it. Throws a plain Error when they have no place. */
  return (picture) => {
    const rows = setRows(picture, widthOf);
    context.fillStyle = styleOf(PAPER);
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = styleOf(INK);
    for (const { text, font, y } of rows) {
      context.font = font;
      context.fillText(text, EDGE, y);
    }
    context.font = fontOf(SMALL);
    context.fillText(picture.last, EDGE, HEIGHT - EDGE / 2, WIDTH - 2 * EDGE);
    return shadedPng(context.getImageData(0, 0, WIDTH, HEIGHT).data, [WIDTH, HEIGHT], [INK, PAPER]);
  };
}

const fontOf = (size: number, weight = 400): string => `${weight} ${size}px ${FAMILY}`;
const styleOf = (colour: Colour): string => `rgb(${colour.join(' ')})`;

/** The rows of the text, as large as they can be. `widthOf`: a word, in parts of the size of its font. */
function setRows(
  { heading, lines }: Picture,
  widthOf: (word: string, weight: number) => number,
): readonly Row[] {
  const paragraphs = [heading, ...lines].map((text, at) => {
    const [weight, larger, leading] = at === 0 ? [600, 1.2, 1.25] : [400, 1, 1.3];
    const words = text.split(' ').map((word) => ({ word, width: widthOf(word, weight) }));
    return { weight, larger, leading, words, space: widthOf(' ', weight) };
  });
  for (let size = LARGEST; size >= SMALLEST; size -= 1) {
    const rows: Row[] = [];
    let y = EDGE - size / 2;
    for (const { weight, larger, leading, words, space } of paragraphs) {
      const own = Math.round(size * larger);
      for (const text of wrapped(words, space, (WIDTH - 2 * EDGE) / own)) {
        y += own * leading;
        rows.push({ text, font: fontOf(own, weight), y });
      }
      y += size * 0.45;
    }
    if (y <= HEIGHT - EDGE - SMALL) return rows;
  }
  throw new Error(`no place in a picture for ${heading}`);
}

function wrapped(
  words: readonly { readonly word: string; readonly width: number }[],
  space: number,
  most: number,
): readonly string[] {
  const rows: string[] = [];
  let left = 0;
  for (const { word, width } of words) {
    const row = rows.at(-1);
    if (row !== undefined && space + width <= left) {
      rows[rows.length - 1] = `${row} ${word}`;
      left -= space + width;
    } else {
      rows.push(word);
      left = most - width;
    }
  }
  return rows;
}
