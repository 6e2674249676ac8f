import { CST, isMap, isScalar, isSeq, Lexer, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** Steps from the top of a file: `[3, 'cites', 0, 'quote']`. */
export type Path = readonly PropertyKey[];

/** `cites[0].quote`, or `the entry` for the whole. */
export function pathName(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return name === '' ? 'the entry' : name.replace(/^\./, '');
}

/** What is at the end of a path; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, step) => (at === undefined ? undefined : Reflect.get(Object(at), step)), value);
}

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something wrong in a text file. */
export interface Fault extends Place {
  readonly message: string;
  readonly tip: string;
}

/** What a YAML text says, and where. */
export interface YamlText {
  /** Plain objects, arrays, strings, numbers, booleans and null. */
  readonly value: unknown;
  /** Of the value at the end of the path, or of the nearest thing around it that is there. */
  at(path: Path): Place;
  /** Of the key itself, for a key that should not be there. */
  atKey(path: Path): Place;
}

export type YamlReading =
  | ({ readonly ok: true } & YamlText)
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** One file may hold this many bytes: ten times the largest that an author would want to read. */
export const MAX_BYTES = 1_000_000;
/** Brackets in brackets, and levels of indentation. The parser calls itself once a level, and can end the process when the
    stack ends: what is refused here never reaches it. */
const MAX_DEPTH = 32;
const MAX_INDENT = 2 * MAX_DEPTH;
/** `- ` and `key:` on one line, or between two commas: each is one more level for the parser. */
const MAX_INDICATORS = 8;
/** Ten times our largest file; the parser takes some seconds for a million. */
const MAX_TOKENS = 200_000;
/** One slip can make every later line look wrong. */
const MAX_FAULTS = 10;

type Said = readonly [message: string, tip: string];

/** Reads one YAML text of at most 1 MB: one document, YAML 1.2 core schema, no anchors, aliases, tags or merge keys, no
    key twice, nothing nested deeper than 32 levels. Never throws. */
export function readYaml(text: string): YamlReading {
  const placeAt = placesIn(text);
  const refused = refusalOf(text);
  if (refused) {
    const [offset, [message, tip]] = refused;
    return { ok: false, faults: [{ ...placeAt(offset), message, tip }] };
  }
  // Keys are compared below: the library compares every key of a map with every other.
  const options = { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false } as const;
  const { contents: root, errors } = parseDocument(text, options);
  const faults = errors.map(({ pos, code, message }): Fault => {
    const [first = message] = message.split('\n');
    return { ...placeAt(pos[0]), message: first.slice(0, 160), tip: TIPS[code] ?? ANY_SLIP };
  });
  const value = toValue(root, faults, placeAt);
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, MAX_FAULTS) };
  return {
    ok: true,
    value,
    at: (path) => placeAt(nodeAt(root, path).value),
    atKey: (path) => placeAt(nodeAt(root, path).key),
  };
}

