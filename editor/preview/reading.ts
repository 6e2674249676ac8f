import type { FactBase, IsoDate } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import { type Loaded, readFacts } from '../../src/facts/load.ts';
import { BadData, ProblemCollector, sortProblems } from '../../src/facts/problems.ts';
import { readYaml, type YamlReading } from '../../src/facts/yaml.ts';
import { holdToRules } from '../lint/lint.ts';
import type { Problem, WrittenFacts } from '../lint/rule.ts';

/** Facts that loaded, and where each of them is written. */
export interface Reading {
  readonly base: FactBase;
  /** The first is the base's own. */
  readonly languages: readonly [Language, ...Language[]];
  readonly written: WrittenFacts;
  /** What every rule finds in them, errors first. Takes about as long as reading. */
  problems(today: IsoDate): readonly Problem[];
}

/** Reads the facts below a folder again and again; a file that has not changed is parsed once. Throws BadData when they do
    not load, and BotError `bad_data` when there are no packs. */
export function createReader(dir: string): () => Reading {
  let known = new Map<string, YamlReading>();
  return () => {
    const used = new Map<string, YamlReading>();
    const parse = (text: string): YamlReading => {
      const read = known.get(text) ?? readYaml(text);
      used.set(text, read);
      return read;
    };
    const sink = new ProblemCollector(parse);
    const loaded = readFacts(dir, sink);
    known = used;
    return checked(dir, loaded, sink, parse);
  };
}

function checked(
  dir: string,
  loaded: Omit<Loaded, 'warnings'>,
  sink: ProblemCollector,
  parse: NonNullable<ProblemCollector['parse']>,
): Reading {
  const errors = sink.problems.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new BadData(errors);
  const [first, ...others] = loaded.languages.values();
  if (!first) throw new BadData([noLanguage(dir)]);
  return {
    base: loaded.base,
    languages: [first, ...others],
    written: loaded.written,
    problems(today) {
      const own = new ProblemCollector(parse, sortProblems(sink.problems));
      return holdToRules(dir, loaded, own, today);
    },
  };
}

function noLanguage(dir: string): Problem {
  return {
    level: 'error',
    where: `${dir}/languages:1:1`,
    message: 'no language is loaded',
    tip: 'Write languages/en.yaml.',
  };
}
