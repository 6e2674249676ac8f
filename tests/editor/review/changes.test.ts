import { describe, expect, it } from 'vitest';
import { formatChangelog, unexplained } from '../../../editor/review/changelog.ts';
import { changesBetween, claimOf } from '../../../editor/review/changes.ts';
import type { Fact, FactBase } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, source, TODAY } from '../../base.ts';

const one = fact('norvane.hml-started-2017');
const CLAIM = 'Harbour Watch says that the ledger began in 2016.';
const WHY = 'Harbour Watch corrected its page.';
const SPAN = { from: 'v1', to: 'main' };

function worded(claim: string, changes: Partial<Fact> = {}): Fact {
  const [[tag, wording] = []] = [...one.wordings];
  if (tag === undefined || wording === undefined) throw new Error('no wording');
  return changed(one.id, { wordings: new Map([...one.wordings, [tag, { ...wording, claim }]]), ...changes });
}

const entry = { on: TODAY, was: claimOf(one), why: WHY } as const;
const between = (after: FactBase, before = base, retired: readonly string[] = []) =>
  changesBetween(before, after, new Set(retired));
const only = (after: FactBase, before = base) => between(after, before).changes;
const without = (id: string): FactBase => ({
  ...base,
  facts: new Map([...base.facts].filter(([key]) => key !== id)),
});
const place = { where: (_: string, id: string) => `${id}.yaml:1:1` };

describe('changesBetween', () => {
  it('finds nothing between a base and itself', () => {
    expect(between(base)).toEqual({
      changes: [],
      wordings: { added: 0, gone: 0 },
      translations: { added: 0, changed: 0 },
    });
  });

  it('tells a correction with what was, what is now and why', () => {
    expect(only(baseWith(worded(CLAIM, { corrections: [entry] })))).toEqual([
      expect.objectContaining({
        kind: 'corrected',
        id: one.id,
        was: claimOf(one),
        now: CLAIM,
        why: WHY,
        on: TODAY,
      }),
    ]);
  });

  it.each([
    ['no entry', []],
    ['an entry of another wording', [{ ...entry, was: 'Something else.' }]],
  ])('points at a changed claim with %s', (_, corrections) => {
    const changes = between(baseWith(worded(CLAIM, { corrections })));
    expect(changes.changes).toEqual([expect.objectContaining({ kind: 'unexplained', id: one.id })]);
    const [problem, ...more] = unexplained(changes, place, TODAY);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ level: 'error', where: `${one.id}.yaml:1:1` });
    expect(problem?.tip).toContain(`was: ${JSON.stringify(claimOf(one))}`);
  });

  it('does not take an old entry for the reason of a new change', () => {
    const before = baseWith(worded(claimOf(one), { corrections: [entry] }));
    expect(only(baseWith(worded(CLAIM, { corrections: [entry] })), before)).toMatchObject([
      { kind: 'unexplained' },
    ]);
  });

  it('tells what was withdrawn, and why, once', () => {
    const gone = changed(one.id, { status: 'withdrawn', corrections: [entry] });
    expect(only(baseWith(gone))).toEqual([
      expect.objectContaining({ kind: 'withdrawn', claim: claimOf(one), why: WHY }),
    ]);
  });

  it('tells what is new and what is gone, and wants a gone id to be kept', () => {
    expect(only(base, without(one.id))).toMatchObject([{ kind: 'added', id: one.id, claim: claimOf(one) }]);
    const gone = between(without(one.id));
    expect(gone.changes).toMatchObject([{ kind: 'gone', retired: false }]);
    expect(unexplained(gone, place, TODAY)).toMatchObject([{ level: 'error' }]);
    expect(unexplained(between(without(one.id), base, [one.id]), place, TODAY)).toEqual([]);
  });

  it('tells of what stands beside a claim, and counts wordings and translations', () => {
    const [[tag, wording] = []] = [...one.wordings];
    if (tag === undefined || wording === undefined) throw new Error('no wording');
    const other = {
      ...wording,
      caveat: 'The page has no date.',
      questions: [...wording.questions, 'a new way to ask'],
    };
    const { changes, wordings } = between(
      baseWith(changed(one.id, { wordings: new Map([...one.wordings, [tag, other]]) })),
    );
    expect(changes).toMatchObject([{ kind: 'detailed', parts: [{ now: 'The page has no date.' }] }]);
    expect(wordings).toEqual({ added: 1, gone: 0 });
  });

  it('tells where a source moved to', () => {
    const { id } = source('watch-norvane');
    const moved = { ...source(id), url: 'https://watch.example.org/moved' };
    const changes = only({ ...base, sources: new Map([...base.sources, [id, moved]]) });
    expect(changes).toEqual([
      expect.objectContaining({
        kind: 'source',
        id,
        what: expect.stringMatching(/^moved from .* to https:.*moved$/),
      }),
    ]);
  });

  it('tells of a listing and of a pack that are gone', () => {
    expect(base.listings.length).toBeGreaterThan(0);
    expect(only({ ...base, listings: [] }).map(({ kind }) => kind)).toEqual(
      base.listings.map(() => 'listing'),
    );
    const [first] = base.packs.keys();
    const packs = new Map([...base.packs].filter(([id]) => id !== first));
    expect(only({ ...base, packs })).toContainEqual(expect.objectContaining({ kind: 'pack', what: 'gone' }));
  });
});

describe('formatChangelog', () => {
  it('puts corrections before what is new', () => {
    const before = without('norvane.says-proud');
    const text = formatChangelog(between(baseWith(worded(CLAIM, { corrections: [entry] })), before), SPAN);
    expect(text).toMatch(
      /^Facts: what changed from v1 to main\n\nCorrected \(1\)\n- norvane\.hml-started-2017\n {2}- was: /,
    );
    expect(text).toContain(`  - now: ${CLAIM}\n  - why: ${WHY} (10 March 2026)`);
    expect(text.indexOf('Corrected (1)')).toBeLessThan(text.indexOf('Added (1)'));
  });

  it('says so when a reader would see nothing', () => {
    expect(formatChangelog(between(base), SPAN)).toMatch(/\n\nNothing that a reader would see\.$/);
  });

  it('shows a claim in Markdown as it is, whatever it holds', () => {
    const claim = 'A_b *c* <!channel> [x](y) `z` # | & says.';
    const text = formatChangelog(between(baseWith(worded(claim, { corrections: [entry] }))), SPAN, true);
    expect(text).toContain('now: A\\_b \\*c\\* \\<!channel\\> \\[x\\](y) \\`z\\` \\# \\| &amp; says.');
    expect(text).toMatch(/^# Facts/);
  });
});
