import type { Source } from '../../src/core/fact.ts';
import type { FactInput } from '../write/entry-text.ts';
import { askSource } from './ask-source.ts';
import { type Asker, NEW } from './asker.ts';
import { type Growing, wrongIn } from './growing.ts';

/** Asks for one document or several, known or new, and the place in each. `first` is how the first one is asked for. */
export async function askCites(
  asker: Asker,
  growing: Growing,
  first = 'In which document have you read it?',
): Promise<FactInput['cites']> {
  const cites: FactInput['cites'] = [];
  for (let more = true; more && cites.length < 6; ) {
    const key = `cite${cites.length + 1}`;
    const known = [...growing.sources, ...ownFirst(growing)].filter(
      ({ id }) => !cites.some(({ source }) => source === id),
    );
    const picked = await asker.pick(`${key}.source`, {
      message: cites.length === 0 ? first : 'Which other document says so?',
      why: 'One that somebody can open and check.',
      choices: [
        { value: NEW, label: 'a document that the base does not hold yet' },
        ...known.map(({ id, title, publisher }) => ({
          value: String(id),
          label: title.slice(0, 70),
          hint: publisher.slice(0, 50),
        })),
      ],
    });
    const source = picked === NEW ? (await askSource(asker, growing, `${key}.new`)).id : picked;
    const cite: FactInput['cites'][number] = { source };
    const wrong = (change: Partial<typeof cite>) =>
      wrongIn(growing, { cites: [...cites, { ...cite, ...change }] }, ['cites']);
    const locator = await asker.text(`${key}.locator`, {
      message: 'Where in it?',
      why: 'So that a reader finds the place. Empty if it is very short.',
      example: 'paragraph 3',
      optional: true,
      check: (answer) => wrong({ locator: answer }),
    });
    if (locator !== '') cite.locator = locator;
    const quote = await asker.text(`${key}.quote`, {
      message: 'Are the very words the point? Then quote them.',
      why: 'Only what a person, a letter or a company said, at most 200 characters, unchanged. Mostly this stays empty.',
      optional: true,
      check: (answer) => wrong({ quote: answer }),
    });
    if (quote !== '') cite.quote = quote;
    cites.push(cite);
    more = await asker.confirm(`${key}.more`, {
      message: 'Is there a second document that says the same?',
      why: 'Then it stands as a source of the same sentence. One that says otherwise is a fact of its own.',
      initial: false,
    });
  }
  return cites;
}

/** The documents of the base: those that the company's other facts rest on before all others. */
function ownFirst({ workspace, pack }: Growing): readonly Source[] {
  const { facts, sources } = workspace.served;
  const own = new Set(
    [...facts.values()]
      .filter((fact) => fact.pack === pack)
      .flatMap(({ cites }) => cites.map(({ source }) => source)),
  );
  const all = [...sources.values()];
  return [...all.filter(({ id }) => own.has(id)), ...all.filter(({ id }) => !own.has(id))];
}
