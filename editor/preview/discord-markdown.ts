import { html } from './html.ts';
import { readMarkdown } from './read-markdown.ts';

/** Markdown as Discord's client shows it, as a piece of a page. Headings and small text are lines of their own. */
export function markdownHtml(source: string): string {
  let page = '';
  let bold = false;
  /** What ends the line: of a heading or of small text. */
  let end = '';
  /** Whether the next line break is the end of a block, which shows none of its own. */
  let swallow = false;
  const add = (piece: string): void => {
    page += piece;
    swallow = false;
  };
  readMarkdown(source, {
    text(shown) {
      if (shown !== '\n') return add(html(shown));
      if (end !== '') page += end;
      else if (!swallow) page += '\n';
      end = '';
      swallow = false;
    },
    code(text, form) {
      add(form === 'inline' ? `<code>${html(text)}</code>` : `<pre>${html(text)}</pre>`);
      swallow = form === 'block';
    },
    link(url, label) {
      const href = /^https?:/u.test(url) ? ` href="${html(url)}"` : '';
      add(`<a${href}>${label === undefined ? html(url) : markdownHtml(label)}</a>`);
    },
    live(text) {
      add(`<mark>${html(text)}</mark>`);
    },
    bold() {
      bold = !bold;
      add(bold ? '<strong>' : '</strong>');
    },
    line(level) {
      add(level === 0 ? '<small>' : `<h${level}>`);
      end = level === 0 ? '</small>' : `</h${level}>`;
    },
    foreign(mark) {
      add(`<mark class="foreign" title="formatting that is not ours: ${html(mark)}"></mark>`);
    },
  });
  return `${page}${bold ? '</strong>' : ''}${end}`;
}
