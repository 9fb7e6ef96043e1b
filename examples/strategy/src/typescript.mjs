/**
 * Loads the TypeScript module that its url names, in a thread that can't read TypeScript by itself:
 * `typescript.mjs?module=file:///…/crossing.ts`.
 */
import { register } from 'tsx/esm/api';

register();
const { default: strategy } = await import(new URL(import.meta.url).searchParams.get('module'));

export default strategy;
