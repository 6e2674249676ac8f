import wrapAnsi from 'wrap-ansi';
import { z } from 'zod';
import { type Described, describe } from '../schema/json-schema.ts';
import { type Kind, SCHEMAS } from '../write/entry-text.ts';

/** What the lines of a form begin with that are for whoever fills it in: `lint --fix` takes them out. */
const ASIDE = '#?';
const WIDTH = 110;

/** An entry to fill in: each key that is needed, below what it is for; keys that may be left out as comments with an example.
    `given`: what is known already, as it is typed. */
export function formText(kind: Kind, given: Readonly<Record<string, string>> = {}): string {
  const lines = linesOf(describe(kind, SCHEMAS[kind]), given);
  return `${(kind === 'pack' ? lines : asItem(lines)).join('\n')}\n`;
}

function linesOf({ properties = {}, required = [] }: Described, given: Readonly<Record<string, string>>): string[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    if (typeof schema === 'boolean') return [];
    const isNeeded = required.includes(key);
    const known = given[key];
    if (known !== undefined) return [`${key}: ${known}`];
    const example = typeof schema['example'] === 'string' ? schema['example'] : '';
    const shown = isNeeded && example !== '' ? aside(`For example: ${example}`) : [];
    const written = isNeeded ? [`${key}:`, ...below(schema)] : [`${ASIDE} ${key}: ${example}`.trimEnd()];
    return [...aside(schema.description ?? ''), ...wordsOf(schema), ...shown, ...written];
  });
}

function aside(text: string, indent = ' '): string[] {
  return wrapAnsi(text, WIDTH)
    .split('\n')
    .map((line) => `${ASIDE}${indent}${line}`);
}

/** What each of the words means of which one is chosen. */
function wordsOf(schema: Described): string[] {
  const meanings = z.array(z.string()).catch([]).parse(schema['enumDescriptions']);
  return (schema.enum ?? []).flatMap((word, at) => aside(`${String(word)}: ${meanings[at] ?? ''}`, '   '));
}

/** A list begins with an entry of its own. */
function below({ type, items }: Described): string[] {
  if (type !== 'array' || typeof items !== 'object' || Array.isArray(items)) return [];
  return asItem(items.properties ? linesOf(items, {}) : ['']).map((line) => `  ${line}`);
}

/** The first key behind a `- `, with what is said of it above. */
function asItem(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => !line.startsWith(ASIDE));
  return lines.map((line, at) => (at < first ? line : at === first ? `- ${line}`.trimEnd() : `  ${line}`));
}
