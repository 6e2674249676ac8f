import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A file of this folder as text. */
export function pageFile(name: 'messages.css' | 'preview.css' | 'preview.js'): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** What messages are drawn with: the style sheet of slack-blocks-to-jsx, and then ours. */
export function messageCss(): string {
  const slack = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  return `${readFileSync(slack, 'utf8')}\n${pageFile('messages.css')}`;
}
