import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Say } from '../../src/core/language.ts';

const phrases = z
  .object({ phrases: z.record(z.string(), z.string()) })
  .parse(parse(readFileSync(new URL('../../data/languages/en.yaml', import.meta.url), 'utf8'))).phrases;

/** The bot's own English sentences, as the real language file has them. */
export const say: Say = (key, values) => String(new IntlMessageFormat(phrases[key] ?? key, 'en').format({ ...values }));
