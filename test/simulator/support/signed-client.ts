import { createHmac } from 'node:crypto';

export interface Reply {
  readonly status: number;
  readonly success: number;
  /** The code of a refusal; `null` for success. */
  readonly code: number | null;
  readonly data: Record<string, unknown>;
}

/** Creates a minimal private client that follows only the documentation. */
export const signedClient = (apiUrl: string, apiKey: string, apiSecret: string) => {
  const send = async (method: string, path: string, signed: string, body?: string): Promise<Reply> => {
    const requestTime = String(Date.now());
    const window = '5000';
    const response = await fetch(apiUrl + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'ACCESS-KEY': apiKey,
        'ACCESS-REQUEST-TIME': requestTime,
        'ACCESS-TIME-WINDOW': window,
        'ACCESS-SIGNATURE': createHmac('sha256', apiSecret)
          .update(requestTime + window + signed)
          .digest('hex'),
      },
      ...(body === undefined ? {} : { body }),
    });
    const reply = (await response.json()) as { success: number; data: Record<string, unknown> };
    const { code } = reply.data;
    return { status: response.status, ...reply, code: reply.success === 0 ? Number(code) : null };
  };
  return {
    get: (path: string) => send('GET', path, `/v1${path}`),
    post: (path: string, body: unknown) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return send('POST', path, text, text);
    },
  };
};
