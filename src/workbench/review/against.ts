import { assemble } from '../../assemble.ts';
import type { Knowledge } from '../../core/bot.ts';
import { BotError } from '../../core/errors.ts';
import { type Evaluation, readEvaluation } from '../../facts/evaluation.ts';
import { type Loaded, loadFacts } from '../../facts/load.ts';
import { newSink } from '../../facts/read.ts';
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

/** The same for a commit. Throws BotError `bad_data` when it was written for other rules than ours, and can't be read. */
export function openCommit(history: History, commit: Commit): Opened {
  return history.at(commit, (dir) => {
    try {
      return openFolder(dir);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      const first = error.message.replaceAll(`${dir}/`, '').split('\n').slice(1, 3).join(' ').trim();
      throw new BotError(
        'bad_data',
        `The facts of ${commit.typed} do not load with today’s rules${first ? `: ${first}` : '.'}`,
        'Name a later commit: one after which data/ kept its form.',
      );
    }
  });
}

/** Ready to be asked. */
export function knowledgeOf({ loaded: { base, languages } }: Opened): Knowledge {
  return assemble(base, languages);
}
