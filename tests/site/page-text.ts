/** What is read of one piece of HTML, worked out by HTML's own rules for the little that the site writes. */
export interface Read {
  /** All text, with escapes undone. */
  readonly text: string;
  /** Every address in an `href` or a `src`. */
  readonly links: readonly string[];
  readonly ids: readonly string[];
  /** Names of elements, in order. */
  readonly elements: readonly string[];
  /** Every tag that is not closed, closed twice or not in form, in words. */
  readonly broken: readonly string[];
}

const VOID = new Set(['meta', 'link', 'br', 'input', 'hr', 'img']);
/** A tag as the site writes it: every value in double quotes. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"<>]*")?)*)>/y;

export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Whatever begins with `<` and is no tag of that form is broken. */
export function readHtml(html: string): Read {
  const read = { text: '', links: [] as string[], ids: [] as string[], elements: [] as string[] };
  const broken: string[] = [];
  const open: string[] = [];
  for (let at = html.startsWith('<!doctype html>') ? 15 : 0; at < html.length; ) {
    if (html[at] !== '<') {
      const end = html.indexOf('<', at);
      const piece = html.slice(at, end < 0 ? html.length : end);
      if (piece.includes('>') && open.at(-1) !== 'script') broken.push(`> in ${piece.slice(0, 40)}`);
      read.text += unescaped(piece);
      at += piece.length;
      continue;
    }
    TAG.lastIndex = at;
    const [whole, closes, name = '', attributes = ''] = TAG.exec(html) ?? [];
    if (whole === undefined) {
      broken.push(`no tag: ${html.slice(at, at + 40)}`);
      at += 1;
      continue;
    }
    at += whole.length;
    if (closes) {
      const last = open.pop();
      if (last !== name) broken.push(`</${name}> closes ${String(last)}`);
      continue;
    }
    read.elements.push(name);
    for (const [, key, value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (key === 'href' || key === 'src') read.links.push(unescaped(value));
      if (key === 'id') read.ids.push(unescaped(value));
    }
    if (!VOID.has(name)) open.push(name);
  }
  return { ...read, broken: [...broken, ...open.map((name) => `<${name}> is not closed`)] };
}
