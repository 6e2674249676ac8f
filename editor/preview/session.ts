import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knowledge } from '../../src/core/bot.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { BadData } from '../../src/facts/problems.ts';
import { createRetriever } from '../../src/retrieval/retriever.ts';
import { completionsOf, createSuggest } from '../../src/retrieval/suggest.ts';
import type { Problem } from '../lint/rule.ts';
import { createReader, type Reading } from './reading.ts';

/** What is known of the facts at one moment. */
export interface State {
  /** Another for every state of every session. */
  readonly version: string;
  /** What loaded last; undefined as long as nothing did. */
  readonly good: Good | undefined;
  /** Why the files as they are now do not load; empty when they do. */
  readonly broken: readonly Problem[];
}

export interface Good {
  readonly reading: Reading;
  /** `indexed` false: its index is that of an earlier reading, good enough for what follows a fact, not for questions. */
  readonly knowledge: Knowledge;
  readonly indexed: boolean;
  /** What the rules find; undefined while they have not looked yet. */
  readonly findings: readonly Problem[] | undefined;
}

export interface Session {
  state(): State;
  /** Reads the folder anew, and tells `told` as soon as a card can be drawn, when the rules have looked, and when
      questions can be asked. Called again meanwhile, the earlier call ends early. Never rejects. */
  reload(): Promise<void>;
}

/** How long nothing may be saved before the index is made anew, in milliseconds: nothing else can be done meanwhile. */
const QUIET = 200;

/** The facts below a folder, as somebody who edits them sees them. `told` is called after every change of the state; the
    next step waits for it. */
export function createSession(dir: string, told: () => void | Promise<void>, quiet = QUIET): Session {
  const read = createReader(dir);
  let count = 0;
  const session = randomUUID();
  const stateOf = (good: Good | undefined, broken: readonly Problem[] = []): State => {
    count += 1;
    return { version: `${session}-${count}`, good, broken };
  };
  let state = stateOf(undefined);
  let turn = 0;

  const change = async (next: Partial<Good>): Promise<void> => {
    if (state.good) state = stateOf({ ...state.good, ...next });
    await told();
  };

  return {
    state: () => state,
    async reload() {
      turn += 1;
      const mine = turn;
      const outrun = async (ms: number): Promise<boolean> => {
        await pause(ms);
        return mine !== turn;
      };
      let reading: Reading;
      try {
        reading = read();
      } catch (error) {
        state = stateOf(state.good, problemsIn(error));
        await told();
        return;
      }
      const earlier = state.good?.knowledge.retriever;
      if (earlier) {
        state = stateOf(provisional(reading, earlier));
        await told();
        if (await outrun(0)) return;
      }
      const findings = reading.problems(dayOf(new Date()));
      if (earlier) {
        await change({ findings });
        if (await outrun(quiet)) return;
      }
      const { base: facts, languages } = reading;
      const knowledge = { facts, languages, retriever: createRetriever(facts, languages) };
      state = stateOf({ reading, knowledge, indexed: true, findings });
      await told();
    },
  };
}

/** Facts that are shown with the index of an earlier reading until they have their own. */
function provisional(reading: Reading, earlier: Knowledge['retriever']): Good {
  const { base: facts, languages } = reading;
  const retriever = { ...earlier, suggest: createSuggest(completionsOf(facts)) };
  return { reading, knowledge: { facts, languages, retriever }, indexed: false, findings: undefined };
}

function problemsIn(error: unknown): readonly Problem[] {
  if (error instanceof BadData) return error.problems;
  if (error instanceof BotError)
    return [{ level: 'error', where: '', message: error.message, tip: error.hint }];
  // A file may vanish between being listed and being read.
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const tip = 'Save it again; npm run lint:data prints what is wrong.';
  return [{ level: 'error', where: '', message: `a file can not be read${code}`, tip }];
}
