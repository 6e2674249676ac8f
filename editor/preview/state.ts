import { assemble } from '../../src/assemble.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Fact, FactBase } from '../../src/core/fact.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import { readFacts } from '../../src/facts/load.ts';
import { type Problem, ProblemCollector } from '../../src/facts/problems.ts';
import { holdToRules } from '../lint/lint.ts';

/** What is known of the facts at one moment. */
export interface State {
  /** What loaded last, and what the rules find in it; undefined as long as nothing did. */
  readonly good?: {
    readonly knowledge: Knowledge;
    readonly written: WrittenFacts;
    readonly findings: readonly Problem[];
  };
  /** Why the files as they are now do not load; empty when they do. */
  readonly broken: readonly Problem[];
}

/** Reads, checks and indexes the facts below `dir`. Where they do not load, what loaded earlier stays. */
export function readState(dir: string, earlier: State = { broken: [] }): State {
  try {
    const collector = new ProblemCollector();
    const loaded = readFacts(dir, collector);
    const broken = collector.problems.filter(({ level }) => level === 'error');
    if (broken.length > 0) return { ...earlier, broken };
    const findings = holdToRules(dir, loaded, collector, dayOf(new Date()));
    const knowledge = assemble(loaded.base, loaded.languages);
    return { good: { knowledge, written: loaded.written, findings }, broken: [] };
  } catch (error) {
    // A file may vanish between being listed and being read.
    const message = error instanceof BotError ? error.message : 'a file can not be read';
    const tip =
      error instanceof BotError ? error.hint : 'Save it again; npm run lint:data prints what is wrong.';
    return { ...earlier, broken: [{ level: 'error', where: '', message, tip }] };
  }
}

/** What the rules find in a fact's entry, and what names the fact or begins with a source that it cites. */
export function findingsOf(
  fact: Fact,
  { written, findings }: NonNullable<State['good']>,
): readonly Problem[] {
  const [file, line] = lineOf(written.where('fact', fact.id));
  const ids = [...written.order.values()].find((all) => all.includes(fact.id)) ?? [];
  const next = ids[ids.indexOf(fact.id) + 1];
  const end = next === undefined ? Number.POSITIVE_INFINITY : lineOf(written.where('fact', next))[1];
  const named = new RegExp(`(?<![\\w.-])${fact.id.replaceAll('.', '\\.')}(?![\\w-])`);
  return findings.filter(({ where, message }) => {
    const [inFile, at] = lineOf(where);
    return (
      (inFile === file && at >= line && at < end) ||
      named.test(message) ||
      fact.cites.some(({ source }) => message.startsWith(`${source} `))
    );
  });
}

function lineOf(where: string): readonly [file: string, line: number] {
  const [, file = where, line = '0'] = /^(.*?):(\d+)(?::\d+)?$/.exec(where) ?? [];
  return [file, Number(line)];
}

/** The fact that somebody means: by its id, or by a part of it that no other has. Letters of any case. */
export function factCalled(typed: string, { facts }: FactBase): Fact | undefined {
  const id = typed.trim().toLowerCase();
  const all = [...facts.values()];
  const [only, ...others] = id === '' ? [] : all.filter((fact) => fact.id.includes(id));
  return all.find((fact) => fact.id === id) ?? (others.length === 0 ? only : undefined);
}
