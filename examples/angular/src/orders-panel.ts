import { ChangeDetectionStrategy, Component } from '@angular/core';
import type { Order } from 'rx-bitbank/execution';
import type { AccountContext } from '../../dashboard/page/app/context';
import { orders$, type OrdersMove } from '../../dashboard/page/panels/orders/stream';
import { decimal, pairName, shortDecimal } from '../../dashboard/page/ui/format';
import { Panel } from './panel';
import { perFrame } from './per-frame';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** Open orders, and the results of their cancels. Moves go in, and the shown state comes out. */
@Component({
  selector: 'app-orders',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="orders" [name]="words().openOrders" [latest]="latest()">
      @if (latest().value?.orders?.length) {
        <button beside type="button" (click)="act({ type: 'ask-all' })">{{ words().cancelAll }}</button>
      }
      @if (latest().value; as shown) {
        @if (shown.asksAll) {
          <p class="ask" role="alert">
            {{ words().cancelAllQuestion(shown.orders.length) }}
            <button type="button" (click)="act({ type: 'cancel-all' })">{{ words().cancelAllYes }}</button>
            <button type="button" (click)="act({ type: 'leave-all' })">{{ words().no }}</button>
          </p>
        }
        <p role="status" [attr.aria-label]="words().outcome">
          {{ shown.news ? words().ordersNews(shown.news) : '' }}
        </p>
        <div class="scroll" tabindex="0" role="group" [attr.aria-label]="words().openOrders">
          <table>
            <thead>
              <tr>
                <th scope="col">{{ words().order }}</th>
                <th scope="col">{{ words().price }}</th>
                <th scope="col">{{ words().left }}</th>
                <th scope="col">
                  <span class="unseen">{{ words().actions }}</span>
                </th>
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
                      [attr.aria-label]="words().cancelOf(order.orderId)"
                      [disabled]="shown.canceling.includes(order.orderId)"
                      (click)="act({ type: 'cancel', ref: order })"
                    >
                      {{ words().cancel }}
                    </button>
                  </td>
                </tr>
              }
            </tbody>
          </table>
          @if (shown.orders.length === 0) {
            <p class="empty">{{ words().noOrders }}</p>
          }
        </div>
      }
    </section>
  `,
})
export class OrdersPanel {
  private readonly screen = injectScreen();
  private readonly account = this.screen.account as AccountContext;
  private readonly exec = this.account.exec;
  protected readonly words = this.screen.words;
  protected readonly decimal = decimal;
  protected readonly shortDecimal = shortDecimal;
  protected readonly latest = latestSignal(
    orders$({
      orders$: this.exec.orders$,
      moves$: this.account.ordersMoves$,
      cancelOrder: ({ pair, orderId }) => this.exec.cancelOrder({ pair, orderId }),
      cancelAll: () => this.exec.cancelAll(),
      replaceOrder: (ref, changes) => this.exec.replaceOrder(ref, changes),
      placed: (order) => this.account.placed$.next(order),
    }).pipe(perFrame()),
  );

  protected readonly act = (move: OrdersMove): void => this.account.ordersMoves$.next(move);
  protected readonly nameOf = ({ pair, side, type }: Order): string =>
    `${pairName(pair)} ${side === 'unknown' ? side : this.words().sides[side]} ${this.words().typeOf(type)}`;
}
