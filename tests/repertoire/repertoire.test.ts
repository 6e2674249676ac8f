import { expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { realKnowledge } from '../real-knowledge.ts';
import { commandPayload } from './discord.ts';
import { missing } from './kinds.ts';
import { broken } from './rules.ts';

it('has an example of every command, and of nothing that is none', () => {
  expect(missing(commands)).toEqual([]);
});

it('registers commands within their limits', async () => {
  expect(broken(commandPayload(await realKnowledge()))).toEqual([]);
});
