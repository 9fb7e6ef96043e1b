import { defer, finalize, switchMap, type Observable } from 'rxjs';
import type { Simulator, SimulatorOptions } from '../../simulator/index';

/**
 * Runs an action on a simulator, which is closed when the action ends. The simulator is loaded only when it is needed.
 */
export const withSimulator = <A>(
  simulatorOptions: SimulatorOptions,
  use: (simulator: Simulator) => Observable<A>,
): Observable<A> =>
  defer(async () => {
    const { startSimulator } = await import('../../simulator/index');
    return startSimulator(simulatorOptions);
  }).pipe(switchMap((simulator) => use(simulator).pipe(finalize(() => void simulator.close()))));
