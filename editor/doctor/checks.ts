import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { commandCards } from '../../src/commands/index.ts';
import {
  CORE_KEYS,
  type Config,
  checkConfig,
  DEFAULT_STORE_URL,
  type Env,
  readConfig,
  unknownVariablesSet,
  type VariableFault,
} from '../../src/config.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import { chats } from '../../src/platforms/index.ts';
import { examineBase } from './base.ts';
import { concealed, secretsIn } from './conceal.ts';
import { examineDiscord } from './discord.ts';
import { type Outcome, ok, openNetwork, problem, skipped, warning } from './outcome.ts';
import { examineSlack } from './slack.ts';
import { examineStore } from './store.ts';

export interface Installation {
  /** The folder of package.json and `.env`. */
  readonly root: string;
  readonly env: Env;
  readonly today: IsoDate;
  /** Where the platforms are, for tests. */
  readonly slackApi?: string;
  readonly discordApi?: string;
}

export interface Examined {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

interface Check {
  readonly name: string;
  run(): Promise<readonly Outcome[]>;
}

/** Every variable that anything reads. */
const KEYS = [...CORE_KEYS, ...chats.flatMap((chat) => chat.keys)];
const SECRETS = new Set(KEYS.flatMap((key) => (key.secret ? [key.name] : [])));
const UNFORESEEN = problem('unforeseen', 'Looking at it failed: something unforeseen.', 'Please report it.');

/** Looks at everything that an installation needs, in the order in which it should be mended. Changes nothing, opens no
    session. No secret of `env`, and no part of one, is in what comes back. Never rejects. */
export async function examine({ root, env, today, ...where }: Installation): Promise<readonly Examined[]> {
  const { config, faults } = configOf(env);
  const ask = openNetwork();
  const base = await examineBase(config, today);
  const cards = commandCards(config.commands, base.languages);
  const checks: readonly Check[] = [
    { name: 'Variables', run: async () => examineVariables(root, config, faults) },
    { name: 'Facts', run: async () => base.outcomes },
    { name: 'Store', run: () => examineChosenStore(config, faults) },
    { name: 'Slack', run: () => examineSlack(config.env, ask, where.slackApi) },
    { name: 'Discord', run: () => examineDiscord(config.env, ask, cards, where.discordApi) },
  ];
  const secrets = secretsIn(env, SECRETS);
  const examined: Examined[] = [];
  for (const { name, run } of checks) {
    const outcomes = (await run().catch(() => [UNFORESEEN])).map(({ says, todo, ...rest }) => ({
      ...rest,
      says: concealed(says, secrets),
      ...(todo !== undefined && { todo: concealed(todo, secrets) }),
    }));
    examined.push({ name, outcomes });
  }
  return examined;
}

/** What can be used of the variables, and what is wrong with the others. */
function configOf(env: Env): { readonly config: Config; readonly faults: readonly VariableFault[] } {
  const checked = checkConfig(env);
  if ('config' in checked) return checked;
  const faulty = new Set(checked.faults.map(({ name }) => name));
  const sound = Object.entries(env).filter(([name]) => !faulty.has(name));
  return { config: readConfig(Object.fromEntries(sound)), faults: checked.faults };
}

function wantsChat({ env }: Config): boolean {
  return chats.some(({ keys }) => keys.some(({ name }) => env[name] !== undefined));
}

function examineVariables(
  root: string,
  config: Config,
  faults: readonly VariableFault[],
): readonly Outcome[] {
  const envFile = resolve(root, '.env');
  const abouts = new Map(CORE_KEYS.map(({ name, about }) => [name, about]));
  return [
    ...(faults.length === 0
      ? [ok('variables', 'The variables of the bot itself are right.')]
      : faults.map(({ name, says }) => problem('variables', says, abouts.get(name) ?? ''))),
    ...unknownVariablesSet(KEYS, envFile).map((says) =>
      warning(
        'unknown-variable',
        says,
        '.env.example lists every variable; take it out, or correct its name.',
      ),
    ),
    ...examineEnvFile(envFile),
    // A built bot mostly runs where nobody types.
    ...(import.meta.built && !wantsChat(config)
      ? [
          warning(
            'platforms',
            'No variable of Slack or Discord is set.',
            'Look how they are handed to the bot.',
          ),
        ]
      : []),
  ];
}

async function examineChosenStore(
  config: Config,
  faults: readonly VariableFault[],
): Promise<readonly Outcome[]> {
  if (faults.some(({ name }) => name === 'STORE_URL'))
    return [skipped('store', 'The store was not tried: STORE_URL is not right.')];
  if (config.storeUrl === undefined && !wantsChat(config))
    return [skipped('store', 'Nothing is kept: only the console is on, and STORE_URL is empty.')];
  return examineStore(config.storeUrl ?? DEFAULT_STORE_URL);
}

/** Whether others on this machine may read the tokens in `.env`. Nothing where there is no such file. */
function examineEnvFile(file: string): readonly Outcome[] {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined || process.platform === 'win32') return [];
  return (mode & 0o077) === 0
    ? [ok('env-file', 'Nobody else on this machine may read .env.')]
    : [warning('env-file', 'Others on this machine may read the tokens in .env.', 'chmod 600 .env')];
}
