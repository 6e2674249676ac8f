/** A piece of a text as Discord's client reads it. */
export type Piece =
  /** Text that is shown, and how it is written in the source, where the client looks for invites. */
  | { readonly kind: 'text'; readonly shown: string; readonly source: string }
  | { readonly kind: 'code'; readonly text: string; readonly isBlock: boolean }
  /** A link; its label is markdown, or undefined when the address itself is shown. */
  | { readonly kind: 'link'; readonly url: string; readonly label: string | undefined }
  /** A mention, a time, a command, an emoji: what the client turns into something live. */
  | { readonly kind: 'live'; readonly text: string }
  /** Bold begins, or ends. */
  | { readonly kind: 'bold' }
  /** The line is a heading of this level; 0 is small text. */
  | { readonly kind: 'line'; readonly level: number }
  /** A mark of formatting that is none of these; shown as it is too, so that whoever looks finds it. */
  | { readonly kind: 'foreign'; readonly mark: string };

/** In the order of the client's own parser, simple-markdown. */
const RULES: readonly (readonly [start: RegExp, piece: (match: RegExpExecArray) => Piece])[] = [
  // Where nothing below can begin; addresses begin with these letters, wherever they are.
  [/^[^\n`\\[<@*|~_hsdHSD]+/, ([text]) => ({ kind: 'text', shown: text, source: text })],
  [/^```(?:[a-z0-9_+\-.#]+\n)?\n*([^\n][\s\S]*?)\n*```/i, ([, text = '']) => ({ kind: 'code', text, isBlock: true })],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , text = '']) => ({ kind: 'code', text, isBlock: false })],
  [/^\\([^0-9A-Za-z\s])/, ([source, shown = '']) => ({ kind: 'text', shown, source })],
  [
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/,
    ([, label = '', url = '']) => ({ kind: 'link', url, label }),
  ],
  [/^<([^: >]+:\/[^ >]+)>/, ([, url = '']) => ({ kind: 'link', url, label: undefined })],
  [/^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i, ([url]) => ({ kind: 'link', url, label: undefined })],
  [
    /^(?:<@!?\d+>|<@&\d+>|<#\d+>|<\/[^<>]+:\d+>|<t:-?\d+(?::\w)?>|<a?:\w+:\d+>|<id:\w+>|@everyone|@here)/,
    ([text]) => ({ kind: 'live', text }),
  ],
  [/^\*\*/, () => ({ kind: 'bold' })],
];
const LINE = /^(?:(#{1,3})|-#) /;
const FOREIGN_LINE = /^[^\S\n]*(?:>>> |> |[-*+] |\d+[.)] |#{1,3} |-# )/;
const FOREIGN = /^(?:\|\||~~|__|\*|_)/;

/** What Discord's client makes of markdown, in reading order; what it shows is the text of the pieces. */
export function* readMarkdown(source: string): Generator<Piece> {
  let rest = source;
  let isLineStart = true;
  while (rest !== '') {
    if (isLineStart) {
      const line = LINE.exec(rest);
      if (line) yield { kind: 'line', level: line[1]?.length ?? 0 };
      rest = rest.slice(line?.[0].length ?? 0);
      const foreign = FOREIGN_LINE.exec(rest);
      if (foreign) yield { kind: 'foreign', mark: foreign[0] };
      isLineStart = false;
      continue;
    }
    let taken = '';
    for (const [start, piece] of RULES) {
      const match = start.exec(rest);
      if (!match) continue;
      yield piece(match);
      [taken] = match;
      break;
    }
    if (taken === '') {
      const foreign = FOREIGN.exec(rest);
      if (foreign) yield { kind: 'foreign', mark: foreign[0] };
      [taken = ''] = rest;
      yield { kind: 'text', shown: taken, source: taken };
      isLineStart = taken === '\n';
    }
    rest = rest.slice(taken.length);
  }
}
