import { loaded } from '../../src/boot/loaded.ts';

/* What `npm run build` makes dist/doctor.js of: a doctor for where only the built bot is. */

await loaded(async () => {
  const { look } = await import('./index.ts');
  await look(process.argv.includes('--json'));
});
