import { describe, expect, it } from 'vitest';
import { documentText, ownersOf } from '../../../editor/links/documents.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';

const ownerOf = (name: string, text: string) => {
  const dir = dataFolder({
    'packs/acme/sources.yaml': [
      source({ id: 'post-acme', url: 'https://www.post.example.org/acme/' }),
      source({ id: 'herald', url: 'https://herald.example.org/75' }),
    ],
    'packs/acme/facts/history.yaml': [fact({ cites: [{ source: 'post-acme' }] })],
  });
  return ownersOf(name, text, [...loadFacts(dir).base.sources.values()]).map(({ id }) => id);
};

describe('a saved document', () => {
  it.each([
    ['by its name', 'post-acme.txt', 'Saved from https://herald.example.org/75'],
    ['by its name, as a second version', 'post-acme.2018.html', 'anything'],
    ['by its address in the first lines', '001.txt', 'Saved from http://post.example.org/acme#top\n\nText'],
    [
      'by its canonical link',
      '003.html',
      '<link rel="canonical" href="https://www.post.example.org/acme/"><p>https://herald.example.org/75',
    ],
  ])('is known %s', (_, name, text) => expect(ownerOf(name, text)).toEqual(['post-acme']));

  it('is nobody’s when neither says so', () => {
    expect(ownerOf('a.txt', `${'line\n'.repeat(30)}https://herald.example.org/75`)).toEqual([]);
    expect(ownerOf('a.html', '<p>https://herald.example.org/75')).toEqual([]);
  });

  it('may be that of several', () => {
    expect(ownerOf('a.txt', 'https://herald.example.org/75 https://post.example.org/acme')).toEqual([
      'post-acme',
      'herald',
    ]);
  });
});

it('a document’s markup is no part of its words', () => {
  expect(documentText('a.md', '> We **will** close [the plant](https://a.example) in `spring`.')).toBe(
    'We will close the plant in spring.',
  );
  expect(documentText('a.html', 'We <i>will</i> close').trim()).toBe('We will close');
  expect(documentText('a.txt', 'We *will* <close>')).toBe('We *will* <close>');
});
