/** What Discord's client makes of markdown, by the rules of its own parser (simple-markdown, in its order). Told in
    reading order; what it shows is the text between. */
export interface MarkdownReader {
  /** Text that is shown, and how it stands in the source, where the client looks for invites. */
  text(shown: string, source: string): void;
  code(text: string, form: 'block' | 'inline'): void;
  /** A link; its label is markdown, or undefined when the address itself is shown. */
  link(url: string, label: string | undefined): void;
  /** A mention, a time, a command, an emoji: what the client turns into something live. */
  live(text: string): void;
  /** Bold begins, or ends. */
  bold(): void;
  /** The line is a heading of this level; 0 is small text. */
  line(level: number): void;
  /** A mark of formatting that is none of these; shown as it is, so that whoever looks finds it. */
  foreign(mark: string): void;
}

const RULES = {
  block: /^```(?:[a-z0-9_+\-.#]+\n)?\n*([^\n][\s\S]*?)\n*```/i,
  code: /^(`+)([\s\S]*?[^`])\1(?!`)/,
  escape: /^\\([^0-9A-Za-z\s])/,
  masked:
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/,
  bracketed: /^<([^: >]+:\/[^ >]+)>/,
  bare: /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/i,
  live: /^(?:<@!?\d+>|<@&\d+>|<#\d+>|<\/[^<>]+:\d+>|<t:-?\d+(?::\w)?>|<a?:\w+:\d+>|<id:\w+>|@everyone|@here)/,
  foreign: /^(?:\|\||~~|__|\*|_)/,
  own: /^(?:(#{1,3})|-#) /,
  foreignLine: /^[^\S\n]*(?:>>> |> |[-*+] |\d+[.)] |#{1,3} |-# )/,
  /** Where nothing above can begin; addresses begin with these letters, wherever they stand. */
  plain: /^[^\n`\\[<@*|~_hsdHSD]+/,
} as const;

export function readMarkdown(source: string, reader: MarkdownReader): void {
  let rest = source;
  let lineStart = true;
  const step = (length: number): void => {
    rest = rest.slice(length);
  };
  while (rest !== '') {
    if (lineStart) {
      const own = RULES.own.exec(rest);
      if (own) {
        reader.line(own[1]?.length ?? 0);
        step(own[0].length);
      }
      const foreign = RULES.foreignLine.exec(rest);
      if (foreign) reader.foreign(foreign[0]);
      lineStart = false;
    }
    const plain = RULES.plain.exec(rest)?.[0];
    if (plain !== undefined) {
      reader.text(plain, plain);
      step(plain.length);
      continue;
    }
    const taken = special(rest, reader);
    if (taken > 0) {
      step(taken);
      continue;
    }
    const [first = ''] = rest;
    const foreign = RULES.foreign.exec(rest);
    if (foreign) reader.foreign(foreign[0]);
    reader.text(first, first);
    step(first.length);
    lineStart = first === '\n';
  }
}

/** How much of the source a rule took; 0 when none did. */
function special(rest: string, reader: MarkdownReader): number {
  const [first = ''] = rest;
  if (first === '`') {
    const block = RULES.block.exec(rest);
    const code = block ?? RULES.code.exec(rest);
    if (code) reader.code(code[block ? 1 : 2] ?? '', block ? 'block' : 'inline');
    return code?.[0].length ?? 0;
  }
  if (first === '\\') {
    const escaped = RULES.escape.exec(rest);
    if (escaped) reader.text(escaped[1] ?? '', escaped[0]);
    return escaped?.[0].length ?? 0;
  }
  if (first === '[') {
    const masked = RULES.masked.exec(rest);
    if (masked) reader.link(masked[2] ?? '', masked[1] ?? '');
    return masked?.[0].length ?? 0;
  }
  const address = RULES.bracketed.exec(rest) ?? RULES.bare.exec(rest);
  if (address) {
    reader.link(address[1] ?? address[0], undefined);
    return address[0].length;
  }
  const live = RULES.live.exec(rest);
  if (live) {
    reader.live(live[0]);
    return live[0].length;
  }
  if (!rest.startsWith('**')) return 0;
  reader.bold();
  return 2;
}
