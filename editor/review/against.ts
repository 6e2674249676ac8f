import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../src/assemble.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { BotError } from '../../src/core/errors.ts';
import { type Loaded, loadFacts } from '../../src/facts/load.ts';
import { newSink } from '../../src/facts/read.ts';
import { type Evaluation, readEvaluation } from '../evaluation/questions.ts';
import type { Commit, History } from './revisions.ts';

/** A data folder, read whole. */
export interface Opened {
  readonly loaded: Loaded;
  readonly evaluation: Evaluation;
}

/** Reads data/ below `dir`; a question of the evaluation that names no fact is left to lint. Throws BotError `bad_data`. */
export function openFolder(dir: string): Opened {
  const loaded = loadFacts(dir);
  return { loaded, evaluation: readEvaluation(dir, loaded.base, newSink()) };
}

/** The same for a commit. The bot's own sentences belong to its program: where those of the commit lack some, the ones of
    today in `dir` are used with the facts of then. Throws BotError `bad_data` when the facts themselves were written for
    other rules than ours. */
export function openCommit(history: History, commit: Commit, dir: string): Opened {
  return history.at(commit, (old) => {
    try {
      return openFolder(old);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
    }
    rmSync(join(old, 'languages'), { recursive: true, force: true });
    cpSync(join(dir, 'languages'), join(old, 'languages'), { recursive: true });
    try {
      return openFolder(old);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      const first = error.message.replaceAll(`${old}/`, '').split('\n').slice(1, 2).join('').trim();
      throw new BotError(
        'bad_data',
        `The facts of ${commit.typed} do not load with today’s rules${first ? `: ${first}` : '.'}`,
        'Name a later commit: one after which data/packs kept its form.',
      );
    }
  });
}

/** Ready to be asked. */
export function knowledgeOf({ loaded: { base, languages } }: Opened): Knowledge {
  return assemble(base, languages);
}