function placesIn(text: string): (offset: number) => Place {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

const FORBIDDEN_CHARACTER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Every kind of token that our files do without, and what to write instead. */
const REFUSED_TOKENS: Readonly<Record<string, Said>> = {
  anchor: ['an anchor (&name)', 'Write the value out where it is needed; a text that begins with & stands in quotes.'],
  alias: ['an alias (*name)', 'Write the value out; a text that begins with * stands in quotes.'],
  tag: ['a tag (!name)', 'Leave the tag out; a text that begins with ! stands in quotes.'],
  'explicit-key-ind': ['a key marked with ?', 'Write key: value; a text that begins with ? stands in quotes.'],
  'directive-line': ['a line that begins with %', 'Leave it out; a text that begins with % stands in quotes.'],
  'doc-end': ['the end of a document (...)', 'Leave it out: one file holds one document.'],
  'flow-error-end': ['a bracket that is not closed', 'Close it with ] or }.'],
};

/** Why a text is refused before anything parses it, and the offset of that: too large, nested too deeply, or with tokens
    and characters that our files do without. Linear in the text. */
function refusalOf(text: string): readonly [offset: number, Said] | undefined {
  if (Buffer.byteLength(text) > MAX_BYTES) return [0, ['is larger than 1 MB', 'Split it by topic.']];
  const bad = FORBIDDEN_CHARACTER.exec(text);
  if (bad) return [bad.index, aboutCharacter(bad[0])];
  let [offset, tokens, documents, brackets, indicators] = [0, 0, 0, 0, 0];
  let startsLine = true;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    // What follows this mark is text of the author's, whatever it looks like.
    const type: CST.TokenType | null = isText ? null : CST.tokenType(lexeme);
    isText = type === 'scalar';
    if (isText || type === 'doc-mode') continue;
    const isTooFar = type === 'space' && startsLine && brackets === 0 && lexeme.length > MAX_INDENT;
    startsLine = type === 'newline';
    if (type === 'flow-map-start' || type === 'flow-seq-start') brackets += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') brackets -= 1;
    if (type === 'map-value-ind' || type === 'seq-item-ind') indicators += 1;
    if (type === 'comma' || (startsLine && brackets === 0)) indicators = 0;
    if (type === 'doc-start') documents += 1;
    tokens += 1;
    if (type !== null && REFUSED_TOKENS[type]) return [offset, REFUSED_TOKENS[type]];
    if (tokens > MAX_TOKENS) return [offset, ['holds too much for one file', 'Split it by topic.']];
    if (documents > 1) return [offset, ['a second document (---)', 'One file holds one document: leave the line out.']];
    if (brackets > MAX_DEPTH)
      return [offset, [`more than ${MAX_DEPTH} brackets in one another`, 'Close brackets before you open more.']];
    if (isTooFar)
      return [offset, ['is indented too far', `Indent by two spaces a level, at most ${MAX_DEPTH} levels.`]];
    if (indicators > MAX_INDICATORS)
      return [offset, ['too many colons or dashes in one place', 'Put a text that holds `: ` or `- ` in quotes.']];
    offset += lexeme.length;
  }
  return undefined;
}

function aboutCharacter(character: string): Said {
  if (character === '\t') return ['a tab', 'Use spaces.'];
  if (character === '\ufeff') return ['a byte order mark', 'Save the file as UTF-8 without one.'];
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return [`a character that nobody can see (U+${code})`, 'Delete it.'];
}

const TIPS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'A text that holds `: ` stands in quotes, or below `>-`.',
  BAD_SCALAR_START: 'A text that begins with @ or ` stands in quotes.',
  BAD_INDENT: 'Indent by two spaces a level; lines of one list or map begin in the same column.',
  MISSING_CHAR: 'Close the bracket or the quotation mark; put a text that holds special characters in quotes.',
  UNEXPECTED_TOKEN: 'Put a text that holds special characters in quotes.',
};

const ANY_SLIP =
  'Look at this line and the one above it: an entry begins with - , a key ends with : and a space, and a text with special characters stands in quotes.';

function toValue(node: ParsedNode | null, faults: Fault[], placeAt: (offset: number) => Place): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => toValue(item, faults, placeAt));
  if (!isMap(node)) return null;
  const value: Record<string, unknown> = {};
  for (const pair of node.items) {
    const name = nameOf(pair.key);
    const wrong = wrongKey(name, value);
    if (wrong) faults.push({ ...placeAt(pair.key.range[0]), message: wrong[0], tip: wrong[1] });
    else value[name] = toValue(pair.value, faults, placeAt);
  }
  return value;
}

function nameOf(key: ParsedNode): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : '';
}

function wrongKey(name: string, others: object): Said | undefined {
  if (name === '') return ['a key without a name', 'Write key: value.'];
  if (name === '<<') return ['a merge key (<<)', 'Write the values out.'];
  if (name === '__proto__') return ['a key called __proto__', 'Call it something else.'];
  return Object.hasOwn(others, name) ? [`the key ${name} stands here twice`, 'Keep one of them.'] : undefined;
}

/** Offsets of the value at the end of the path and of its key; what is missing has the place of its parent. */
function nodeAt(node: ParsedNode | null, path: Path, key = node?.range[0] ?? 0): { value: number; key: number } {
  const [step, ...rest] = path;
  const item: ParsedNode | undefined = isSeq(node) ? node.items[Number(step)] : undefined;
  if (item) return nodeAt(item, rest, item.range[0]);
  const pair = isMap(node) ? node.items.find((one) => nameOf(one.key) === step) : undefined;
  return pair ? nodeAt(pair.value, rest, pair.key.range[0]) : { value: node?.range[0] ?? key, key };
}
