import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../editor/lint/rule.ts';
import { localBot } from '../../../editor/local-bot.ts';
import { askAll, outcomeOf } from '../../../editor/preview/asked.ts';
import { viewHtml } from '../../../editor/preview/drawing.ts';
import { problemsOf, shortPlace } from '../../../editor/preview/findings.ts';
import { discordForm, slackForm } from '../../../editor/preview/forms.ts';
import { html } from '../../../editor/preview/html.ts';
import { cardMeasures, wordingMeasures } from '../../../editor/preview/measures.ts';
import { factPage, missingPage } from '../../../editor/preview/page.ts';
import { askedHtml, problemsHtml } from '../../../editor/preview/panels.ts';
import { SHOWS, viewsOf } from '../../../editor/preview/views.ts';
import type { Fact } from '../../../src/core/fact.ts';
import { base, english, knowledge, run } from '../../base.ts';

const facts: readonly Fact[] = [...base.facts.values()];
const [first] = facts;
if (!first) throw new Error('the base of the tests is empty');
const bot = localBot(knowledge);
const tools = { say: english.say, poster: 'Robin' };

describe('a view', () => {
  it('shows every claim whole, on each platform, in each of its languages', async () => {
    for (const fact of facts.filter((one) => one.status !== 'withdrawn').slice(0, 6)) {
      for (const view of await viewsOf(fact, 'card', knowledge, bot)) {
        const drawn = viewHtml(view, knowledge);
        const claim = html(fact.wordings.get(view.language)?.claim ?? '');
        const faces = drawn.split('class="face"').slice(1);
        expect(faces).toHaveLength(3);
        // A terminal breaks lines.
        for (const face of faces)
          expect(face.replace(/\s+/g, ' ').replaceAll('&#x27;', '&#39;')).toContain(claim);
      }
    }
  });

  it('is there for everything that the switch offers, and holds no style of its own, which the policy refuses', async () => {
    for (const show of SHOWS) {
      for (const view of await viewsOf(first, show, knowledge, bot)) {
        const drawn = viewHtml(view, knowledge);
        expect(drawn).toContain(`data-show="${show}"`);
        expect(drawn).not.toMatch(/ style="|<script|<button(?! tabindex="-1")/);
      }
    }
  });

  it('of a dossier is the page that holds the fact', async () => {
    const [dossier] = await viewsOf(first, 'dossier', knowledge, bot);
    expect(dossier?.answer?.facts).toContain(first.id);
  });
});

describe('forms', () => {
  it('are public without a button to post, and previews only of what can be posted', async () => {
    const card = await run('fact', first.id);
    const post = english.say('button-post');
    for (const make of [slackForm, discordForm]) {
      expect(JSON.stringify(make(card, 'private', tools)?.body)).toContain(post);
      expect(JSON.stringify(make(card, 'public', tools)?.body)).not.toContain(`"${post}"`);
      expect(JSON.stringify(make(card, 'public', tools)?.body)).toContain('Robin');
      const { share: _, ...unshared } = card;
      expect(make(card, 'preview', tools)).toBeDefined();
      expect(make(unshared, 'preview', tools)).toBeUndefined();
    }
  });
});

describe('questions', () => {
  it('that find their fact say so', async () => {
    const asked = await askAll(first, bot);
    expect(asked.map((one) => one.question)).toEqual(
      [...first.wordings.values()].flatMap((one) => one.questions),
    );
    expect(asked.some(({ outcome }) => outcome.kind === 'this')).toBe(true);
  });

  it('that lead elsewhere are told apart, and stand above the others', async () => {
    const [, other] = facts;
    const answer = await run('fact', first.id);
    if (!other) throw new Error('one fact is not enough');
    expect(outcomeOf(answer, first.id)).toEqual({ kind: 'this' });
    expect(outcomeOf(answer, other.id)).toMatchObject({ kind: 'other', fact: first.id });
    const choice = { ...answer, outcome: 'choose', facts: [], offered: [other.id] } as const;
    expect(outcomeOf(choice, other.id)).toMatchObject({ kind: 'choice', offered: true });
    const refused = { ...choice, outcome: 'unknown' } as const;
    expect(outcomeOf(refused, first.id)).toMatchObject({ kind: 'refused', offered: false });
    const shown = askedHtml(
      first.id,
      [
        { question: 'found?', language: 'en', outcome: { kind: 'this' } },
        { question: 'stolen?', language: 'en', outcome: outcomeOf(answer, other.id) },
      ],
      base,
      (id) => `/fact/${id}`,
    );
    expect(shown.indexOf('stolen?')).toBeLessThan(shown.indexOf('found?'));
    expect(shown).toContain(`href="/fact/${first.id}"`);
  });
});

describe('limits', () => {
  it('count what is written and what is sent', async () => {
    const wording = first.wordings.get('en');
    const [claim] = wordingMeasures(first, 'en');
    expect(claim).toMatchObject({ used: wording?.claim.length, limit: 400 });
    const card = await run('fact', first.id);
    const named = new Map(cardMeasures(card, tools).map((one) => [one.of, one]));
    const text = named.get('Discord, text');
    const body = JSON.stringify(discordForm(card, 'public', tools)?.body);
    const contents = [...body.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map((one) =>
      JSON.parse(one[1] ?? '""'),
    );
    expect(text).toMatchObject({ used: contents.join('').length, limit: 4_000 });
    for (const { used, limit } of named.values()) expect(used).toBeLessThanOrEqual(limit);
  });
});

describe('findings', () => {
  const text = '- id: a.one\n  claim: x\n  cites: []\n- id: a.two\n  claim: y\n';
  const written = {
    base,
    disagreements: [],
    translations: [],
    retired: [],
    order: new Map(),
    where: (_kind: string, id: string) => (id === 'a.two' ? '/d/data/f.yaml:4:3' : '/d/data/other.yaml:1:1'),
  };
  const problem = (where: string, message = 'is wrong'): Problem => ({
    level: 'error',
    where,
    message,
    tip: 'Mend it.',
  });
  const own = { ...first, id: 'a.two' as Fact['id'] };

  it('are those in the entry of the fact, and those that name it', () => {
    const found = [
      problem('/d/data/f.yaml:2:3'),
      problem('/d/data/f.yaml:5:3'),
      problem('/d/data/f.yaml:1:1', 'is already a question of a.two'),
      problem('/d/data/f.yaml:1:1', 'is already a question of a.two-more'),
    ];
    expect(problemsOf(own, written, found, () => text)).toEqual([found[1], found[2]]);
  });

  it('say place and tip, without the machine’s own folders', () => {
    const shown = problemsHtml([{ ...problem('/d/data/f.yaml:5:3'), tip: 'Write <b>.' }], '/d/data', '');
    expect(shown).toContain('>data/f.yaml:5:3<');
    expect(shown).toContain('Write &lt;b&gt;.');
    expect(shown).not.toContain('/d/');
    expect(shortPlace('/d/data/x:1:1', '/d/data')).toBe('data/x:1:1');
  });
});

describe('a page', () => {
  it('holds nothing of what was typed but text', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const page = missingPage(`<script>${typed}`, [], (id) => id);
        expect(page).not.toContain('<script>');
      }),
      { numRuns: 30 },
    );
  });

  it('that stands alone names what it may run by its digest, and fetches nothing', () => {
    const page = factPage('a.one', { version: '', standing: 'ok', parts: { title: '<h1>One</h1>' } }, true);
    expect(page).toContain("script-src 'sha256-");
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/);
  });
});
