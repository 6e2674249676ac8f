import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Say } from '../../src/core/language.ts';

const phrases = z
  .object({ phrases: z.record(z.string(), z.string()) })
  .parse(parse(readFileSync(new URL('../../data/languages/en.yaml', import.meta.url), 'utf8'))).phrases;

/** Making one is costly, and renderers say the same few phrases over and over. */
const formats = new Map<string, IntlMessageFormat>();

function format(key: string): IntlMessageFormat {
  const known = formats.get(key) ?? new IntlMessageFormat(phrases[key] ?? key, 'en');
  formats.set(key, known);
  return known;
}

/** The bot's own English sentences, as the real language file has them. */
export const say: Say = (key, values) => String(format(key).format({ ...values }));
