import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';

const TITLES: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord' };

/** `.env.example` as the keys in the code make it: on a mismatch the failure shows the line to write. */
function expected(): string {
  const sections = [
    { title: 'The bot itself: every line may stay empty.', keys: CORE_KEYS },
    ...platforms.flatMap(({ name, keys }) =>
      keys.length > 0 ? [{ title: `${TITLES[name] ?? name}: leave all empty to keep it off.`, keys }] : [],
    ),
  ];
  const blocks = sections.map(({ title, keys }) =>
    [`## ${title}`, ...keys.map(({ name, about }) => `\n# ${about}\n${name}=`)].join('\n'),
  );
  return `# Copy to .env and fill in what you need. The environment wins over .env.\n\n${blocks.join('\n\n')}\n`;
}

describe('.env.example', () => {
  it('holds every variable that the code reads, with its sentence, and no other', () => {
    expect(readFileSync(new URL('../.env.example', import.meta.url), 'utf8')).toBe(expected());
  });

  it('has one sentence for each variable, and no variable twice', () => {
    const keys = [...CORE_KEYS, ...platforms.flatMap((platform) => platform.keys)];
    expect(new Set(keys.map(({ name }) => name)).size).toBe(keys.length);
    expect(keys.filter(({ name }) => !/^[A-Z][A-Z_]+$/.test(name))).toEqual([]);
    expect(keys.filter(({ about }) => !/\.$/.test(about) || about.includes('\n'))).toEqual([]);
  });
});

describe('platforms', () => {
  it('each have a name of their own and a next step', () => {
    expect(platforms.map(({ name }) => name)).toEqual(['slack', 'discord', 'console']);
    for (const platform of platforms) expect(platform.nextStep([])).toMatch(/\S/);
  });
});
