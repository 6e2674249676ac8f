import { expect, it } from 'vitest';
import { newFolder } from '../folders.ts';
import { verifyPrivacy } from './verify.ts';

it('nothing of what people typed, and of who they are, is left a minute after the bot was taken out', async () => {
  expect(await verifyPrivacy(newFolder())).toEqual([]);
});
