import { expect, it } from 'vitest';
import { renderAnswer } from '../../site/answer.ts';
import { htmlOf } from '../../site/markup.ts';
import type { Rendering } from '../../site/place.ts';
import { run } from '../base.ts';
import { conformance, type Inspection } from '../platforms/conformance.ts';
import { say } from '../platforms/harness.ts';
import { readHtml, unescaped } from './page-text.ts';

/** The elements that an answer is made of: anything else came out of a text. */
const OURS = new Set(
  'article section h2 h3 p span strong q cite code pre a ol ul li button details summary'.split(' '),
);
const PLAIN: Rendering = {
  lead: () => undefined,
  spell: ({ command, text }) => `${command} ${text}`.trim(),
  tongue: () => undefined,
};

/** The words of each link with its address; of one within the page, with the first address in what it names. */
function leadsIn(html: string): Inspection['leads'] {
  const listed = (id: string): string => html.split(`<li id="${id}"`)[1]?.split('</li>')[0] ?? '';
  return [...html.matchAll(/<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].flatMap(([, href = '', words = '']) => {
    const [, first = ''] = /href="([^"]*)"/.exec(href.startsWith('#') ? listed(href.slice(1)) : '') ?? [];
    const url = unescaped(href.startsWith('#') ? first : href);
    return url === '' ? [] : [[readHtml(words).text, url] as const];
  });
}

function inspect(html: string): Inspection {
  const { text, links, elements, broken } = readHtml(html);
  return {
    visible: text,
    plain: text,
    // Links within the page lead to its own sources.
    links: links.filter((link) => !/^#source-\d+$/.test(link)),
    leads: leadsIn(html),
    overLimits: broken,
    pings: elements.filter((name) => !OURS.has(name)),
  };
}

conformance((answer, words) => htmlOf(renderAnswer(answer, words, PLAIN)), inspect);

it('an answer as HTML leads to the pages of the site, and asks in the page where a script listens', async () => {
  const answer = await run('boycott', 'norvane');
  const lead: Rendering['lead'] = ({ text }) => `to/${text.split(' ')[0]}`;
  const still = readHtml(htmlOf(renderAnswer(answer, say, { ...PLAIN, lead })));
  expect(still.links.some((link) => link.startsWith('to/'))).toBe(true);
  expect(still.elements).not.toContain('button');
  const live = htmlOf(renderAnswer(answer, say, { ...PLAIN, live: true }));
  expect(live).toContain('<button type="button" class="action" data-command="');
});

it('an answer as HTML leads from each citation to its own document, and says so of one without an address', async () => {
  const answer = await run('boycott', 'norvane');
  const [first, ...rest] = answer.citations;
  if (!first) throw new Error('nothing is cited');
  const { url: _, via: __, ...bare } = first;
  const citations = [{ ...bare, label: 'Post, "no" <address>' }, ...rest];
  const html = htmlOf(renderAnswer({ ...answer, citations }, say, PLAIN));
  for (const { label, url, via } of rest)
    expect(html).toContain(`<a href="${url ?? via?.url}" rel="noreferrer noopener external">[${label}]</a>`);
  expect(html).toContain('<span class="cite">[Post, &quot;no&quot; &lt;address&gt;]</span>');
  const listed = htmlOf(renderAnswer({ ...answer, sources: 'listed' }, say, { ...PLAIN, prefix: 'own-' }));
  for (const { number } of answer.citations)
    expect(listed).toContain(`<a class="cite" href="#own-source-${number}">[${number}]</a>`);
});

it('an answer as HTML offers a menu under its label, and nothing where none of it leads anywhere', async () => {
  const { menu, ...answer } = await run('boycott', 'norvane');
  const live = htmlOf(renderAnswer({ ...answer, ...(menu && { menu }) }, say, { ...PLAIN, live: true }));
  for (const { label, call } of menu?.options ?? [])
    expect(live).toContain(`data-text="${call.text}">${label}</button>`);
  expect(live).toContain(`<summary>${menu?.label}</summary>`);
  expect(htmlOf(renderAnswer({ ...answer, ...(menu && { menu }) }, say, PLAIN))).not.toContain('<summary>');
});

it('an answer as HTML does not link what is not https', async () => {
  const answer = await run('boycott', 'norvane');
  const actions = [{ label: 'press', url: 'javascript:alert(1)' }];
  const link = htmlOf(renderAnswer({ ...answer, actions }, say, PLAIN));
  expect(readHtml(link).links.filter((one) => one.startsWith('javascript'))).toEqual([]);
  expect(link).toContain('press');
});
