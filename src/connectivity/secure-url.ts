const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The host is this machine. */
export const isLoopback = ({ hostname }: URL): boolean => loopbackHost.test(hostname);

/** What goes there is encrypted, or does not leave this machine. */
export const isSecureUrl = (url: URL): boolean =>
  url.protocol === 'https:' || url.protocol === 'wss:' || isLoopback(url);
