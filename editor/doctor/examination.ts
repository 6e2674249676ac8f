import { resolve } from 'node:path';
import { commandCards } from '../../src/commands/index.ts';
import {
  CORE_KEYS,
  type Config,
  checkConfig,
  DEFAULT_STORE_URL,
  type Env,
  readConfig,
  strangeVariables,
  type VariableFault,
} from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import type { PlatformModule } from '../../src/core/ports.ts';
import { isToken } from '../../src/core/variables.ts';
import { examineBase } from './base.ts';
import { examineClock } from './clock.ts';
import { concealed, secretsIn } from './concealed.ts';
import { examineStore } from './keeping.ts';
import { examineEnvFile, examineMachine } from './machine.ts';
import { type Examined, ok, problem, skipped, warning } from './outcome.ts';
import { createReach } from './reach.ts';

export interface Chapter {
  readonly title: string;
  readonly examined: readonly Examined[];
}

export interface Patient {
  /** The folder of package.json and `.env`. */
  readonly root: string;
  readonly env: Env;
  readonly chats: readonly PlatformModule[];
  now(): Date;
}

/** Looks at everything that an installation needs, in the order in which it should be mended. Changes nothing, opens no
    session. No secret of `env`, and no part of one, is in what comes back. Never rejects. */
export async function examine(patient: Patient): Promise<readonly Chapter[]> {
  const { env, root, now, chats } = patient;
  const keys = [...CORE_KEYS, ...chats.flatMap((chat) => chat.keys)];
  const envFile = resolve(root, '.env');
  const checked = checkConfig(env);
  const faulty = new Set(checked.faults.map(({ name }) => name));
  const config = 'config' in checked ? checked.config : readConfig(without(env, faulty));
  const wantsChat = chats.some((chat) => chat.keys.some(({ name }) => config.env[name] !== undefined));

  const base = await examineBase(config, dayOf(now()));
  const reach = createReach(now);
  const tools = { ...reach, commands: commandCards(config.commands, base.languages ?? []) };
  const [store, ...asked] = await Promise.all([
    faulty.has('STORE_URL')
      ? [skipped('store', 'The store was not tried: STORE_URL is not right.')]
      : examineStore(config.storeUrl ?? (wantsChat ? DEFAULT_STORE_URL : 'memory:')),
    ...chats.map((chat) => examineChat(chat, config, tools)),
  ]);
  const chapters: Chapter[] = [
    { title: 'This machine', examined: examineMachine(root) },
    {
      title: 'Variables',
      examined: [
        ...variables(checked.faults),
        ...strangeVariables(keys, envFile).map((says) =>
          warning(
            'unknown-variable',
            says,
            '.env.example lists every variable; take it out, or correct its name.',
          ),
        ),
        ...examineEnvFile(envFile),
        ...(import.meta.built && !wantsChat ? [nothingOn()] : []),
      ],
    },
    { title: 'Facts', examined: base.examined },
    { title: 'Store', examined: wantsChat || config.storeUrl !== undefined ? store : [consoleOnly()] },
    { title: 'Clock', examined: [examineClock(reach.offsets)] },
    ...chats.map((chat, at) => ({ title: titled(chat.name), examined: asked[at] ?? [] })),
  ];
  const secrets = secretsIn(
    secretValues(env, new Set(keys.flatMap((key) => (key.secret ? [key.name] : [])))),
  );
  return chapters.map(({ title, examined }) => ({
    title,
    examined: examined.map((one) => ({
      ...one,
      says: concealed(one.says, secrets),
      ...(one.todo !== undefined && { todo: concealed(one.todo, secrets) }),
    })),
  }));
}

async function examineChat(
  chat: PlatformModule,
  config: Config,
  tools: Parameters<NonNullable<PlatformModule['examine']>>[1],
): Promise<readonly Examined[]> {
  try {
    return (await chat.examine?.(config.env, tools)) ?? [];
  } catch {
    return [
      problem(chat.name, 'Looking at it failed: something unforeseen.', 'Report it, please; it is a bug.'),
    ];
  }
}

/** In the order in which `.env.example` has them, each with what it is and what it takes. */
function variables(faults: readonly VariableFault[]): readonly Examined[] {
  if (faults.length === 0) return [ok('variables', 'The variables of the bot itself are right.')];
  return CORE_KEYS.flatMap(({ name, about }) =>
    faults.filter((fault) => fault.name === name).map(({ says }) => problem('variables', says, about)),
  );
}

function consoleOnly(): Examined {
  return skipped('store', 'Nothing is kept: only the console is on, and STORE_URL is empty.');
}

/** A built bot mostly runs where nobody types. */
function nothingOn(): Examined {
  return warning(
    'platforms',
    'No variable of Slack or Discord is set: the bot starts in a terminal alone.',
    'Set those of one platform; if you have, look how they are handed to the bot.',
  );
}

function without(env: Env, names: ReadonlySet<string>): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)));
}

/** Values of secret variables, and tokens that stand in the line of another. */
function secretValues(env: Env, secret: ReadonlySet<string>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    const trimmed = value?.trim() ?? '';
    return trimmed !== '' && (secret.has(name) || isToken(trimmed)) ? [trimmed] : [];
  });
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
