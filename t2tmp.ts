import { readFacts } from './src/facts/load.ts';
import { newSink } from './src/facts/read.ts';
import { readEvaluation } from './src/facts/evaluation.ts';
import { sortProblems, formatProblems } from './src/facts/problems.ts';
import { RULES } from './src/facts/rules/index.ts';
const sink=newSink();
const r=readFacts('data',sink);
console.log(formatProblems(sink.problems).slice(0,6000));
const evaluation=readEvaluation('data',r.base,newSink());
for (const rule of RULES) { if (rule.name==='urls-are-archived') continue; const t=performance.now(); const f=[...rule.check({...r.written,evaluation},'2026-11-22')]; console.log('##',rule.name,f.length,(performance.now()-t).toFixed(0)); for (const x of f.slice(0,40)) { const k=x.where.split(':'); console.log('  ',x.where.replace('data/packs/',''),x.message); if(x.message.includes('name who')) { const c=[...r.base.facts.get(x.about as any)!.wordings.values()][0]!.claim; console.log('       ',c);} } }
for (let i=0;i<5;i++){ const t=performance.now(); readFacts('data',newSink()); console.log('load',(performance.now()-t).toFixed(0)); }
