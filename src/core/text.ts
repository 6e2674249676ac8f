/** What may not reach a reader or a search: controls, bidi overrides, zero-width and other invisible characters, halves
    of characters, and what has no public meaning. White space stays, to become a space. */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\ufff0-\uffff]/gu;

/** Text that cleaning would leave as it is, but for its ends: most of what there is. */
const PLAIN = /^(?:[!-~]| (?! ))*$/;

/** NFKC, without invisible characters, with every run of white space as one space, trimmed. */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  // What stood on both sides of an invisible character may compose once it is gone.
  return text.normalize('NFKC').replace(INVISIBLE, '').normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** As it is written, on one line and without what can't be seen: what may be written in plain text beside the bot's own. */
export function oneLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/\s+/gu, ' ').replace(INVISIBLE, '');
}

export function severalLines(text: string): string {
  return text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n').replace(INVISIBLE, '');
}

/** A whole figure with one unit after it; a second unit after that is no way to write a sum. */
const FIGURE =
  /(?<![\p{L}\p{N}.])(\d{1,9}(?:\.\d{1,2})?) ?(k|grand|thousand|m|mn|bn)(?![\p{L}\p{N}]| +(?:k|grand|thousand|m|mn|bn)(?![\p{L}\p{N}]))/gu;

/** For comparing and searching: clean, lower case, no accents, letters and digits only, one space between words.
    Apostrophes join (`what's` → `whats`), a decimal point and a thousands comma between digits stay one number
    (`$148.5` and `148,5` → `148.5`, `250,000` and `250k` → `250000`). */
export function fold(text: string): string {
  const cleaned = clean(text);
  const bare = PLAIN.test(cleaned) ? cleaned : cleaned.normalize('NFD').replace(/\p{M}+/gu, '');
  const quoted = bare.toLowerCase().replace(/['’‘ʼ`´]/gu, "'");
  const lower = quoted.replace(POSSESSIVE, '$1').replace(/'/g, '');
  if (!/\d/.test(lower)) return wordsOnly(lower);
  const joined = lower.replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '').replace(/(?<=\d),(?=\d{1,2}(?!\d))/gu, '.');
  return wordsOnly(joined).replace(FIGURE, spelledOut);
}

function wordsOnly(text: string): string {
  const marks = /[^\p{L}\p{N}.]+|\.(?!\d)|(?<!\d)\./gu;
  return text.replace(marks, ' ').replace(/ +/gu, ' ').trim();
}

/** `Salesforce's` is Salesforce; `what's` stays what it is. */
const POSSESSIVE =
  /(?<![\p{L}\p{N}])(?!(?:what|who|how|where|when|why|it|that|there|here|let|he|she)')([\p{L}\p{N}][\p{L}\p{N}.-]{0,39})'s(?![\p{L}\p{N}])/gu;

/** `250k` and `250 grand` are 250000; `40m` is 40 million: as sources write them. */
function spelledOut(_: string, figure: string, unit: string): string {
  if (unit === 'm' || unit === 'mn') return `${figure} million`;
  return unit === 'bn' ? `${figure} billion` : String(Math.round(Number(figure) * 1000));
}

/** At most `limit` UTF-16 units, cut only at the end, between words where one is near, marked with `…`. For quotes,
    titles and labels; a claim is never shortened. Splits no character. `limit` is at least 1. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, limit + 16))) {
    if (cut.length + segment.length > limit - 1) break;
    cut += segment;
  }
  const space = cut.lastIndexOf(' ');
  const kept = space > limit * 0.6 ? cut.slice(0, space) : cut;
  return `${kept.replace(/[\s,;:·–-]+$/u, '')}…`;
}

const PIECE = 256;

/** As much of a text as makes `limit` UTF-16 units in NFKC, and in NFKC where it was cut: one character may stand for 18,
    so that its own length says little about what it costs. */
export function beginning(text: string, limit: number): string {
  let seen = '';
  let at = 0;
  for (; at < text.length && seen.length <= limit; at += PIECE) seen += text.slice(at, at + PIECE).normalize('NFKC');
  return at >= text.length && seen.length <= limit ? text : seen.slice(0, limit);
}

/** The first `limit` code points; for text that was typed, before anything costly looks at it. */
export function cutTyped(text: string, limit: number): string {
  // A code point takes at most two units, and what is taken out of a text is rarely more than what stays.
  const near = clean(beginning(text, limit * 18));
  return [...near].slice(0, limit).join('').trimEnd();
}

/** The longest run of items from a place on, of `most` at most, for which `find` gives something. */
export function longestRun<Item, Value>(
  items: readonly Item[],
  at: number,
  most: number,
  find: (run: readonly Item[]) => Value | undefined,
): { readonly length: number; readonly value: Value } | undefined {
  for (let length = Math.min(most, items.length - at); length > 0; length--) {
    const value = find(items.slice(at, at + length));
    if (value !== undefined) return { length, value };
  }
  return undefined;
}
