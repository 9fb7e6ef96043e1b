import { prepare } from './programs.mjs';

await prepare();
