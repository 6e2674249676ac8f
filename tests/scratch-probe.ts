import { understood } from './base.ts';
for (const t of ['is target hml','did target sign the norvane letter','is target listed for boycott','what did zorblatt sell','did oracle sign the norvane letter','is oracle hml']) console.log(t, understood(t).strangers);
