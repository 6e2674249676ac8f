import module from 'node:module';
import { loaded } from './loaded.ts';

/** What `npm run build` makes dist/main.js of. Node from 22.8 on keeps what it compiled in its own folder of temporary
    files, so that the second start need not compile the code of the SDKs again; an older one goes without. What is imported
    before this says so is not kept: therefore the bot itself is imported after it. */
const keep: unknown = Reflect.get(module, 'enableCompileCache');
if (typeof keep === 'function') keep();

await loaded(() => import('../main.ts'));
