import { animationFrameScheduler, auditTime, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Emits the latest value once per frame of the screen: whatever the rate of a feed, the page draws 60 times a second.
 */
export const perFrame = <T>(): MonoTypeOperatorFunction<T> => auditTime(0, animationFrameScheduler);
