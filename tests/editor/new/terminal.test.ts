import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { writeNew } from '../../../editor/new/command.ts';
import { entryText } from '../../../editor/write/entry-text.ts';
import { openWorkspace } from '../../../editor/write/proposal.ts';
import { dataFolder, source, TODAY } from '../../facts/data-folder.ts';

const SOURCES = `# schema\n${entryText('sources', source())}`;

/** What to wait for, and which keys to press then. */
type Script = readonly (readonly [prompt: string, keys: string])[];

/** A folder, and somebody who presses keys as prompts appear. */
function stage() {
  const dir = dataFolder({ 'packs/acme/sources.yaml': SOURCES });
  const run = async (script: Script) => {
    const input = new PassThrough();
    const left = [...script];
    let [seen, said] = ['', ''];
    const output = new Writable({
      write(chunk, _encoding, done) {
        seen += String(chunk);
        said += String(chunk);
        const [next] = left;
        if (next && seen.includes(next[0])) {
          left.shift();
          seen = '';
          setImmediate(() => input.write(next[1]));
        }
        done();
      },
    });
    const written = await writeNew('source', openWorkspace(dir, TODAY), { input, output });
    expect(left).toEqual([]);
    return { written, said };
  };
  return { run, text: () => readFileSync(join(dir, 'packs/acme/sources.yaml'), 'utf8') };
}

const ENTER = '\r';
const HEAD: Script = [
  ['Which company', ENTER],
  ['Its address', `https://post.example.org/anvils${ENTER}`],
];
const TITLE: Script = [['Its title', `Anvils: a report${ENTER}`]];
const REST: Script = [
  ['that published it', `The Toledo Post${ENTER}`],
  ['Who wrote it', ENTER],
  ['sort of witness', 'press'],
  ['Search: press', ENTER],
  ['at stake', ENTER],
  ['When it was published', `2024-03${ENTER}`],
  ['How much of it', 'whole'],
  ['Search: whole', ENTER],
  ['language that it is written', ENTER],
];
const END: Script = [
  ['short name', ENTER],
  ['Write it?', ENTER],
];
const NEW_SOURCE = `- id: toledo-post-anvils-report
  title: "Anvils: a report"
  publisher: The Toledo Post
  kind: press
  url: https://post.example.org/anvils
  published: 2024-03
  accessed: ${TODAY}
  read: whole
  language: en
`;

it('writes what somebody answers at a terminal, touches nothing else of the file, and says what is left to do', async () => {
  const { run, text } = stage();
  const { written, said } = await run([...HEAD, ...TITLE, ...REST, ...END]);
  expect(written).toBe(true);
  expect(text()).toBe(`${SOURCES}${NEW_SOURCE}`);
  expect(said).toContain('no fact or listing rests on toledo-post-anvils-report');
  expect(said).not.toContain('post-acme has no archived copy');
});

it('checks an answer at once and asks again, takes nothing by a careless Enter, and writes nothing on a no', async () => {
  const { run, text } = stage();
  const { said } = await run([
    ['Which company', ENTER],
    ['Its address', `http://post.example.org/anvils${ENTER}`],
    ['does not begin with https', `\u0015https://post.example.org/anvils${ENTER}`],
    ...TITLE,
    ['that published it', ENTER],
    ['Say something', `The Toledo Post${ENTER}`],
    ['Who wrote it', ENTER],
    ['choose what fits', ENTER],
    ['Say something', 'press'],
    ['Search: press', ENTER],
    ...REST.slice(4),
    ['short name', `\u0015post-acme${ENTER}`],
    ['is taken', `\u0015post-anvils${ENTER}`],
    ['Write it?', 'no'],
    ['Search: no', ENTER],
  ]);
  expect(said).toContain('- id: post-anvils\n');
  expect(text()).toBe(SOURCES);
});

it('goes back one question, and further, from a line and from a list', async () => {
  const { run, text } = stage();
  const { written } = await run([
    ...HEAD,
    ['Its title', `Anvil: a repost${ENTER}`],
    ['that published it', `<${ENTER}`],
    ['Its title', `<${ENTER}`],
    ...HEAD.slice(1),
    ['Its title', `Anvil: a repost${ENTER}`],
    ['that published it', `The Toledo Post${ENTER}`],
    ['Who wrote it', `Ana Ruiz${ENTER}`],
    ['sort of witness', 'back'],
    ['← back', ENTER],
    ['Who wrote it', `<${ENTER}`],
    ['that published it', `<${ENTER}`],
    ...TITLE,
    ...REST,
    ...END,
  ]);
  expect(written).toBe(true);
  expect(text()).toBe(`${SOURCES}${NEW_SOURCE}`);
});

it('writes nothing when somebody stops', async () => {
  const { run, text } = stage();
  const { written, said } = await run([...HEAD, ...TITLE, ...REST, ['short name', '\u0003']]);
  expect([written, text()]).toEqual([false, SOURCES]);
  expect(said).toContain('Nothing was written');
});
