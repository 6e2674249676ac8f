/** How many columns text takes in a terminal, and breaking it into lines of so many. */

/** A stretch of text of one look. */
export interface Piece {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'dim' | 'accent';
}

/** East Asian wide and fullwidth characters (Unicode 15, blocks rounded to what terminals do), and emoji. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18df2}\u{1b000}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Extended_Pictographic}\ufe0f)/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const ASCII = /^[\x20-\x7e]*$/;

const segmenter = new Intl.Segmenter();

/** Columns that `text` takes on one line; it must hold no controls. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** What may be shown of a text: no controls, so no escape codes; no direction overrides; every run of white space is
    one space. Keeps everything else as it is. */
export function printable(text: string): string {
  return text
    .replace(/[ \t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu, '');
}

/** At most `columns` of a text, cut at its end and marked with `…`. Empty when there is room for nothing. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  return columns < 2 ? '' : `${head(text, columns - 1).trimEnd()}…`;
}

/** The longest beginning that takes at most `columns`. */
function head(text: string, columns: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(0, columns));
  let width = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    width += graphemeWidth(segment);
    if (width > columns) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Breaks at spaces into lines of at most `columns`, and inside a word only when it is longer than a line. `columns`
    is at least 2, or Infinity for one line. Spaces at the ends of lines go. */
export function wrap(pieces: readonly Piece[], columns: number): Piece[][] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const breakLine = (): void => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const { word, spaced } of words(pieces)) {
    const width = word.reduce((sum, piece) => sum + displayWidth(piece.text), 0);
    const space = spaced && used > 0 ? 1 : 0;
    if (used > 0 && used + space + width > columns && width <= columns) breakLine();
    else if (space > 0) {
      line.push({ text: ' ', look: 'plain' });
      used += 1;
    }
    for (const piece of word) {
      let { text } = piece;
      while (text !== '') {
        const part = used + displayWidth(text) <= columns ? text : head(text, columns - used);
        if (part === '') {
          breakLine();
          continue;
        }
        line.push({ ...piece, text: part });
        used += displayWidth(part);
        text = text.slice(part.length);
      }
    }
  }
  if (line.length > 0) breakLine();
  return lines.map(withoutSpaceAtEnd);
}

function withoutSpaceAtEnd(line: Piece[]): Piece[] {
  return line.at(-1)?.text === ' ' ? line.slice(0, -1) : line;
}

/** What stands between spaces; a word may run over several pieces: `said.` and `[1]`. */
function words(pieces: readonly Piece[]): { word: Piece[]; spaced: boolean }[] {
  const all: { word: Piece[]; spaced: boolean }[] = [];
  let word: Piece[] = [];
  let spaced = false;
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split(' ').entries()) {
      if (index > 0) {
        if (word.length > 0) all.push({ word, spaced });
        word = [];
        spaced = true;
      }
      if (text !== '') word.push({ ...piece, text });
    }
  }
  if (word.length > 0) all.push({ word, spaced });
  return all;
}
