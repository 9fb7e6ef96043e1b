import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OrderRef, OrderRequest } from 'rx-bitbank/execution';
import type { Account } from './account';
import type { PageConfig } from './messages';

export interface Page {
  readonly html: string;
  readonly css: string;
  readonly js: string;
}

const maxBody = 10_000;

const end = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
};

/** Answers its own page only: another site's page has another origin, a rebound name another host. */
const isOwn = ({ headers, method }: IncomingMessage, port: number): boolean => {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = headers;
  if (!hosts.includes(host)) return false;
  return method === 'POST'
    ? origin === `http://${host}`
    : origin === undefined || origin === `http://${host}`;
};

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxBody) throw new Error('the body is too long');
  }
  return JSON.parse(text) as unknown;
};

const streamEvents = (response: ServerResponse, { messages$ }: Account): void => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const subscription = messages$.subscribe({
    next: (message) => response.write(`data: ${JSON.stringify(message)}\n\n`),
    complete: () => response.end(),
  });
  response.on('close', () => subscription.unsubscribe());
};

const post = async (request: IncomingMessage, response: ServerResponse, { submit, cancel }: Account) => {
  try {
    const body = await readBody(request);
    // The execution client checks a request itself and answers with a `Rejected` that names the field.
    if (request.url === '/orders') submit(body as OrderRequest);
    else cancel(body as OrderRef);
    end(response, 202, 'text/plain', '');
  } catch (error) {
    end(response, 400, 'text/plain', error instanceof Error ? error.message : 'bad request');
  }
};

/** Serves the page, and its account where there is one, on loopback. */
export const serve = (
  page: Page,
  config: PageConfig,
  account: Account | null,
  port: number,
): Promise<Server> => {
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', page.html],
    '/style.css': ['text/css', page.css],
    '/app.js': ['text/javascript', page.js],
    '/config.json': ['application/json', JSON.stringify(config)],
  };
  const server = createServer((request, response) => {
    const { url = '', method } = request;
    const file = files[url];
    if (!isOwn(request, (server.address() as AddressInfo).port)) {
      end(response, 403, 'text/plain', 'this gateway answers its own page only');
    } else if (method === 'GET' && file !== undefined) {
      end(response, 200, ...file);
    } else if (method === 'GET' && url === '/events' && account !== null) {
      streamEvents(response, account);
    } else if (method === 'POST' && ['/orders', '/cancels'].includes(url) && account !== null) {
      void post(request, response, account);
    } else {
      end(response, 404, 'text/plain', 'not found');
    }
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
};
