import { Composer, type Document, isMap, isScalar, isSeq, LineCounter, type ParsedNode, Parser } from 'yaml';
import { type Fault, guardYaml } from './yaml-guard.ts';

/** Steps from the top of a file: `[3, 'cites', 0, 'quote']`. */
export type Path = readonly PropertyKey[];

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
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

/** Reads one YAML text of at most 1 MB: one document, YAML 1.2 core schema, no anchors, aliases, tags or merge keys, no
    key twice, nothing nested deeper than the guard allows. Never throws. */
export function readYaml(text: string): YamlReading {
  const guarded = guardYaml(text);
  if ('fault' in guarded) return { ok: false, faults: [guarded.fault] };
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  let document: Document.Parsed | undefined;
  try {
    document = compose(guarded.tokens, lines, text.length);
  } catch {
    // The guard leaves nothing that is known to bring the parser here; a data file must not stop the process all the same.
    return {
      ok: false,
      faults: [{ line: 1, column: 1, message: 'can not be read as YAML', tip: 'Simplify it.' }],
    };
  }
  if (!document) return { ok: true, value: null, at: () => placeAt(0), atKey: () => placeAt(0) };
  const faults = document.errors.map(({ pos, code, message }): Fault => {
    return { ...placeAt(pos[0]), message: firstLine(message), tip: TIPS[code] ?? ANY_SLIP };
  });
  const root = document.contents;
  const value = toValue(root, faults, placeAt);
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, MAX_FAULTS) };
  return {
    ok: true,
    value,
    at: (path) => placeAt(nodeAt(root, path).value),
    atKey: (path) => placeAt(nodeAt(root, path).key),
  };
}

/** One slip can make every later line look wrong. */
const MAX_FAULTS = 10;

const TIPS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'A text that holds `: ` stands in quotes, or below `>-`.',
  BAD_SCALAR_START: 'A text that begins with @ or ` stands in quotes.',
  BAD_INDENT: 'Indent by two spaces a level; lines of one list or map begin in the same column.',
  MISSING_CHAR:
    'Close the bracket or the quotation mark; put a text that holds special characters in quotes.',
  UNEXPECTED_TOKEN: 'Put a text that holds special characters in quotes.',
};

const ANY_SLIP =
  'Look at this line and the one above it: an entry begins with - , a key ends with : and a space, and a text with special characters stands in quotes.';

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '').slice(0, 160);
}

function compose(tokens: readonly string[], lines: LineCounter, length: number): Document.Parsed | undefined {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false, logLevel: 'silent' });
  function* parsed() {
    for (const token of tokens) yield* parser.next(token);
    yield* parser.end();
  }
  for (const document of composer.compose(parsed(), true, length)) return document;
  return undefined;
}

/** Our own walk, because the library compares every key of a map with every other: a map of 100,000 keys would take minutes. */
function toValue(node: ParsedNode | null, faults: Fault[], placeAt: (offset: number) => Place): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => toValue(item, faults, placeAt));
  if (!isMap(node)) return null;
  const value: Record<string, unknown> = {};
  for (const pair of node.items) {
    const place = placeAt(pair.key.range[0]);
    const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : '';
    const wrong = refuseKey(name, value);
    if (wrong) faults.push({ ...place, ...wrong });
    else value[name] = toValue(pair.value, faults, placeAt);
  }
  return value;
}

function refuseKey(name: string, others: object): { message: string; tip: string } | undefined {
  if (name === '') return { message: 'a key without a name', tip: 'Write key: value.' };
  if (name === '<<') return { message: 'a merge key (<<)', tip: 'Write the values out.' };
  if (name === '__proto__') return { message: 'a key called __proto__', tip: 'Call it something else.' };
  if (Object.hasOwn(others, name)) {
    return { message: `the key ${name} stands here twice`, tip: 'Keep one of them.' };
  }
  return undefined;
}

/** Offsets of the value at the end of the path and of its key; what is missing stands where its parent does. */
function nodeAt(root: ParsedNode | null, path: Path): { value: number; key: number } {
  let node = root;
  let found = { value: root?.range[0] ?? 0, key: root?.range[0] ?? 0 };
  for (const step of path) {
    if (isSeq(node)) {
      const item: ParsedNode | undefined = node.items[Number(step)];
      if (!item) break;
      node = item;
      found = { value: item.range[0], key: item.range[0] };
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && (key.source ?? String(key.value)) === step);
      if (!pair) break;
      node = pair.value;
      found = { value: pair.value?.range[0] ?? pair.key.range[0], key: pair.key.range[0] };
    } else break;
  }
  return found;
}
