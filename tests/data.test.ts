import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadEvaluation } from '../editor/evaluation/questions.ts';
import { lintData } from '../editor/lint/lint.ts';
import { loadFacts } from '../src/facts/load.ts';
import { formatProblems } from '../src/facts/problems.ts';

const DATA = fileURLToPath(new URL('../data', import.meta.url));
const { base, written, languages } = loadFacts(DATA);

/** The day of the last change to the base: what is overdue later is a warning of lint's, and no reason to fail. */
const CHANGED = '2026-11-30';

it('the data lints without an error', () => {
  const errors = lintData(DATA, CHANGED).problems.filter(({ level }) => level === 'error');
  expect(formatProblems(errors)).toBe('0 errors, 0 warnings.');
});

it('the data is served without its template', () => {
  expect([...base.packs.keys()]).not.toContain('template');
  expect([...written.base.packs.keys()]).toContain('template');
});

it('the data has an evaluation that names facts of the base', () => {
  const { inScope, outOfScope } = loadEvaluation(DATA, base);
  expect([...inScope.values()].flat().length).toBeGreaterThan(100);
  expect(outOfScope.length).toBeGreaterThan(50);
});

it('the data shows nothing of another language beside a fact that is worded in Spanish', () => {
  const worded = [...base.facts.values()].filter(({ wordings }) => wordings.has('es'));
  const beside = worded.flatMap(({ id, reply, disagreesWith }) =>
    [...(reply && 'facts' in reply ? reply.facts : []), ...disagreesWith].map((other) => ({ id, other })),
  );
  expect(worded.length).toBeGreaterThanOrEqual(40);
  expect(beside.filter(({ other }) => !base.facts.get(other)?.wordings.has('es'))).toEqual([]);
  expect(base.listings.filter(({ grounds }) => !grounds.has('es'))).toEqual([]);
});

it('the data has its topics named in every language of their pack', () => {
  const unnamed = [...base.packs.values()].flatMap(({ id, languages, topics }) =>
    topics.flatMap((topic) =>
      languages.filter((tag) => !topic.titles.has(tag)).map((tag) => `${id} ${topic.id} ${tag}`),
    ),
  );
  expect(unnamed).toEqual([]);
});

it('the data has every sentence of the bot in Spanish', () => {
  expect([...languages.values()].map(({ tag, speaks }) => [tag, speaks])).toEqual([
    ['en', true],
    ['es', true],
  ]);
});
