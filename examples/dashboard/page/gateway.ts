import { Observable, share } from 'rxjs';
import type { GatewayMessage } from '../gateway/messages';

/** Everything the gateway says of the account; the browser connects again by itself. */
export const gatewayMessages$: Observable<GatewayMessage> = new Observable<GatewayMessage>((subscriber) => {
  const source = new EventSource('/events');
  source.onmessage = ({ data }: MessageEvent<string>) => subscriber.next(JSON.parse(data) as GatewayMessage);
  return () => source.close();
}).pipe(share());

/** Sends a command; the text of a refusal, or `null`. */
export const command = async (path: '/orders' | '/cancels', body: unknown): Promise<string | null> => {
  const reply = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return reply.ok ? null : await reply.text();
};
