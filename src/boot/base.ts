import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import type { Knowledge } from '../core/bot.ts';
import { BotError } from '../core/errors.ts';
import type { PackId } from '../core/fact.ts';
import type { Log } from '../core/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { BadData, harmless, type Problem } from '../facts/problems.ts';
import { TALK } from '../facts/tree.ts';
import { openKnowledge } from '../knowledge.ts';
import { runChild } from './child.ts';
import { changedFiles, stateOf, watchFiles } from './watch.ts';

/** A base that lost more than this share of its facts or packs is more likely half a base than a new one. */
const MOST_LOST = 0.2;

/** Where a base comes from. */
export interface BaseSource {
  /** The files and folders that it is made of. */
  readonly paths: readonly string[];
  /** What the places of problems begin with, and nobody needs to read: the data folder. */
  readonly folder: string;
  /** Reads and checks it at the start. Rejects with BotError `bad_data`. */
  load(): Promise<Knowledge>;
  /** The same while the bot answers. */
  reload(): Promise<Knowledge>;
}

interface Told {
  readonly log: Log;
  announce(line: string): void;
}

/** What a built bot was compiled with, or the text files of the data folder. */
export function sourceOf(config: Config): BaseSource {
  const load = () => openKnowledge(config);
  return import.meta.built ? fileSource(config.builtBase, load) : textSource(config.dataDir, config.cacheDir, load);
}

/** Text files below `dir`. They are checked and compiled in a process of their own while the bot answers: that takes
    seconds, and what a text may do to its parser is done there. */
export function textSource(dir: string, cacheDir: string, load: () => Promise<Knowledge>): BaseSource {
  return {
    paths: [join(dir, 'packs'), join(dir, 'languages'), join(dir, TALK)],
    folder: `${dir}/`,
    load,
    async reload() {
      await runChild(new URL('./prepare.ts', import.meta.url), [dir, cacheDir]);
      return load();
    },
  };
}

/** One file that was compiled before: reading it is quick, and it holds no YAML. */
export function fileSource(file: string, load: () => Promise<Knowledge>): BaseSource {
  return { paths: [file], folder: `${dirname(file)}/`, load, reload: load };
}

/** Reads the base that is answered from, always a whole one. `accept` throws a BotError for one that is sound and not
    what was configured: it is refused as well. */
export async function openBase(source: BaseSource, accept: (knowledge: Knowledge) => unknown, now: () => Date) {
  /** The state of the files of the base in use. */
  let state = await stateOf(source.paths);
  let current = await source.load();
  accept(current);
  let readAt = now();
  /** The most that it held since the start: a folder that vanishes file by file is refused as well. */
  let most = sizeOf(current);
  /** Why what is in the files now is not in use. */
  let refusal: string | undefined;

  const read = async (): Promise<Knowledge | BotError> => {
    try {
      const next = await source.reload();
      accept(next);
      return shrinkage(most, sizeOf(next)) ?? next;
    } catch (error) {
      return asBotError(error);
    }
  };
  const takeOver = (next: Knowledge, { log, announce }: Told): void => {
    const mended = refusal !== undefined;
    current = next;
    const { facts, packs } = sizeOf(next);
    most = { facts: Math.max(most.facts, facts), packs: Math.max(most.packs, packs) };
    readAt = now();
    refusal = undefined;
    const count = next.facts.facts.size;
    log.info('facts taken over', { count, mended });
    announce(`The facts ${mended ? 'are mended' : 'have changed'}: I answer from ${counted(count)} now.`);
  };
  const refuse = (why: BotError, changed: readonly string[], { log, announce }: Told): void => {
    // Told once, however often a file is saved.
    if (refusal === why.message) return;
    refusal = why.message;
    const problems = why instanceof BadData ? why.problems : [];
    // One missing bracket breaks what other files name too, and those hundreds of lines help nobody.
    const isIn = ({ where }: Problem) => changed.some((file) => where.startsWith(`${file}:`));
    const first = problems.find(isIn) ?? problems[0];
    const place = first?.where.startsWith(source.folder) ? first.where.slice(source.folder.length) : first?.where;
    log.warn('facts refused', { code: why.code, place, count: problems.length });
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more: npm run lint:data)` : '';
    const what = first ? `${place} ${first.message}${more}.` : `${why.message} ${why.hint}`;
    const still = `I go on answering from the ${counted(current.facts.facts.size)} from before.`;
    announce(harmless(`The changed facts are refused: ${what} ${still}`));
  };

  return {
    current: () => current,
    /** When the one in use was read. */
    readAt: () => readAt,
    /** Whether what is in the files now was refused. */
    isRefused: () => refusal !== undefined,
    /** Takes over changed files from now on. `every`: milliseconds between two looks at them. */
    watch: (by: Told, every?: number) =>
      watchFiles({
        paths: source.paths,
        since: state,
        every,
        read,
        take(next, now) {
          if (next instanceof BotError) return refuse(next, changedFiles(state, now), by);
          state = now;
          takeOver(next, by);
        },
      }),
  };
}

type Size = Readonly<Record<'facts' | 'packs', number>>;
const sizeOf = ({ facts }: Knowledge): Size => ({ facts: facts.facts.size, packs: facts.packs.size });

/** Its words are the same however much of it is gone, so that a folder that vanishes is told of once. */
function shrinkage(most: Size, next: Size): BotError | undefined {
  const isKept = (['facts', 'packs'] as const).every((one) => next[one] >= most[one] * (1 - MOST_LOST));
  if (isKept) return undefined;
  return new BotError(
    'bad_data',
    `More than a fifth of the ${counted(most.facts)} or of their packs is gone.`,
    'If that is meant, restart the bot: a start takes what is there.',
  );
}

/** A file that is gone or locked is thrown as Node's own error, with its path in the message. */
function asBotError(error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code: unknown = Reflect.get(Object(error), 'code');
  return new BotError(
    'bad_data',
    `The facts could not be read (${typeof code === 'string' ? code : 'unknown'}).`,
    'Look whether every file of the data folder is there and may be read.',
    error,
  );
}

function counted(facts: number): string {
  return `${facts} fact${facts === 1 ? '' : 's'}`;
}

/** What holds in a workspace that saved nothing. Throws BotError `bad_config` for what the base does not have. */
export function defaultsFor(
  config: Pick<Config, 'language' | 'packs'>,
  { facts, languages }: Pick<Knowledge, 'facts' | 'languages'>,
): Settings {
  const problems: string[] = [];
  const tags = languages.map(({ tag }) => tag);
  if (!tags.includes(config.language))
    problems.push(`BOT_LANGUAGE names no language that I speak: ${tags.join(', ')}.`);
  const known = [...facts.packs.keys()];
  const wanted: PackId[] | 'all' = config.packs === 'all' ? 'all' : known.filter((id) => config.packs.includes(id));
  if (config.packs !== 'all' && config.packs.some((id) => !known.some((one) => one === id))) {
    problems.push(`PACKS names a pack that I do not have. There are: ${known.join(', ')}.`);
  }
  if (problems.length > 0) {
    throw new BotError('bad_config', problems.join('\n'), 'Set it in .env or the environment, or leave it empty.');
  }
  return { ...DEFAULT_SETTINGS, language: config.language, packs: wanted };
}
