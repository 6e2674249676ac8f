import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { BotError } from './core/errors.ts';
import type { PlatformKey } from './core/ports.ts';
import { isCorrectionsUrl, isSiteUrl, isToken, storeUrlFault, wrapping } from './core/variables.ts';
import { unknownVariables } from './unknown-variables.ts';

/** The folder that holds package.json: relative paths start here, wherever the bot was started from. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type Env = Readonly<Record<string, string | undefined>>;

/** What an operator can decide, checked. */
export type Config = ReturnType<typeof configOf>;

const commandName = (fallback: string) =>
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9_-]{0,30}$/,
      'must be 1 to 31 of a-z, 0-9, - and _, without the slash: for example "receipts"',
    )
    .default(fallback);

const PORT = 'must be a port, 1 to 65535';

const proxyUrl = z
  .url({
    protocol: /^https?$/u,
    error: 'must be "http://host:port", with a user and password before the host where it wants them',
  })
  .optional();

/** The core's own variables, in the order of `.env.example`. */
const variables = z.object({
  BOT_LANGUAGE: z
    .string()
    .regex(
      /^[a-z]{2,3}(-[A-Z]{2})?$/,
      'must be a language tag such as "en" or "pt-BR"; data/languages has a file for each',
    )
    .default('en')
    .describe('The language of answers where nobody chose one, as a file of data/languages is named; "en" when empty.'),
  PACKS: z
    .string()
    .regex(/^[a-z0-9-]+( *, *[a-z0-9-]+)*$/, 'must be "all", or folder names of data/packs with commas between them')
    .transform((packs) => (packs === 'all' ? ('all' as const) : packs.split(/ *, */)))
    .prefault('all')
    .describe(
      'Which folders of data/packs are answered from: "all" (also when empty), or ids with commas between them.',
    ),
  COMMAND_BOYCOTT: commandName('boycott').describe(
    'What people type for a company\'s dossier, without the slash; "boycott" when empty. Change it when another app has the name.',
  ),
  COMMAND_ASK: commandName('ask').describe(
    'What people type to ask a question, without the slash; "ask" when empty. Change it when another app has the name.',
  ),
  CORRECTIONS_URL: z
    .string()
    .refine(isCorrectionsUrl, 'must be an https link that holds {fact}, such as "https://example.org/report?id={fact}"')
    .optional()
    .describe(
      'An https link to a page where a wrong fact can be reported, in which {fact} stands for its id; no such button when empty.',
    ),
  SITE_URL: z
    .string()
    .refine(
      isSiteUrl,
      'must be an https address of at most 120 characters, without "?", "#" or a name and password, such as "https://example.org/receipts"',
    )
    .transform((url) => new URL(url).href.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Where the pages that "npm run site" writes can be read, https://…: cards then link to the page of their fact; no such link when empty.',
    ),
  STORE_URL: z
    .string()
    .superRefine((url, context) => {
      const wrong = storeUrlFault(url);
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
    })
    .transform(rooted)
    .optional()
    .describe(
      'Where settings, posted cards and feedback are kept: "file:" and a path, "postgres://user:password@host/database", or "memory:", which forgets them at every restart; "file:./var/receipts.db" when empty, and "memory:" when only the console is on.',
    ),
  DATA_DIR: z.string().default('./data').describe('The folder of the facts; "./data" in this project when empty.'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .optional()
    .describe(
      'The least that is logged: debug, info, warn, error or silent; "info" when empty. No level logs a question.',
    ),
  WATCH_DATA: z
    .enum(['on', 'off'], 'must be on or off')
    .transform((watch) => watch === 'on')
    .optional()
    .describe(
      'Whether changed facts are taken over without a restart: on or off; when empty, "on" where a chat platform is on and "off" in a terminal.',
    ),
  HEALTH_PORT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, PORT)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT)
    .optional()
    .describe('A port, 1 to 65535, for /healthz, /readyz and /metrics; they are not served when empty.'),
  HEALTH_HOST: z
    .union(
      [z.ipv4(), z.ipv6(), z.literal('localhost')],
      'must be an address such as "127.0.0.1", "0.0.0.0" or "::", without a port',
    )
    .default('127.0.0.1')
    .describe(
      'With HEALTH_PORT: the address to listen on; "127.0.0.1" when empty, which only this machine reaches. In a container set "0.0.0.0".',
    ),
  HTTPS_PROXY: proxyUrl.describe(
    'A proxy for what goes out to Slack and Discord, requests and sockets: "http://user:password@host:port"; none when empty.',
  ),
  HTTP_PROXY: proxyUrl.describe('The same where HTTPS_PROXY is empty.'),
  NO_PROXY: z
    .string()
    .optional()
    .describe('Hosts that are reached without the proxy, with commas between them: "localhost,.example.org".'),
});

const schema = variables.refine((all) => all.COMMAND_ASK !== all.COMMAND_BOYCOTT, {
  path: ['COMMAND_ASK'],
  message: 'must differ from COMMAND_BOYCOTT: one name cannot mean two things',
});

/** Values that let somebody else in. */
const SECRET = new Set(['STORE_URL', 'HTTPS_PROXY', 'HTTP_PROXY']);

