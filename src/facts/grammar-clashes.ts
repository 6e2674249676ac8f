import { PEOPLE, ROLES } from '../core/differences/grammar.ts';
import { fold } from '../core/text.ts';
import type { Entry, Sink } from './read.ts';
import type { GrammarEntry } from './schema/grammar.ts';
import type { LanguageEntry } from './schema/language.ts';

interface List {
  readonly what: string;
  readonly path: readonly PropertyKey[];
  readonly words: readonly string[];
}

/** Words of a language's `grammar:` that can't be both of what they are said to be go to the sink, each with its place. */
export function findClashes(entry: Entry<LanguageEntry>, sink: Pick<Sink, 'problems'>): void {
  const { grammar } = entry.value;
  for (const lists of grammar ? exclusive(grammar) : []) {
    const known = new Map<string, string>();
    for (const { what, path, words } of lists) {
      for (const [at, word] of words.entries()) {
        const other = known.get(fold(word)) ?? what;
        known.set(fold(word), other);
        if (other === what) continue;
        sink.problems.push({
          level: 'error',
          where: entry.where(['grammar', ...path, at]),
          message: `"${word}" is already ${other}, and can't be ${what} as well`,
          tip: 'Keep it in one of the two lists.',
        });
      }
    }
  }
}

/** Lists of which a word can stand in one. */
function exclusive(grammar: GrammarEntry): readonly (readonly List[])[] {
  return [
    ...grammar.opposites.map(({ one, other }, at) => [
      { what: 'one half of this pair', path: ['opposites', at, 'one'], words: one },
      { what: 'the other half', path: ['opposites', at, 'other'], words: other },
    ]),
    ...ROLES.map((role) =>
      (['forward', 'inverse', 'received'] as const).map((side) => ({
        what: `${side} of ${role}`,
        path: ['relations', role, side],
        words: grammar.relations[role]?.[side] ?? [],
      })),
    ),
    PEOPLE.map((kind) => ({ what: kind, path: ['people', kind], words: grammar.people[kind] ?? [] })),
    (['atLeast', 'atMost', 'about'] as const).map((key) => ({ what: key, path: [key], words: grammar[key] })),
  ];
}
