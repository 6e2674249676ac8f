import { chanceOf, misspell } from '../editor/evaluation/perturb.ts';
import { type Part, spread } from './figures.ts';
import { realBase } from './real-base.ts';

/* How long one keystroke of an autocompletion takes, with the real base and without any platform. Typed are nothing at all; the
   first 1 to 40 characters of a question as somebody types it; the same with a slip in every third word; words from its
   middle in another order; words that nothing holds; names; ids. */

/** What Discord asks for at once. */
const LIMIT = 25;
const LONGEST = 40;

/** `typed`: keystrokes of each kind. */
export async function measureSuggestions({ typed }: { readonly typed: number }): Promise<readonly Part[]> {
  const { facts, retriever } = (await realBase()).knowledge;
  const wordings = [...facts.facts.values()].flatMap((fact) => [...fact.wordings.values()]);
  const questions = wordings.flatMap((one) => one.questions);
  const names = [...facts.entities.values()].flatMap(({ name, aliases }) => [name, ...aliases]);
  const chance = chanceOf('keystrokes');
  const pick = (all: readonly string[]): string => all[Math.floor(chance() * all.length)] ?? '';
  const begun = (text: string): string => text.slice(0, 1 + Math.floor(chance() * LONGEST));
  const wrong = (text: string): string =>
    text
      .split(' ')
      .map((word, at) => (at % 3 === 0 ? misspell(word, Math.floor(chance() * 1000)) : word))
      .join(' ');
  const nothing = (): string => `${pick('bcdfghjklm'.split(''))}ozzyxq vrumbel krantilop`;
  const kinds = {
    nothing: ['questions', () => ''],
    'one or two characters': ['questions', () => pick(questions).slice(0, 1 + Math.floor(chance() * 2))],
    'the beginning of a question': ['questions', () => begun(pick(questions))],
    'the same, misspelt': ['questions', () => begun(wrong(pick(questions)))],
    'words from its middle': ['questions', () => pick(questions).split(' ').slice(2, 6).reverse().join(' ')],
    'words of nothing': ['questions', () => begun(wrong(nothing()))],
    'a name, misspelt': ['companies', () => begun(wrong(pick(names)))],
    'an id': ['ids', () => begun(pick([...facts.facts.keys()]))],
  } as const;
  const rows = Object.entries(kinds).map(([what, [among, make]]) => {
    const texts = Array.from({ length: typed }, make);
    const suggest = (text: string) => retriever.suggest(text, among, LIMIT, 'en');
    const found = texts.filter((text) => suggest(text).length > 0).length;
    const times = texts.map((text) => {
      const started = performance.now();
      suggest(text);
      return performance.now() - started;
    });
    return { what, keys: typed, 'answered %': Math.round((found * 100) / typed), ...spread(times) };
  });
  const notes = [`${questions.length} wordings. Each kind was typed once before it was measured.`];
  return [{ part: 'suggest', rows, notes }];
}