export const CORE_KEYS: readonly PlatformKey[] = Object.entries(variables.shape).map(
  ([name, { description = '' }]) => ({ name, about: description, ...(SECRET.has(name) && { secret: true }) }),
);

/** What is wrong with one variable: a sentence that begins with its name, and never what it was set to. */
export interface VariableFault {
  readonly name: string;
  readonly says: string;
}

/** What an operator set, checked: every fault at once, in no order; a config only when there is none. */
export function checkConfig(
  env: Env = environment(),
): { readonly config: Config; readonly faults: readonly [] } | { readonly faults: readonly VariableFault[] } {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value?.trim() ? [[/^(?:https?|no)_proxy$/u.test(name) ? name.toUpperCase() : name, value.trim()]] : [],
    ),
  );
  const misplaced = CORE_KEYS.flatMap(({ name }) =>
    isToken(given[name] ?? '')
      ? [{ name, says: `${name} holds a token of Slack or Discord: move it to the line of its own.` }]
      : [],
  );
  const parsed = schema.safeParse(given);
  if (parsed.success && misplaced.length === 0) return { config: configOf(parsed.data, given), faults: [] };
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const name = path.join('.');
    const wrapped = wrapping(given[name] ?? '');
    return { name, says: `${name} ${wrapped === undefined ? '' : `${wrapped}; it `}${message}.` };
  });
  return {
    faults: [...misplaced, ...wrong.filter(({ name }) => misplaced.every((one) => one.name !== name))],
  };
}

/** The same for who needs a config. Throws BotError `bad_config` that names every variable that is wrong, with what it
    must be, and never what it was set to: a token pasted into the wrong line stays unprinted. */
export function readConfig(env: Env = environment()): Config {
  const checked = checkConfig(env);
  if ('config' in checked) return checked.config;
  throw new BotError(
    'bad_config',
    checked.faults.map(({ says }) => says).join('\n'),
    'Set it in .env or the environment; .env.example explains every variable.',
  );
}

function configOf(parsed: z.infer<typeof schema>, env: Env) {
  const { HTTP_PROXY: httpProxy, HTTPS_PROXY: httpsProxy, NO_PROXY: noProxy, HEALTH_PORT: port } = parsed;
  return {
    /** A relative `file:` made absolute. Undefined when nobody chose: DEFAULT_STORE_URL, or memory where only the
        console is on. */
    storeUrl: parsed.STORE_URL,
    language: parsed.BOT_LANGUAGE,
    /** Pack ids as typed; whether the base holds them is known only once it is loaded. */
    packs: parsed.PACKS,
    /** What people type for the two commands whose names other apps may claim too; without the slash. */
    commands: { boycott: parsed.COMMAND_BOYCOTT, ask: parsed.COMMAND_ASK },
    /** https, holds `{fact}`. */
    correctionsUrl: parsed.CORRECTIONS_URL,
    /** The address of the pages of the facts: https, without a `/` at its end. */
    siteUrl: parsed.SITE_URL,
    /** Undefined when nobody chose: `info`, or `warn` where a person reads the terminal. */
    logLevel: parsed.LOG_LEVEL,
    /** Whether changed facts are taken over while the bot runs. Undefined when nobody chose. */
    watchData: parsed.WATCH_DATA,
    /** Where health and metrics are served; undefined when they are not. */
    health: port === undefined ? undefined : { host: parsed.HEALTH_HOST, port },
    /** What goes out goes through it, but to the hosts of `noProxy`; undefined when there is none. */
    proxy:
      (httpProxy ?? httpsProxy) === undefined
        ? undefined
        : { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) },
    /** Absolute, as all three. */
    dataDir: resolve(ROOT, parsed.DATA_DIR),
    /** The compiled base that `npm run build` writes. */
    builtBase: resolve(ROOT, 'dist', 'base.bin'),
    /** A folder for what can be made again at any time: the compiled facts. */
    cacheDir: resolve(ROOT, 'node_modules', '.cache', 'receipts'),
    /** Every variable that is set to something, trimmed: what platforms read their own keys from. */
    env,
  };
}

const ENV_FILE = resolve(ROOT, '.env');
const readEnvFile = (file: string): Env => (existsSync(file) ? parse(readFileSync(file)) : {});

/** The environment, with what `.env` in the project's folder adds to it; the environment wins. */
export function environment(file = ENV_FILE): Env {
  return { ...readEnvFile(file), ...process.env };
}

/** A sentence on each variable that is set, that nothing reads, and that was likely meant for the bot. Says no value. */
export function unknownVariablesSet(known: readonly PlatformKey[], file = ENV_FILE): readonly string[] {
  const set = Object.entries(environment(file)).flatMap(([name, value]) => (value?.trim() ? [name] : []));
  const names = known.map(({ name }) => name);
  return unknownVariables(set, names, Object.keys(readEnvFile(file)));
}

/** Where a running bot keeps what must outlive it, when nobody chose. */
export const DEFAULT_STORE_URL = rooted('file:./var/receipts.db');

/** Elsewhere than in ROOT the same variable would name another file. */
function rooted(storeUrl: string): string {
  return storeUrl.replace(/^file:(?!\/)(.+)$/, (_, path: string) => `file:${resolve(ROOT, path)}`);
}
