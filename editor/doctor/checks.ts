import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { useProxy } from '../../src/boot/platforms.ts';
import {
  CORE_KEYS,
  type Config,
  checkConfig,
  DEFAULT_STORE_URL,
  type Env,
  readConfig,
  unknownVariablesSet,
} from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import { isToken } from '../../src/core/variables.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { chats } from '../../src/platforms/index.ts';
import { examineDiscord } from './discord.ts';
import { type Outcome, ok, openNetwork, problem, skipped, variablesOf, warning } from './outcome.ts';
import { examineSlack } from './slack.ts';
import { examineStore } from './store.ts';

interface Installation {
  /** The folder of package.json and `.env`. */
  readonly root: string;
  readonly env: Env;
  readonly today: IsoDate;
  /** Where the platforms are, for tests. */
  readonly slackApi?: string;
  readonly discordApi?: string;
}

export type Examined = { readonly name: string; readonly outcomes: readonly Outcome[] };

const KEYS = [...CORE_KEYS, ...chats.flatMap((chat) => chat.keys)];
const SECRETS = new Set(KEYS.flatMap((key) => (key.secret ? [key.name] : [])));
const ABOUTS = new Map(CORE_KEYS.map(({ name, about }) => [name, about]));
const UNFORESEEN = problem('unforeseen', 'Looking at it failed: something unforeseen.', 'Please report it.');

/** Looks at all that an installation needs, in the order in which it should be mended; changes nothing. Never rejects. */
export async function examine({ root, env, today, ...where }: Installation): Promise<readonly Examined[]> {
  const checked = checkConfig(env);
  const faults = 'faults' in checked ? checked.faults : [];
  const faulty = new Set(faults.map(({ name }) => name));
  // What can be used of the variables.
  const config = readConfig(Object.fromEntries(Object.entries(env).filter(([name]) => !faulty.has(name))));
  const told = faults.map(({ name, says }) => ({ says, about: ABOUTS.get(name) ?? '' }));
  const ask = openNetwork();
  const checks: Readonly<Record<string, () => Promise<readonly Outcome[]>>> = {
    Variables: async () => [...variablesOf('variables', told), ...examineEnvironment(resolve(root, '.env'), config)],
    Facts: () => examineBase(config, today),
    Store: async () => [await examineChosenStore(config, faulty.has('STORE_URL'))],
    Slack: () => examineSlack(config.env, ask, where.slackApi),
    Discord: () => examineDiscord(config.env, ask, where.discordApi),
  };
  await useProxy(config);
  const secrets = secretsIn(env, SECRETS);
  const examined: Examined[] = [];
  for (const [name, run] of Object.entries(checks)) {
    const outcomes = (await run().catch(() => [UNFORESEEN])).map((one) => ({
      ...one,
      says: concealed(one.says, secrets),
      ...(one.todo !== undefined && { todo: concealed(one.todo, secrets) }),
    }));
    examined.push({ name, outcomes });
  }
  return examined;
}

function wantsChat({ env }: Config): boolean {
  return chats.some(({ keys }) => keys.some(({ name }) => env[name] !== undefined));
}

/** Names that nothing reads, who else may read the tokens in `.env`, and whether a built bot was given a platform. */
function examineEnvironment(envFile: string, config: Config): readonly Outcome[] {
  const correct = '.env.example lists every variable; take it out, or correct its name.';
  const outcomes = unknownVariablesSet(KEYS, envFile).map((says) => warning('unknown-variable', says, correct));
  const mode = statSync(envFile, { throwIfNoEntry: false })?.mode ?? 0;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    outcomes.push(warning('env-file', 'Others on this machine may read the tokens in .env.', 'chmod 600 .env'));
  const silent = 'No variable of Slack or Discord is set.';
  if (import.meta.built && !wantsChat(config))
    outcomes.push(warning('platforms', silent, 'Look how they are handed to the bot.'));
  return outcomes;
}

async function examineChosenStore(config: Config, isFaulty: boolean): Promise<Outcome> {
  if (isFaulty) return skipped('store', 'The store was not tried: STORE_URL is not right.');
  if (config.storeUrl === undefined && !wantsChat(config))
    return skipped('store', 'Nothing is kept: only the console is on, and STORE_URL is empty.');
  return examineStore(config.storeUrl ?? DEFAULT_STORE_URL);
}

/** Lines of a refusal that are repeated: the first problems of the facts. */
const SHOWN = 12;

/** Whether the bot beside this doctor can answer from its base, as it would open it, and as it was configured. */
async function examineBase(config: Config, today: IsoDate): Promise<readonly Outcome[]> {
  // What is no folder may be a token in the wrong line: it is not repeated.
  if (!import.meta.built && !existsSync(config.dataDir))
    return [problem('facts', 'DATA_DIR names no folder.', 'Leave it empty.')];
  const outcomes: Outcome[] = [];
  try {
    const { facts, languages } = await openKnowledge(config, (says) => {
      outcomes.push(warning('build', says, 'npm run build'));
    });
    const tags = languages.map(({ tag }) => tag);
    const packs = [...facts.packs.keys()].map(String);
    const { size } = facts.facts;
    const none = problem('facts', 'There is no fact to answer from.', 'Leave DATA_DIR empty.');
    outcomes.push(size === 0 ? none : ok('facts', `${size} facts from ${facts.sources.size} sources.`));
    const standing = [...facts.facts.values()].filter((one) => one.status === 'stands' || one.status === 'contested');
    const late = standing.filter(({ reviewBy }) => reviewBy < today).length;
    const overdue = `${late} facts are past the day of their review; answers say so.`;
    if (late > 0) outcomes.push(warning('reviews', overdue, 'npm run lint:data lists them. Or take newer facts.'));
    if (config.packs !== 'all' && !config.packs.every((id) => packs.includes(id)))
      outcomes.push(problem('packs', 'PACKS names no pack of them.', `There are: ${packs.join(', ')}.`));
    if (!tags.includes(config.language))
      outcomes.push(problem('languages', 'BOT_LANGUAGE is not spoken.', `There are: ${tags.join(', ')}.`));
    return outcomes;
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    const says = error.message.split('\n').slice(0, SHOWN).join('\n');
    return [problem('facts', says, error.hint)];
  }
}

/** Shorter stretches than this occur in words and tell nobody anything. */
const SHORTEST = 6;

/** The last wall before anything is printed: takes every stretch of six characters that is also in a secret out of a text. */
export function concealed(text: string, secrets: readonly string[]): string {
  const hidden = new Array<boolean>(text.length).fill(false);
  for (const secret of secrets) {
    for (let at = 0; at + SHORTEST <= secret.length; at += 1) {
      const part = secret.slice(at, at + SHORTEST);
      for (let found = text.indexOf(part); found >= 0; found = text.indexOf(part, found + 1))
        hidden.fill(true, found, found + SHORTEST);
    }
  }
  return [...hidden].map((is, at) => (!is ? text[at] : hidden[at - 1] ? '' : '…')).join('');
}

/** The values of `secret` variables, and tokens that are in the line of another; of an address only its password. */
export function secretsIn(env: Env, secret: ReadonlySet<string>): readonly string[] {
  return Object.entries(env).flatMap(([name, given]) => {
    const value = given?.trim() ?? '';
    if (value === '' || !(secret.has(name) || isToken(value))) return [];
    const [, password] = /^[a-z0-9+]+:\/\/[^/]*?:(.*)@/isu.exec(value) ?? [];
    if (password !== undefined) return [password, decoded(password)];
    return /^(?:file:|memory:)/u.test(value) ? [] : [value];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
