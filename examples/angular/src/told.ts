import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { nothingTold, type Told } from '../../dashboard/page/ui/told';

/**
 * Returns a panel's stream as a signal: `toSignal` subscribes now, and unsubscribes when the component is destroyed. It
 * never errors: a problem is a part of its value.
 */
export const toldSignal = <T>(told$: Observable<Told<T>>): Signal<Told<T>> =>
  toSignal(told$, { initialValue: nothingTold });
