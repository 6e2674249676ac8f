import { expect, it } from 'vitest';
import { registerOnDiscord } from '../../editor/register.ts';
import { readConfig } from '../../src/config.ts';

it('says what is missing, and asks Discord nothing, without a token or an id', async () => {
  for (const env of [{}, { DISCORD_TOKEN: 'zq-secret' }, { DISCORD_APPLICATION_ID: '1' }]) {
    const refused = registerOnDiscord({ ...readConfig({}), env });
    await expect(refused).rejects.toMatchObject({ code: 'bad_config' });
    await expect(refused).rejects.not.toThrow('zq-secret');
  }
});
