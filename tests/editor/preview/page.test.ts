import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { discordForm, slackForm } from '../../../editor/preview/forms.ts';
import { page } from '../../../editor/preview/page.ts';
import { builderUrl } from '../../../editor/preview/slack.ts';
import { factCalled, readState, type State } from '../../../editor/preview/state.ts';
import { escaped as html } from '../../../site/markup.ts';
import type { Fact } from '../../../src/core/fact.ts';
import { base, changed, english, fact, knowledge, run } from '../../base.ts';
import { anyText } from '../../platforms/hostile-text.ts';
import { dataCopy } from './data-copy.ts';

const SIGNERS = fact('norvane.letter-2019-signers');
const data = dataCopy();
const state = readState(data.dir);
const facts: readonly Fact[] = [...base.facts.values()];
const shown = (typed: string, language = 'en', of: State = state) => page({ typed, language }, of);

/** What could run or fetch something in a page, as a browser reads it: the own script alone is expected. */
function liveIn(page: string): readonly string[] {
  const live: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(?:script|iframe|object|embed|base|style|svg)$/.test(name)) live.push(name);
      for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith('on') || (key === 'src' && !value.startsWith('data:')))
          live.push(`${name} ${key}`);
        if (key === 'href' && !/^(?:https:|data:,$|[/#])/.test(value)) live.push(`${name} ${value}`);
      }
    },
  });
  parser.end(page);
  return live;
}

describe('the page', () => {
  it('shows a claim whole on Slack, Discord and as text, in each language that the bot speaks', async () => {
    for (const one of facts.filter(({ status }) => status !== 'withdrawn').slice(0, 4)) {
      const drawn = await shown(one.id);
      const faces = drawn.split('<figure>').slice(1, 4);
      const claim = html([...one.wordings.values()][0]?.claim ?? '');
      expect(faces).toHaveLength(3);
      // A terminal breaks lines.
      for (const face of faces)
        expect(face.replace(/\s+/g, ' ').replaceAll('&#x27;', '&#39;')).toContain(claim);
    }
  });

  it('shows what a channel is posted, the payload, and a link to Slack’s own builder', async () => {
    const drawn = await shown(SIGNERS.id);
    expect(drawn).toContain('<h2>Posted in a channel</h2>');
    expect(drawn.match(/<summary>payload<\/summary>/g)).toHaveLength(4);
    expect(drawn.match(/href="https:\/\/app\.slack\.com\/block-kit-builder\/#%7B/g)).toHaveLength(2);
    expect(drawn).not.toMatch(/ style="|<button(?! tabindex="-1"|>Show)/);
  });

  it('answers a question and a command, and lists all facts when nothing is asked', async () => {
    expect(await shown('how many trucks does brasko lease to the ohi')).toContain('brasko.ohi-trucks');
    expect(await shown('/boycott norvane timeline')).toMatch(/<h1>.*Norvane/);
    const list = await shown('');
    for (const { id } of facts) expect(list).toContain(`/?q=${id}`);
  });

  it('says what keeps the data from loading, above what loaded last, without this machine’s folders', async () => {
    const file = 'packs/norvane/facts/letters.yaml';
    data.edit(file, 'weight: 3', 'weight: 4');
    const broken = readState(data.dir, state);
    data.edit(file, 'weight: 4', 'weight: 3');
    const drawn = await shown(SIGNERS.id, 'en', broken);
    expect(drawn).toMatch(/role="alert"[\s\S]*data\/packs\/norvane\/facts\/letters\.yaml:\d+:\d+/);
    expect(drawn).toContain('more than 320 employees');
    expect(drawn).not.toContain(data.dir.replace(/\/data$/, ''));
    expect(await shown('', 'en', readState('/nowhere/at/all'))).toContain('role="alert"');
  });

  it('holds nothing of what was typed or written but text', async () => {
    const [[tag, wording] = []] = [...SIGNERS.wordings];
    if (tag === undefined || wording === undefined) throw new Error('no wording');
    await fc.assert(
      fc.asyncProperty(anyText(200), async (text) => {
        const claim = `<script>alert(1)</script><img src=x onerror=alert(1)>"' onload='x ${text}`;
        const hostile = changed(SIGNERS.id, {
          wordings: new Map([[tag, { ...wording, claim, questions: [claim] }]]),
        });
        const facts = { ...base, facts: new Map(base.facts).set(hostile.id, hostile) };
        const of: State = { knowledge: { ...knowledge, facts }, broken: claim };
        for (const typed of [hostile.id, claim, '']) {
          const drawn = await shown(typed, 'en', of);
          expect(liveIn(drawn)).toEqual(['script']);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('forms', () => {
  it('are public without a button to post, and previews only of what can be posted', async () => {
    const tools = { say: english.say, poster: 'Robin' };
    const card = await run('fact', SIGNERS.id);
    const post = english.say('button-post');
    for (const make of [slackForm, discordForm]) {
      expect(JSON.stringify(make(card, 'private', tools)?.body)).toContain(post);
      expect(JSON.stringify(make(card, 'public', tools)?.body)).not.toContain(`"${post}"`);
      expect(JSON.stringify(make(card, 'public', tools)?.body)).toContain('Robin');
      const { share: _, ...unshared } = card;
      expect(make(card, 'preview', tools)).toBeDefined();
      expect(make(unshared, 'preview', tools)).toBeUndefined();
    }
    const payload = slackForm(card, 'public', tools);
    const hash = decodeURIComponent(new URL((payload && builderUrl(payload)) ?? '').hash.slice(1));
    expect(payload?.body).toMatchObject(JSON.parse(hash));
  });
});

it('a fact is meant by its id, or by a part that no other has, in letters of any case', () => {
  for (const { id } of facts) {
    expect(factCalled(` ${id.toUpperCase()} `, base)?.id).toBe(id);
    const part = id.slice(0, -1);
    const isAlone = facts.filter((one) => one.id.includes(part)).length === 1;
    if (isAlone) expect(factCalled(part, base)?.id).toBe(id);
  }
  for (const typed of ['', '   ', 'norvane', '<b>']) expect(factCalled(typed, base)).toBeUndefined();
});
