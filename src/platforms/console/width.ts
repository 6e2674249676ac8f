/** How many columns text takes in a terminal, and breaking it into lines of so many. */

/** A stretch of text of one look. */
export interface Piece {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'dim' | 'accent';
}

/** Narrower than this, lines are longer than the terminal instead of being one word each. */
export const NARROWEST = 20;

/** East Asian wide and fullwidth characters (Unicode 15, blocks rounded to what terminals do), and emoji. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18df2}\u{1b000}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Extended_Pictographic}\ufe0f)/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const ASCII = /^[\x20-\x7e]*$/;

const segmenter = new Intl.Segmenter();

/** What is parted into characters at once, in UTF-16 units: of a row of flags it takes time with the square of its length. */
const STRETCH = 256;

/** The characters of a text as people count them. One that is longer than a stretch is parted there. */
function* characters(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + STRETCH, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
    const found = [...segmenter.segment(text.slice(start, end))];
    // The last may go on behind the stretch.
    if (end < text.length && found.length > 1) found.pop();
    for (const { segment, index } of found) yield { segment, index: start + index };
    const last = found.at(-1);
    start = last ? start + last.index + last.segment.length : end;
  }
}

/** Columns that `text` takes on one line; it must hold no controls. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of characters(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** What shows nothing, but for joiners and the two selectors that emoji and scripts are spelt with; it also breaks lines
    in the wrong places. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|(?!\u200c|\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/gu;

/** What may be shown of a text: no controls, so no escape codes; no direction overrides; every run of white space is
    one space. Keeps everything else as it is. */
export function printable(text: string): string {
  return text.replace(/[ \t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replace(INVISIBLE, '');
}

/** At most `columns` of a text, cut at its end and marked with `…`. Empty when there is room for nothing. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  return columns < 2 ? '' : `${head(text, columns - 1).trimEnd()}…`;
}

/** The longest beginning that takes at most `columns`. */
function head(text: string, columns: number): string {
  let width = 0;
  for (const { at, columns: own } of graphemes(text)) {
    width += own;
    if (width > columns) return text.slice(0, at);
  }
  return text;
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
      const before = line.at(-1)?.look;
      line.push({ text: ' ', look: before !== undefined && before === word[0]?.look ? before : 'plain' });
      used += 1;
    }
    for (const piece of word) {
      for (const text of slices(piece.text, columns - used, columns)) {
        if (used > 0 && used + displayWidth(text) > columns) breakLine();
        line.push({ ...piece, text });
        used += displayWidth(text);
      }
    }
  }
  if (line.length > 0) breakLine();
  return lines.map((one) => joined(withoutSpaceAtEnd(one)));
}

/** What is said in our own words, with its line breaks, in lines of at most `columns`. An address that is longer stands
    whole on a line of its own, so that it can be opened and copied. */
export function fold(text: string, columns: number): string {
  const room = Math.max(NARROWEST, columns);
  return text
    .split('\n')
    .flatMap((line) => (displayWidth(line) <= room ? [line] : folded(line, room)))
    .join('\n');
}

function folded(line: string, columns: number): string[] {
  const lines: string[] = [];
  let text = '';
  const flush = (): void => {
    lines.push(
      ...wrap([{ text, look: 'plain' }], columns).map((one) => one.map((piece) => piece.text).join('')),
    );
    text = '';
  };
  for (const word of line.split(' ')) {
    if (word.includes('://') && displayWidth(word) > columns) {
      flush();
      lines.push(word);
    } else {
      text += ` ${word}`;
    }
  }
  flush();
  return lines;
}

/** A text in parts of at most `columns`, the first of at most `room`; one part when it fits. Goes over it once. */
function slices(text: string, room: number, columns: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let width = 0;
  let limit = room;
  for (const { at, columns: own } of graphemes(text)) {
    if (width + own > limit && at > 0) {
      parts.push(text.slice(start, at));
      start = at;
      width = 0;
      limit = columns;
    }
    width += own;
  }
  return [...parts, text.slice(start)];
}

function* graphemes(text: string): Iterable<{ at: number; columns: number }> {
  if (ASCII.test(text)) {
    for (let at = 0; at < text.length; at++) yield { at, columns: 1 };
  } else {
    for (const { segment, index } of characters(text)) yield { at: index, columns: graphemeWidth(segment) };
  }
}

function withoutSpaceAtEnd(line: Piece[]): Piece[] {
  return line.at(-1)?.text === ' ' ? line.slice(0, -1) : line;
}

/** Neighbours of one look as one piece. */
function joined(line: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const piece of line) {
    const last = pieces.at(-1);
    if (last?.look === piece.look) pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
    else pieces.push(piece);
  }
  return pieces;
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
