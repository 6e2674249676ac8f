import { loaded } from './loaded.ts';

/** What `npm run build` makes dist/main.js of. */
await loaded(() => import('../main.ts'));
