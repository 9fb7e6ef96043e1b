import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Subject } from 'rxjs';
import type { Order, Trading } from 'rx-bitbank/execution';
import type { PlacedOrder } from '../../dashboard/page/app/context';
import { orders$, type OrdersMove } from '../../dashboard/page/panels/orders/stream';
import { decimal, pairName, shortDecimal } from '../../dashboard/page/ui/format';
import { en } from '../../dashboard/page/words/en';
import { injectAccount } from './account';
import { perFrame } from './per-frame';
import { toldSignal } from './told';

/** Open orders, and the results of their cancels. Moves go in, and the shown state comes out. */
@Component({
  selector: 'app-orders',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="orders" aria-labelledby="orders-title">
      <div class="head">
        <h2 id="orders-title">Open orders</h2>
        @if (told().value?.orders?.length) {
          <button type="button" (click)="act({ type: 'ask-all' })">Cancel all</button>
        }
      </div>
      @if (told().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      @if (told().value; as shown) {
        @if (shown.asksAll) {
          <p class="ask" role="alert">
            {{ words.cancelAllQuestion(shown.orders.length) }}
            <button type="button" (click)="act({ type: 'cancel-all' })">Yes, cancel them</button>
            <button type="button" (click)="act({ type: 'leave-all' })">No</button>
          </p>
        }
        <p role="status" aria-label="Outcome of the cancel">
          {{ shown.news ? words.ordersNews(shown.news) : '' }}
        </p>
        <div class="scroll" tabindex="0" role="group" aria-label="Open orders">
          <table>
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">Price</th>
                <th scope="col">Left</th>
                <th scope="col"><span class="unseen">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              @for (order of shown.orders; track order.orderId) {
                <tr>
                  <td [class]="order.side">{{ nameOf(order) }}</td>
                  <td>{{ decimal(order.price ?? order.triggerPrice) }}</td>
                  <td>{{ shortDecimal(order.remainingAmount) }}</td>
                  <td>
                    <button
                      type="button"
                      [attr.aria-label]="words.cancelOf(order.orderId)"
                      [disabled]="shown.canceling.includes(order.orderId)"
                      (click)="act({ type: 'cancel', ref: order })"
                    >
                      Cancel
                    </button>
                  </td>
                </tr>
              }
            </tbody>
          </table>
          @if (shown.orders.length === 0) {
            <p class="empty">No open orders.</p>
          }
        </div>
      } @else {
        <p class="empty">Waiting for data.</p>
      }
    </section>
  `,
})
export class OrdersPanel {
  /** The lives of orders go on with the client, whatever component shows them. */
  readonly placed = input<(order: PlacedOrder) => void>(() => undefined);

  private readonly exec = injectAccount() as Trading;
  private readonly moves$ = new Subject<OrdersMove>();
  protected readonly words = en;
  protected readonly decimal = decimal;
  protected readonly shortDecimal = shortDecimal;
  protected readonly told = toldSignal(
    orders$({
      orders$: this.exec.orders$,
      moves$: this.moves$,
      cancelOrder: ({ pair, orderId }) => this.exec.cancelOrder({ pair, orderId }),
      cancelAll: () => this.exec.cancelAll(),
      replaceOrder: (ref, changes) => this.exec.replaceOrder(ref, changes),
      placed: (order) => this.placed()(order),
    }).pipe(perFrame()),
  );

  protected readonly act = (move: OrdersMove): void => this.moves$.next(move);
  protected readonly nameOf = ({ pair, side, type }: Order): string =>
    `${pairName(pair)} ${side === 'unknown' ? side : en.sides[side]} ${en.typeOf(type)}`;
}
