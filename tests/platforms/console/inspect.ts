import stringWidth from 'string-width';
import type { ConsoleMessage } from '../../../src/platforms/console/render.ts';
import type { Look } from '../../../src/platforms/console/terminal.ts';
import type { Inspection } from '../conformance.ts';

const ESCAPE = '\u001b';
const HYPERLINK = new RegExp(`${ESCAPE}\\]8;;([\\x21-\\x7e]*)${ESCAPE}\\\\`, 'g');
const NAMED = new RegExp(`${ESCAPE}\\]8;;([\\x21-\\x7e]+)${ESCAPE}\\\\(.*?)${ESCAPE}\\]8;;${ESCAPE}\\\\`, 'g');
const COLOUR = new RegExp(`${ESCAPE}\\[(?:0|1|2|22|36|39)m`, 'g');

const bare = (text: string): string => text.replace(HYPERLINK, '').replace(COLOUR, '');

/** What a terminal makes of the lines: every escape code that is not one of ours could ring, retitle or forge. */
export const inspectFor =
  (look: Look) =>
  ({ lines }: ConsoleMessage): Inspection => {
    const visible = lines.map((line) => bare(line.text)).join('\n');
    const addresses = lines.filter((line) => line.kind === 'address');
    const linked = addresses.flatMap((line) => [...line.text.matchAll(HYPERLINK)].map((match) => match[1] ?? ''));
    return {
      visible,
      plain: visible,
      leads: lines.flatMap(({ text }) => [
        ...[...text.matchAll(NAMED)].map(([, url = '', words = '']): [string, string] => [bare(words), url]),
        ...[...bare(text).matchAll(/^ (.*\S) (https:\/\/\S+)$/g)].map(([, words = '', url = '']): [string, string] => [
          words.replace(/^\[\d+\] (.*)$/, '[$1]'),
          url,
        ]),
      ]),
      links: look.links
        ? linked.filter((url) => url !== '')
        : addresses.flatMap((line) => /(?:^|\s)(https:\/\/\S+)$/.exec(line.text)?.[1] ?? []),
      overLimits: lines.flatMap((line) => [
        ...(line.kind === 'text' && look.width !== Number.POSITIVE_INFINITY && stringWidth(bare(line.text)) > look.width
          ? [`wider: ${line.text}`]
          : []),
        ...(line.text.includes('\n') ? ['a line break inside a line'] : []),
        ...(line.kind === 'address' && !bare(line.text).includes('https://') ? ['the address is not shown'] : []),
      ]),
      pings: (look.colour || look.links
        ? lines.map((line) => bare(line.text))
        : lines.map((line) => line.text)
      ).flatMap((text) => text.match(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu) ?? []),
    };
  };
