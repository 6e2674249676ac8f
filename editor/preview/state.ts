import { dirname } from 'node:path';
import { assemble } from '../../src/assemble.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Fact, FactBase } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';

/** What is known of the facts at one moment. */
export interface State {
  /** What loaded last; undefined as long as nothing did. */
  readonly knowledge?: Knowledge;
  /** Why the files as they are now do not load; left out when they do. No place in it says where data/ is on this machine. */
  readonly broken?: string;
}

/** Reads and indexes the facts below `dir`, which is data/. Where they do not load, what loaded earlier stays. */
export function readState(dir: string, { knowledge }: State = {}): State {
  try {
    const { base, languages } = loadFacts(dir);
    return { knowledge: assemble(base, languages) };
  } catch (error) {
    // A file may vanish between being listed and being read.
    const why = error instanceof BotError ? `${error.message}\n${error.hint}` : 'A file can not be read.';
    return { ...(knowledge && { knowledge }), broken: why.replaceAll(`${dirname(dir)}/`, '') };
  }
}

/** The fact that somebody means: by its id, or by a part of it that no other has. Letters of any case. */
export function factCalled(typed: string, { facts }: FactBase): Fact | undefined {
  const id = typed.trim().toLowerCase();
  const all = [...facts.values()];
  const [only, ...others] = id === '' ? [] : all.filter((fact) => fact.id.includes(id));
  return all.find((fact) => fact.id === id) ?? (others.length === 0 ? only : undefined);
}
