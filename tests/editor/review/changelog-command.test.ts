import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addChangelog, addCorrections } from '../../../editor/review/changelog-command.ts';
import { dataFolder, fact, otherFact } from '../../facts/data-folder.ts';
import { runTool } from '../facts/run-tool.ts';
import { repository } from './repository.ts';

const HISTORY = 'packs/acme/facts/history.yaml';
const { claim: WAS } = fact();
const NOW = 'The Toledo Post says that Acme was founded in 1949.';

describe('facts changelog', () => {
  it('tells what changed between two commits, or since one, and fails when a claim has no reason', async () => {
    const { dir, commit, write, git } = repository();
    const first = git('rev-parse', 'HEAD');
    const second = commit({ [HISTORY]: [fact(), otherFact()] });
    const run = (...args: readonly string[]) => runTool(addChangelog, ['changelog', ...args], dir);
    const added = await run(`${first}..${second}`);
    expect(added.out).toContain('## Added (1)\n\n- `acme.makes-anvils`: ');
    expect(added.failed).toBe(false);

    write({ [HISTORY]: [fact({ claim: NOW }), otherFact()] });
    const silent = await run('main');
    expect(silent.out).toContain('  - why: not said');
    expect(silent.err).toContain('nothing says why');
    expect(silent.failed).toBe(true);

    const corrections = [{ on: '2026-11-20', was: WAS, why: 'The page was read again.' }];
    write({ [HISTORY]: [fact({ claim: NOW, corrections }), otherFact()] });
    const told = await run();
    expect(told.out).toContain('  - why: The page was read again. (20 November 2026)');
    expect([told.err, told.failed]).toEqual(['', false]);

    for (const typed of ['a...b', '..', '..main', 'a..b..c']) {
      await expect(run(typed)).rejects.toMatchObject({ code: 'bad_config' });
    }
    await expect(run('--', '--output=x..main')).rejects.toThrow(/git knows no commit/);
    await expect(run('main..none')).rejects.toThrow(/git knows no commit "none"/);
  });

  it('says where there is no git', async () => {
    await expect(runTool(addChangelog, ['changelog'], dataFolder())).rejects.toThrow(/in no git repository/);
  });
});

describe('facts corrections', () => {
  it('writes the page', async () => {
    const dir = dataFolder();
    const inner = join(dir, 'inner');
    const file = join(dirname(inner), 'CORRECTIONS.md');
    onTestFinished(() => rmSync(file, { force: true }));
    const { cpSync } = await import('node:fs');
    cpSync(join(dir, 'packs'), join(inner, 'packs'), { recursive: true });
    cpSync(join(dir, 'languages'), join(inner, 'languages'), { recursive: true });
    expect(await runTool(addCorrections, ['corrections'], inner)).toMatchObject({
      out: 'CORRECTIONS.md is written.\n',
      failed: false,
    });
    expect(readFileSync(file, 'utf8')).toContain('None so far');
  });
});
