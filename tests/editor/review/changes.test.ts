import { describe, expect, it } from 'vitest';
import { changesBetween, claimOf, formatChanges, unexplained } from '../../../editor/review/changes.ts';
import type { Fact, FactBase } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, TODAY } from '../../base.ts';

const one = fact('norvane.hml-started-2017');
const CLAIM = 'Harbour Watch says that the ledger began in 2016.';
const WHY = 'Harbour Watch corrected its page.';
const entry = { on: TODAY, was: claimOf(one), why: WHY } as const;
const [[tag, wording] = []] = [...one.wordings];

function worded(claim: string, changes: Partial<Fact> = {}, more = {}): FactBase {
  if (tag === undefined || wording === undefined) throw new Error('no wording');
  const wordings = new Map([...one.wordings, [tag, { ...wording, claim, ...more }]]);
  return baseWith(changed(one.id, { wordings, ...changes }));
}

const without: FactBase = { ...base, facts: new Map([...base.facts].filter(([id]) => id !== one.id)) };
const between = (after: FactBase, before = base) => changesBetween(before, after);
const written = { where: (_: string, id: string) => `${id}.yaml:1:1`, retired: [] };
const because = ['why', `${WHY} (10 March 2026)`];

describe('changesBetween', () => {
  it.each<[string, FactBase, FactBase, object[]]>([
    ['nothing between a base and itself', base, base, []],
    [
      'a correction, with what was, what is now and why',
      base,
      worded(CLAIM, { corrections: [entry] }),
      [{ kind: 'corrected', lines: [['was', claimOf(one)], ['now', CLAIM], because] }],
    ],
    [
      'what was withdrawn, once',
      base,
      baseWith(changed(one.id, { status: 'withdrawn', corrections: [entry] })),
      [{ kind: 'withdrawn', id: one.id, lines: [['said', claimOf(one)], because] }],
    ],
    ['what is new', without, base, [{ kind: 'added', id: one.id, lines: [['', claimOf(one)]] }]],
    [
      'what stands beside a claim',
      base,
      worded(claimOf(one), {}, { caveat: 'The page has no date.' }),
      [
        {
          kind: 'detailed',
          lines: [['changed', 'caveat']],
        },
      ],
    ],
    ['no further way to ask', base, worded(claimOf(one), {}, { questions: ['another'] }), []],
    [
      'listings that are gone',
      base,
      { ...base, listings: [] },
      [...base.listings].map(() => ({ kind: 'listings', lines: [['', 'taken out']] })),
    ],
  ])('finds %s', (_, before, after, changes) => {
    const found = between(after, before);
    expect(found).toMatchObject(changes);
    expect(found).toHaveLength(changes.length);
  });

  it.each([
    ['no entry', [], base],
    ['an entry of another wording', [{ ...entry, was: 'Something else.' }], base],
    ['an entry that was there before', [entry], worded(claimOf(one), { corrections: [entry] })],
  ])('finds a changed claim unexplained with %s', (_, corrections, before) => {
    const changes = between(worded(CLAIM, { corrections }), before);
    expect(changes).toMatchObject([{ kind: 'corrected', id: one.id, unexplained: claimOf(one) }]);
    const [problem, ...more] = unexplained(changes, written, TODAY);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ level: 'error', where: `${one.id}.yaml:1:1` });
    expect(problem?.tip).toContain(`was: ${JSON.stringify(claimOf(one))}`);
  });

  it('wants the id of a fact that is gone to be kept', () => {
    const gone = between(without);
    expect(gone).toMatchObject([{ kind: 'withdrawn', id: one.id }]);
    expect(unexplained(gone, written, TODAY)).toMatchObject([{ level: 'error' }]);
    const retired = [{ id: one.id, pack: one.pack, where: '' }];
    expect(unexplained(gone, { ...written, retired }, TODAY)).toEqual([]);
  });
});

describe('formatChanges', () => {
  it('puts corrections before what is new', () => {
    const { id } = fact('norvane.says-proud');
    const before = { ...base, facts: new Map([...base.facts].filter(([key]) => key !== id)) };
    const text = formatChanges(between(worded(CLAIM, { corrections: [entry] }), before), 'Facts');
    expect(text).toMatch(/^# Facts\n\n## Corrected \(1\)\n\n- `norvane\.hml-started-2017`\n {2}- was: /);
    expect(text).toContain(`  - now: ${CLAIM}\n  - why: ${WHY} (10 March 2026)`);
    expect(text.indexOf('Corrected (1)')).toBeLessThan(text.indexOf('Added (1)'));
    expect(formatChanges([], 'Facts')).toBe('# Facts\n\nNothing that a reader would see.');
  });

  it('shows a claim in Markdown as it is, whatever it holds', () => {
    const claim = 'A_b *c* <!channel> [x](y) `z` # | & says.';
    const text = formatChanges(between(worded(claim, { corrections: [entry] })), 'Facts');
    expect(text).toContain('now: A\\_b \\*c\\* \\<!channel\\> \\[x\\](y) \\`z\\` \\# \\| &amp; says.');
    expect(text).toMatch(/^# Facts\n\n## Corrected \(1\)\n\n- `norvane/);
  });
});
