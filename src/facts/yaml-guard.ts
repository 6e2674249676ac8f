import { CST, Lexer } from 'yaml';

/** Something wrong in a text file, at a place counted from 1. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly tip: string;
}

/** One file may hold this many bytes: ten times the largest that an author would want to read. */
export const MAX_BYTES = 1_000_000;
/** Brackets in brackets, and lists in lists. The parser calls itself once a level, and Node ends when its stack does. */
export const MAX_DEPTH = 32;
/** Ten times our largest file; the parser takes some seconds for a million. */
const MAX_TOKENS = 200_000;
/** Two spaces a level. */
const MAX_INDENT = 2 * MAX_DEPTH;
/** `- ` and `key:` on one line; more than two of them is already a mistake. */
const MAX_INDICATORS = 8;

const FORBIDDEN_CHARACTER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Every kind of token that our files do without, and what to write instead. */
const REFUSED_TOKENS: Readonly<Record<string, readonly [message: string, tip: string]>> = {
  anchor: [
    'an anchor (&name)',
    'Write the value out where it is needed; a text that begins with & stands in quotes.',
  ],
  alias: ['an alias (*name)', 'Write the value out; a text that begins with * stands in quotes.'],
  tag: ['a tag (!name)', 'Leave the tag out; a text that begins with ! stands in quotes.'],
  'explicit-key-ind': [
    'a key marked with ?',
    'Write key: value; a text that begins with ? stands in quotes.',
  ],
  'directive-line': [
    'a line that begins with %',
    'Leave it out; a text that begins with % stands in quotes.',
  ],
  'doc-end': ['the end of a document (...)', 'Leave it out: one file holds one document.'],
  'flow-error-end': ['a bracket that is not closed', 'Close it with ] or }.'],
};

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

class Refusal extends Error {
  readonly offset: number;
  readonly tip: string;
  constructor(offset: number, message: string, tip: string) {
    super(message);
    this.offset = offset;
    this.tip = tip;
  }
}

/** How deep the tokens read so far would make the parser go. Throws a Refusal as soon as that is too deep. */
class Depth {
  /** One entry for each open bracket: how many colons its current entry holds. */
  readonly #brackets: number[] = [];
  #indicators = 0;
  #lineStart = true;

  see(type: CST.TokenType | null, lexeme: string, offset: number): void {
    if (type === 'newline') {
      this.#lineStart = true;
      this.#indicators = 0;
      return;
    }
    if (this.#lineStart && type === 'space' && this.#brackets.length === 0 && lexeme.length > MAX_INDENT) {
      throw new Refusal(
        offset,
        'is indented too far',
        `Indent by two spaces a level, at most ${MAX_DEPTH} levels.`,
      );
    }
    this.#lineStart = false;
    this.#seeIndicator(type, offset);
  }

  #seeIndicator(type: CST.TokenType | null, offset: number): void {
    const last = this.#brackets.length - 1;
    if (type === 'flow-map-start' || type === 'flow-seq-start') {
      if (this.#brackets.push(0) > MAX_DEPTH) {
        throw new Refusal(
          offset,
          `more than ${MAX_DEPTH} brackets in one another`,
          'Close brackets before you open more.',
        );
      }
    } else if (type === 'flow-map-end' || type === 'flow-seq-end') this.#brackets.pop();
    else if (type === 'comma' && last >= 0) this.#brackets[last] = 0;
    else if (type === 'map-value-ind' || type === 'seq-item-ind') this.#count(last, offset);
  }

  /** Each colon in one entry, and each `- ` on one line, is one more level for the parser. */
  #count(last: number, offset: number): void {
    const colons = this.#brackets[last];
    const count = colons === undefined ? ++this.#indicators : colons + 1;
    if (colons !== undefined) this.#brackets[last] = count;
    if (count > (colons === undefined ? MAX_INDICATORS : 1)) {
      throw new Refusal(
        offset,
        'too many colons or dashes in one place',
        'Put a text that holds `: ` or `- ` in quotes.',
      );
    }
  }
}

/** The tokens of a YAML text, or why it is refused before anything parses it: too large, nested too deeply, or with
    anchors, aliases, tags, directives, tabs, invisible controls or a second document. Linear in the text; never throws.
    The same tokens go on to the parser, so the guard and the parser can't read a text differently. */
export function guardYaml(text: string): { readonly tokens: readonly string[] } | { readonly fault: Fault } {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return { fault: { line: 1, column: 1, message: 'is larger than 1 MB', tip: 'Split it by topic.' } };
  }
  const bad = FORBIDDEN_CHARACTER.exec(text);
  if (bad) return { fault: { ...placeOf(text, bad.index), ...aboutCharacter(bad[0]) } };
  try {
    return { tokens: guardTokens(text) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { fault: { ...placeOf(text, error.offset), message: error.message, tip: error.tip } };
  }
}

function aboutCharacter(character: string): { message: string; tip: string } {
  if (character === '\t') return { message: 'a tab', tip: 'Use spaces.' };
  if (character === '\ufeff')
    return { message: 'a byte order mark', tip: 'Save the file as UTF-8 without one.' };
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  return { message: `a character that nobody can see (U+${code.toUpperCase()})`, tip: 'Delete it.' };
}

function guardTokens(text: string): string[] {
  const tokens: string[] = [];
  const depth = new Depth();
  let offset = 0;
  let starts = 0;
  let scalarNext = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (tokens.push(lexeme) > MAX_TOKENS)
      throw new Refusal(offset, 'holds too much for one file', 'Split it by topic.');
    // What follows this mark is text of the author's, whatever it looks like.
    const type: CST.TokenType | null = scalarNext ? null : CST.tokenType(lexeme);
    scalarNext = type === 'scalar';
    if (type === 'scalar' || type === 'doc-mode') continue;
    const refused = type === null ? undefined : REFUSED_TOKENS[type];
    if (refused) throw new Refusal(offset, refused[0], refused[1]);
    if (type === 'doc-start' && ++starts > 1) {
      throw new Refusal(
        offset,
        'a second document (---)',
        'One file holds one document: leave the line out.',
      );
    }
    depth.see(type, lexeme, offset);
    if (type !== 'flow-error-end') offset += lexeme.length;
  }
  return tokens;
}
