import { loaded } from '../../src/boot/loaded.ts';

/** What `npm run build` makes dist/doctor.js of: a doctor for where only the built bot is. */
await loaded(() => import('./program.ts'));
