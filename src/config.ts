import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { BotError } from './core/errors.ts';
import type { LanguageTag } from './core/fact.ts';
import type { PlatformKey } from './core/ports.ts';

/** The folder that holds package.json: relative paths start here, wherever the bot was started from. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Env = Readonly<Record<string, string | undefined>>;

/** What an operator can decide, checked. */
export interface Config {
  /** A relative `file:` made absolute. Left out when nobody chose: DEFAULT_STORE_URL, or memory where only the console is on. */
  readonly storeUrl?: string;
  readonly language: LanguageTag;
  /** Pack ids as typed; whether the base holds them is known only once it is loaded. */
  readonly packs: 'all' | readonly string[];
  /** What people type for the two commands whose names other apps may claim too; without the slash. */
  readonly commands: { readonly boycott: string; readonly ask: string };
  /** https, holds `{fact}`. */
  readonly correctionsUrl?: string;
  /** Where the pages of the facts stand: https, without a `/` at its end. */
  readonly siteUrl?: string;
  /** Left out when nobody chose: `info`, or `warn` where a person reads the terminal. */
  readonly logLevel?: LogLevel;
  /** Absolute. */
  readonly dataDir: string;
  /** A folder for what can be made anew at any time: the compiled facts. Absolute. */
  readonly cacheDir: string;
  /** Every variable that is set to something, trimmed: what platforms read their own keys from. */
  readonly env: Env;
}

/** The core's own variables, as `.env.example` lists them. */
export const CORE_KEYS: readonly PlatformKey[] = [
  {
    name: 'BOT_LANGUAGE',
    about:
      'The language of answers where nobody chose one, as a file of data/languages is named; "en" when empty.',
  },
  {
    name: 'PACKS',
    about:
      'Which folders of data/packs are answered from: "all" (also when empty), or ids with commas between them.',
  },
  {
    name: 'COMMAND_BOYCOTT',
    about:
      'What people type for a company\'s dossier, without the slash; "boycott" when empty. Change it when another app has the name.',
  },
  {
    name: 'COMMAND_ASK',
    about:
      'What people type to ask a question, without the slash; "ask" when empty. Change it when another app has the name.',
  },
  {
    name: 'CORRECTIONS_URL',
    about:
      'An https link to a page where a wrong fact can be reported, in which {fact} stands for its id; no such button when empty.',
  },
  {
    name: 'SITE_URL',
    about:
      'Where the pages that "npm run site" writes can be read, https://…: cards then link to the page of their fact; no such link when empty.',
  },
  {
    name: 'STORE_URL',
    about:
      'Where settings, posted cards and feedback are kept: "file:" and a path, "postgres://user:password@host/database", or "memory:", which forgets them at every restart; "file:./var/receipts.db" when empty, and "memory:" when only the console is on.',
  },
  { name: 'DATA_DIR', about: 'The folder of the facts; "./data" in this project when empty.' },
  {
    name: 'LOG_LEVEL',
    about:
      'The least that is logged: debug, info, warn, error or silent; "info" when empty. No level logs a question.',
  },
];

const commandName = (fallback: string) =>
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9_-]{0,30}$/,
      'must be 1 to 31 of a-z, 0-9, - and _, without the slash: for example "receipts"',
    )
    .default(fallback);

const schema = z
  .object({
    BOT_LANGUAGE: z
      .string()
      .regex(
        /^[a-z]{2,3}(-[A-Z]{2})?$/,
        'must be a language tag such as "en" or "pt-BR"; data/languages has a file for each',
      )
      .default('en'),
    PACKS: z
      .string()
      .regex(
        /^[a-z0-9-]+( *, *[a-z0-9-]+)*$/,
        'must be "all", or folder names of data/packs with commas between them',
      )
      .default('all'),
    COMMAND_BOYCOTT: commandName('boycott'),
    COMMAND_ASK: commandName('ask'),
    CORRECTIONS_URL: z
      .string()
      .refine(
        isCorrectionsUrl,
        'must be an https link that holds {fact}, such as "https://example.org/report?id={fact}"',
      )
      .optional(),
    SITE_URL: z
      .string()
      .refine(
        isSiteUrl,
        'must be an https address of at most 120 characters, without "?", "#" or a name and password, such as "https://example.org/receipts"',
      )
      .transform((url) => new URL(url).href.replace(/\/+$/, ''))
      .optional(),
    STORE_URL: z.string().optional(),
    DATA_DIR: z.string().default('./data'),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
  })
  .refine((all) => all.COMMAND_ASK !== all.COMMAND_BOYCOTT, {
    path: ['COMMAND_ASK'],
    message: 'must differ from COMMAND_BOYCOTT: one name cannot mean two things',
  });

/** Checks what an operator set. Throws BotError `bad_config` that names every variable that is wrong, with what it
    must be, and never what it was set to: a token pasted into the wrong line stays unprinted. */
export function readConfig(env: Env = environment()): Config {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
    throw new BotError(
      'bad_config',
      problems.join('\n'),
      'Set it in .env or the environment; .env.example explains every variable.',
    );
  }
  const { PACKS, STORE_URL, CORRECTIONS_URL, SITE_URL, LOG_LEVEL, ...rest } = parsed.data;
  return {
    ...(STORE_URL !== undefined && { storeUrl: rooted(STORE_URL) }),
    language: rest.BOT_LANGUAGE,
    packs: PACKS === 'all' ? 'all' : PACKS.split(',').map((id) => id.trim()),
    commands: { boycott: rest.COMMAND_BOYCOTT, ask: rest.COMMAND_ASK },
    ...(CORRECTIONS_URL !== undefined && { correctionsUrl: CORRECTIONS_URL }),
    ...(SITE_URL !== undefined && { siteUrl: SITE_URL }),
    ...(LOG_LEVEL !== undefined && { logLevel: LOG_LEVEL }),
    dataDir: resolve(ROOT, rest.DATA_DIR),
    cacheDir: resolve(ROOT, 'node_modules', '.cache', 'receipts'),
    env: given,
  };
}

/** The environment, with what `.env` in the project's folder adds to it; the environment wins. */
export function environment(file = resolve(ROOT, '.env')): Env {
  return { ...(existsSync(file) ? parse(readFileSync(file)) : {}), ...process.env };
}

/** Where a running bot keeps what must outlive it, when nobody chose. */
export const DEFAULT_STORE_URL = rooted('file:./var/receipts.db');

/** Elsewhere than in ROOT the same variable would name another file. */
function rooted(storeUrl: string): string {
  return storeUrl.replace(/^file:(?!\/)(.+)$/, (_, path: string) => `file:${resolve(ROOT, path)}`);
}

function isCorrectionsUrl(link: string): boolean {
  if (!link.includes('{fact}') || !URL.canParse(link)) return false;
  const url = new URL(link);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && !/[\s<>|]/.test(link);
}

/** Ids of facts are put behind it. */
function isSiteUrl(link: string): boolean {
  if (link.length > 120 || !URL.canParse(link)) return false;
  const url = new URL(link);
  const bare = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return url.protocol === 'https:' && bare && !/[\s<>|?#]/.test(link);
}
