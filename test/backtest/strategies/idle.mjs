import { NEVER } from 'rxjs';

/** Does nothing, so that a run of it shows what the market itself costs. */
export default () => NEVER;
