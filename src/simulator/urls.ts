/** The addresses of a simulator, named like the options of our clients. */
export interface SimulatorUrls {
  readonly streamUrl: string;
  readonly publicUrl: string;
  readonly apiUrl: string;
  readonly pubnubOrigin: string;
}

/** The addresses that stand for all addresses of this machine. */
const everyAddress: readonly string[] = ['0.0.0.0', '::', ''];

export const urlsAt = (host: string, port: number): SimulatorUrls => {
  const name = everyAddress.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const origin = `${name}:${port}`;
  return {
    streamUrl: `ws://${origin}`,
    publicUrl: `http://${origin}`,
    apiUrl: `http://${origin}/v1`,
    pubnubOrigin: `http://${origin}`,
  };
};
