import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { afterAll, expect, it, vi } from 'vitest';
import { openPreview, readState } from '../../editor/preview/command.ts';
import { factCalled, page, type State } from '../../editor/preview/page.ts';
import { builderUrl, discordForm, slackForm } from '../../editor/preview/payloads.ts';
import { base, changed, english, fact, knowledge, run } from '../base.ts';
import { copyBase, newFolder } from '../folders.ts';
import { NASTY } from '../platforms/hostile-text.ts';

const SIGNERS = fact('norvane.letter-2019-signers');
const shown = (typed: string, language = 'en', of: State = { knowledge }) => page({ typed, language }, of);

it('shows an answer as text and as both payloads, to the asker and posted, with a link to Slack’s own builder', async () => {
  const drawn = await shown(SIGNERS.id);
  expect(drawn).toContain('<h2>Posted in a channel</h2>');
  expect(drawn.match(/<summary>(?:slack|discord) payload<\/summary>/g)).toHaveLength(4);
  expect(drawn.match(/href="https:\/\/app\.slack\.com\/block-kit-builder\/#%7B/g)).toHaveLength(2);
  for (const form of drawn.split('<pre>').slice(1))
    expect(form.replace(/\s+/g, ' ')).toContain('more than 320 employees');
  expect(await shown(SIGNERS.id, 'es')).toContain('lang="en"');
  expect(await shown('how many trucks does brasko lease to the ohi')).toContain('brasko.ohi-trucks');
  expect(await shown('/boycott norvane timeline')).toMatch(/<h1>.*Norvane/);
});

/** What could run or fetch something in a page, as a browser reads it. */
function liveIn(drawn: string): readonly string[] {
  const live: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(?:script|style|iframe|object|embed|base|svg|img)$/.test(name)) live.push(name);
      for (const [key, value] of Object.entries(attributes)) {
        if (/^(?:on|style$|src$)/.test(key)) live.push(`${name} ${key}`);
        if (key === 'href' && !/^(?:https:|data:,$|[/#])/.test(value)) live.push(`${name} ${value}`);
      }
    },
  });
  parser.end(drawn);
  return live;
}

it('holds nothing of what was typed or written but text', async () => {
  const [[tag, wording] = []] = [...SIGNERS.wordings];
  if (tag === undefined || wording === undefined) throw new Error('no wording');
  const claim = `<script>alert(1)</script><img src=x onerror=alert(1)>"' onload='x ${NASTY.join(' ')}`;
  const hostile = changed(SIGNERS.id, { wordings: new Map([[tag, { ...wording, claim, questions: [claim] }]]) });
  const facts = { ...base, facts: new Map(base.facts).set(hostile.id, hostile) };
  for (const typed of [hostile.id, claim]) {
    const drawn = await shown(typed, 'en', { knowledge: { ...knowledge, facts }, broken: claim });
    expect(liveIn(drawn)).toEqual(['style', 'script']);
  }
});

it('builds forms that are public without a button to post, and previews only of what can be posted', async () => {
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

it('takes an id, or a part that no other has, in letters of any case', () => {
  expect(factCalled(` ${SIGNERS.id.toUpperCase()} `, base)?.id).toBe(SIGNERS.id);
  expect(factCalled('ohi-TRUCKS', base)?.id).toBe('brasko.ohi-trucks');
  for (const typed of ['', '   ', 'norvane', '<b>']) expect(factCalled(typed, base)).toBeUndefined();
});

it('is written again when something was saved, and says what keeps the data from loading', async () => {
  const dir = join(newFolder(afterAll), 'data');
  copyBase(dir);
  const { file, stop } = await openPreview(dir, { typed: 'brasko.ohi-trucks' }, 20);
  const facts = join(dir, 'packs/brasko/facts/fleet.yaml');
  let count = 0;
  const saved = async (from: string, to: string): Promise<string> => {
    writeFileSync(facts, readFileSync(facts, 'utf8').replace(from, to));
    count += 1;
    const script = () => readFileSync(join(file, '../saved.js'), 'utf8');
    await vi.waitFor(() => expect(script()).toBe(`saved('${count}');\n`), 20_000);
    const drawn = readFileSync(file, 'utf8');
    expect(drawn).toContain(`data-saved="${count}"`);
    return drawn;
  };
  expect(readFileSync(file, 'utf8')).toContain('How many trucks does Brasko lease');
  expect(await saved('leases 60 trucks', 'leases 61 trucks')).toContain('leases 61 trucks');
  const broken = await saved('asOf: 2021-02-28', 'asOf: 2021-02-30');
  expect(broken).toMatch(/role="alert"[\s\S]*data\/packs\/brasko\/facts\/fleet\.yaml:\d+:\d+/);
  expect(broken).toContain('leases 61 trucks');
  expect(broken).not.toContain(dir.replace(/\/data$/, ''));
  expect(await saved('asOf: 2021-02-30', 'asOf: 2021-02-28')).not.toContain('role="alert"');
  expect(await shown('', 'en', readState('/nowhere/at/all'))).toContain('role="alert"');
  await stop();
  expect(existsSync(file)).toBe(false);
});
