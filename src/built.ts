import module from 'node:module';

/** Where a built bot starts: `npm run build` writes this as dist/main.js. Node from 22.8 on keeps what it compiled in its
    own folder of temporary files, so that the second start need not compile the code of the SDKs again; an older one goes
    without. What is imported before this says so is not kept: therefore the bot itself is imported after it. */
const keep: unknown = Reflect.get(module, 'enableCompileCache');
if (typeof keep === 'function') keep();

await import('./main.ts');
