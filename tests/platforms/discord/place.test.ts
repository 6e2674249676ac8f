import { describe, expect, it } from 'vitest';
import { accessOf } from '../../../src/platforms/discord/receive.ts';

const GUILD = '300000000000000001';
const event = (changes: Readonly<Record<string, unknown>> = {}) => ({
  guild_id: GUILD,
  channel_id: '4',
  channel: { type: 0 },
  context: 0,
  member: { permissions: '2048' },
  app_permissions: '3072',
  authorizing_integration_owners: { '0': GUILD },
  ...changes,
});

describe('where an interaction was used', () => {
  it('is a channel of a server that has the bot', () => {
    expect(accessOf(event())).toEqual({
      channelId: '4',
      kind: 'server',
      maySend: true,
      isMember: true,
      mayShow: true,
      manages: false,
    });
  });

  it.each([
    ['only the asker added the app', { authorizing_integration_owners: { '1': '5' } }],
    ['another server is named', { authorizing_integration_owners: { '0': '0' } }],
    ['the bot may only look', { app_permissions: '1024' }],
    ['the bot may only write', { app_permissions: '2048' }],
    ['it is a thread, where writing is another right', { channel: { type: 11 } }],
    ['nothing is told', { app_permissions: undefined }],
    ['nonsense is told', { app_permissions: '-8', authorizing_integration_owners: 'x' }],
  ])('lets the bot not post as itself when %s', (_, changes) => {
    expect(accessOf(event(changes)).isMember).toBe(false);
  });

  it.each([
    ['2048', 0, true],
    ['2048', 11, false],
    ['274877906944', 11, true],
  ])('lets people write with the permissions %s in a channel of type %i: %s', (permissions, type, may) => {
    expect(accessOf(event({ member: { permissions }, channel: { type } })).maySend).toBe(may);
  });

  it('lets an administrator do everything', () => {
    const all = accessOf(
      event({ member: { permissions: '8' }, app_permissions: '8', channel: { type: 11 } }),
    );
    expect(all).toMatchObject({ maySend: true, isMember: true, manages: true });
  });

  it('lets an app that only the asker added show something where the server allows it', () => {
    const owners = { authorizing_integration_owners: { '1': '5' } };
    expect(accessOf(event(owners)).mayShow).toBe(false);
    expect(accessOf(event({ ...owners, member: { permissions: `${1n << 50n}` } })).mayShow).toBe(true);
  });

  it.each([
    [1, 'bot'],
    [2, 'people'],
    [undefined, 'people'],
  ] as const)('is a direct message: context %s', (context, kind) => {
    const changes = { guild_id: undefined, member: undefined, context, app_permissions: '573440' };
    const owners = { authorizing_integration_owners: { '0': '0', '1': '5' } };
    expect(accessOf(event({ ...changes, ...owners }))).toMatchObject({
      kind,
      maySend: true,
      isMember: false,
      mayShow: true,
      manages: false,
    });
  });
});
