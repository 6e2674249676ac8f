import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import type { Knowledge } from '../core/bot.ts';
import type { Log } from '../core/ports.ts';
import { runApart } from '../facts/apart.ts';
import { BadData } from '../facts/problems.ts';
import { fingerprint, type WatchTimes, watchBase } from '../facts/watch.ts';
import { openKnowledge } from '../knowledge.ts';

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

/** The base that is answered from, always a whole one, and what is known about it. */
export interface LiveBase {
  current(): Knowledge;
  /** When the one in use was read. */
  readAt(): Date;
  /** Whether what lies there now was refused. */
  isRefused(): boolean;
  /** Takes over changed files from now on. */
  watch(told: Told, times?: WatchTimes): { stop(): Promise<void> };
}

export interface Told {
  readonly log: Log;
  announce(line: string): void;
}

/** What a built bot was compiled with, or the text files of the data folder. */
export function sourceOf(config: Config): BaseSource {
  const load = (): Promise<Knowledge> => openKnowledge(config);
  return import.meta.built
    ? fileSource(config.builtBase, load)
    : textSource(config.dataDir, config.cacheDir, load);
}

/** Text files below `dir`. They are checked and compiled in a process of their own while the bot answers: that takes
    seconds, and what a text may do to its parser is done there. */
export function textSource(dir: string, cacheDir: string, load: () => Promise<Knowledge>): BaseSource {
  return {
    paths: [join(dir, 'packs'), join(dir, 'languages')],
    folder: `${dir}/`,
    load,
    async reload() {
      await runApart(new URL('./prepare.ts', import.meta.url), [dir, cacheDir]);
      return load();
    },
  };
}

/** One file that was compiled before: reading it is quick, and it holds no YAML. */
export function fileSource(file: string, load: () => Promise<Knowledge>): BaseSource {
  return { paths: [file], folder: `${dirname(file)}/`, load, reload: load };
}

/** Reads the base. `accept` throws a BotError for one that is sound and not what was configured: it is refused as well. */
export async function openBase(
  source: BaseSource,
  accept: (knowledge: Knowledge) => unknown,
  now: () => Date,
): Promise<LiveBase> {
  const since = await fingerprint(source.paths);
  let current = await source.load();
  accept(current);
  let readAt = now();
  let refused = false;
  return {
    current: () => current,
    readAt: () => readAt,
    isRefused: () => refused,
    watch: ({ log, announce }, times) =>
      watchBase<Knowledge>({
        paths: source.paths,
        since,
        ...(times && { times }),
        load: source.reload,
        size: ({ facts }) => facts.facts.size,
        current: () => current,
        swap(next, mended) {
          accept(next);
          current = next;
          readAt = now();
          refused = false;
          const count = next.facts.facts.size;
          log.info('facts taken over', { count, mended });
          announce(
            `The facts ${mended ? 'are mended' : 'have changed'}: I answer from ${counted(count)} now.`,
          );
        },
        refused(why, changed) {
          refused = true;
          const problems = why instanceof BadData ? why.problems : [];
          const first = problems.find(({ where }) => isIn(where, changed)) ?? problems[0];
          const place = first && below(source.folder, first.where);
          log.warn('facts refused', { code: why.code, place, count: problems.length });
          const more = problems.length > 1 ? ` (and ${problems.length - 1} more: npm run lint:data)` : '';
          const what = first ? `${place} ${first.message}${more}.` : `${why.message} ${why.hint}`;
          const still = `I go on answering from the ${counted(current.facts.facts.size)} from before.`;
          announce(harmless(`The changed facts are refused: ${what} ${still}`));
        },
      }),
  };
}

/** Whether a problem stands in one of the files that were changed: one missing bracket there breaks what other files
    name, and those hundreds of lines help nobody. */
function isIn(where: string, changed: readonly string[]): boolean {
  return changed.some((file) => where.startsWith(`${file}:`));
}

function counted(facts: number): string {
  return `${facts} fact${facts === 1 ? '' : 's'}`;
}

/** An author's text must not move the cursor of whoever reads it. */
function harmless(line: string): string {
  return line.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function below(folder: string, where: string): string {
  return where.startsWith(folder) ? where.slice(folder.length) : where;
}
