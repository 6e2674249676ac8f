import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { z } from 'zod';

const MAX_URL = 300;
/** Scripts whose letters look like one another's, or like ours; a name in one of them alone is honest. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Cherokee',
  'Georgian',
  'Thai',
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

function mixesScripts(host: string): boolean {
  return host.split('.').some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);
}

/** What is wrong with an address, in words for its author; undefined when nothing is. */
export function wrongUrl(text: string): string | undefined {
  if (text.length > MAX_URL) return `is longer than ${MAX_URL} characters: leave tracking parameters out`;
  if (/[<>|"\\^`{}\s]|[^\x21-\x7e]/.test(text))
    return 'holds a character that no address may hold (a space, < > | " { }): copy the address from the bar of a browser';
  if (!text.startsWith('https://'))
    return 'does not begin with https://: leave url out and say in via who cites it';
  if (!URL.canParse(text)) return 'is no address: copy it from the bar of a browser';
  const url = new URL(text);
  if (url.username || url.password) return 'holds a user name: leave out what stands before the @';
  if (url.port || /^https:\/\/[^/[]*:/.test(text)) return 'names a port: leave it out';
  if (url.href !== text) return `is not in its usual form: write ${url.href}`;
  const host = url.hostname;
  if (isIP(host.replace(/^\[|\]$/g, '')) || !/^[a-z0-9.-]+\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host)) {
    return 'does not name a public host, such as example.org: write the address that everybody can open';
  }
  const shown = domainToUnicode(host);
  if (shown === '' || mixesScripts(shown))
    return 'mixes letters of several scripts in its host, as look-alikes do: type the host by hand';
  return undefined;
}

/** https, as `new URL(url).href` writes it, a public host, at most 300 characters. */
export const publicUrl = z
  .string()
  .superRefine((text, context) => {
    const message = wrongUrl(text);
    if (message) context.addIssue({ code: 'custom', message });
  })
  .meta({ format: 'uri' });

/** The same, with `{fact}` where the id of a fact goes. */
export const urlTemplate = z.string().superRefine((text, context) => {
  const parts = text.split('{fact}');
  const message =
    parts.length === 2 ? wrongUrl(parts.join('x')) : 'must hold {fact} once: the id of the fact goes there';
  if (message) context.addIssue({ code: 'custom', message });
});
